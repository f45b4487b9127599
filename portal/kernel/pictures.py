"""Pictures in a size that is enough: cleaned of what they tell besides what they show."""

from __future__ import annotations

import io

from PIL import Image

FLAT = "JPEG"
WHITE = (255, 255, 255)
QUALITY = 85


def fitted(content: bytes, edge: int) -> bytes:
    """The picture as a JPEG whose longer edge has at most so many pixels; see-through is white.

    For content that was checked before (`portal.kernel.files.check_picture`).
    """
    with Image.open(io.BytesIO(content)) as image:
        profile = image.info.get("icc_profile")
        image.thumbnail((edge, edge), Image.Resampling.LANCZOS)
        target = io.BytesIO()
        _flat(image).save(target, format=FLAT, quality=QUALITY, icc_profile=profile)
    return target.getvalue()


def _flat(image: Image.Image) -> Image.Image:
    seen = image.convert("RGBA") if "A" in image.mode or "transparency" in image.info else None
    if seen is None:
        return image.convert("RGB")
    ground = Image.new("RGB", seen.size, WHITE)
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground
