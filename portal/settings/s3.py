"""S3: a public bucket prefix for media, a private one that only views read."""

from __future__ import annotations

from portal.settings import environment as env


def _common() -> dict[str, object]:
    return {
        "bucket_name": env.required("S3_BUCKET"),
        "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
        "region_name": env.text("S3_REGION", "eu-central-1"),
        "access_key": env.required("S3_ACCESS_KEY"),
        "secret_key": env.required("S3_SECRET_KEY"),
        "file_overwrite": False,
        "default_acl": None,
    }


def public_options() -> dict[str, object]:
    """Options of the public storage; addresses are not signed."""
    return _common() | {"location": "media", "querystring_auth": False}


def private_options() -> dict[str, object]:
    """Options of the private storage; addresses are signed and never given out."""
    return _common() | {"location": "private", "querystring_auth": True}
