"""S3: public and private storage against a real server on this machine (moto)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import override_settings
from moto.server import ThreadedMotoServer

from media.images.actions import settle_file
from media.models import PortalImage
from portal.kernel.storages import MediaStorage
from portal.settings import s3
from tests.factories import media
from tests.factories.accounts import client_for, user

KEYS = {
    "S3_BUCKET": "portal",
    "S3_REGION": "eu-central-1",
    "S3_ACCESS_KEY": "testing",
    "S3_SECRET_KEY": "testing",
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"http://{host}:{port}"
    moto.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Any]:
    """The portal's storages as the S3 settings make them, on an empty bucket."""
    for name, value in {**KEYS, "S3_ENDPOINT_URL": server}.items():
        monkeypatch.setenv(name, value)
    client = boto3.client(
        "s3",
        endpoint_url=server,
        region_name=KEYS["S3_REGION"],
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    place = {"LocationConstraint": KEYS["S3_REGION"]}
    client.create_bucket(Bucket="portal", CreateBucketConfiguration=place)
    backend = "storages.backends.s3.S3Storage"
    chosen = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": s3.public_options()},
        "private": {"BACKEND": backend, "OPTIONS": s3.private_options()},
    }
    with override_settings(STORAGES=chosen):
        yield client
    for item in client.list_objects_v2(Bucket="portal").get("Contents", []):
        client.delete_object(Bucket="portal", Key=item["Key"])
    client.delete_bucket(Bucket="portal")


def keys(bucket: Any) -> list[str]:
    return sorted(o["Key"] for o in bucket.list_objects_v2(Bucket="portal").get("Contents", []))


def test_files_go_there_and_back(bucket: Any) -> None:
    for name in ("default", "private"):
        storage = storages[name]
        saved = storage.save("ordner/datei.txt", ContentFile(b"Inhalt"))
        with storage.open(saved) as handle:
            assert handle.read() == b"Inhalt"
        again = storage.save("ordner/datei.txt", ContentFile(b"Anderes"))
        assert again != saved
        storage.delete(again)
    assert keys(bucket) == ["media/ordner/datei.txt", "private/ordner/datei.txt"]
    assert "Signature" not in storages["default"].url("ordner/datei.txt")


def test_the_media_storage_sends_private_names_to_the_private_place(bucket: Any) -> None:
    storage = MediaStorage()
    storage.save("offen.txt", ContentFile(b"a"))
    storage.save("private/zu.txt", ContentFile(b"bb"))
    assert keys(bucket) == ["media/offen.txt", "private/zu.txt"]
    assert storage.url("private/zu.txt") == "/medien/zu.txt"
    assert storage.size("private/zu.txt") == 2
    assert storage.exists("private/zu.txt")
    assert not storage.exists("zu.txt")


@pytest.mark.django_db
def test_pictures_and_documents_live_and_move_on_s3(
    bucket: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = media.image()
        rendition = image.get_rendition("width-20")
        document = media.document()
    assert len([key for key in keys(bucket) if key.startswith("media/")]) == 2
    assert rendition.url.startswith("http")
    answer = client_for(None).get(document.url)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    image.collection = media.closed_collection()
    image.save()
    with django_capture_on_commit_callbacks(execute=True):
        assert settle_file(image=image)
    assert not [key for key in keys(bucket) if key.startswith("media/")]
    image = PortalImage.objects.get()
    assert client_for(None).get(image.file.url).status_code == 403
    answer = client_for(user("member")).get(image.file.url)
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert image.get_rendition("width-20").url.startswith("/medien/")
