"""Rasters of the pictures, drawn by processes of their own while the pages are made."""

from __future__ import annotations

from concurrent.futures import Future, ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from os import cpu_count

from PIL import Image

from portal.demo.pictures.recipes import recipes
from portal.demo.pictures.scene import png

CARD = (640, 360)
"""Pixels of the picture on a card; the template asks for `fill-640x360`."""
QUALITY = 82
Drawn = tuple[bytes, bytes]


def draw(key: str) -> Drawn:
    """The picture of a key: the original as PNG and, cut to 16:9, the card's as WebP."""
    original = png(recipes()[key])
    image = Image.open(BytesIO(original)).convert("RGB")
    width, height = image.size
    cut = (height - width * CARD[1] // CARD[0]) // 2
    card = BytesIO()
    image.crop((0, cut, width, height - cut)).resize(CARD).save(
        card, "WEBP", quality=QUALITY, method=2
    )
    return original, card.getvalue()


class Studio:
    """Draws many pictures beside other work; ask for each by its key, then close."""

    def __init__(self, keys: list[str]) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._futures: dict[str, Future[Drawn]] = {}
        if keys:
            # Fresh processes: a forked one would share the database connection.
            self._pool = ProcessPoolExecutor(min(2, cpu_count() or 1), get_context("spawn"))
            self._futures = {key: self._pool.submit(draw, key) for key in keys}

    def picture(self, key: str) -> Drawn:
        """Wait for a picture."""
        return self._futures.pop(key).result()

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown()
