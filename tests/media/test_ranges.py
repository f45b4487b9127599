"""Parts of files: films can be wound, also those that only some people may see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Collection

from media.documents.models import PortalDocument
from media.images.actions import settle_file
from portal.accounts.roles import Role
from tests.factories import media
from tests.factories.accounts import client_for, user

pytestmark = pytest.mark.django_db
FILM = bytes(range(256)) * 1000
SIZE = len(FILM)


def film(**fields: Any) -> PortalDocument:
    upload = SimpleUploadedFile("film.webm", FILM)
    document = media.document(title="Film", file=upload, **fields)
    document._set_document_file_metadata()
    document.file.close()
    document.save()
    return document


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-500", SIZE - 500, SIZE - 1),
        ("bytes=0-", 0, SIZE - 1),
        (f"bytes={SIZE - 1}-{SIZE + 999}", SIZE - 1, SIZE - 1),
        (f"bytes=-{SIZE * 2}", 0, SIZE - 1),
        ("BYTES=70000-140000", 70_000, 140_000),
    ],
)
def test_the_asked_part_alone_is_sent(asked: str, first: int, last: int) -> None:
    answer = Client().get(film().url, headers={"range": asked})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer["Content-Type"] == "video/webm"
    assert body(answer) == FILM[first : last + 1]


@pytest.mark.parametrize(
    "asked",
    ["bytes=", "bytes=-", "bytes=-0", f"bytes={SIZE}-", "bytes=9-3", "bytes=a-b", "bytes=1-2-3",
     f"bytes={'9' * 40}-"],
)  # fmt: skip
def test_a_part_that_is_not_there_is_refused(asked: str) -> None:
    answer = Client().get(film().url, headers={"range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{SIZE}"
    assert body(answer) == b""


@pytest.mark.parametrize("asked", ["", "bytes=0-1,5-6", "lines=0-9"])
def test_without_one_part_in_bytes_the_whole_is_sent(asked: str) -> None:
    answer = Client().get(film().url, headers={"range": asked} if asked else {})
    assert answer.status_code == 200
    assert answer["Accept-Ranges"] == "bytes"
    assert body(answer) == FILM


def test_a_part_belongs_to_the_version_that_the_reader_has() -> None:
    document = film()
    whole = Client().get(document.url)
    assert body(whole) == FILM
    tag = whole["ETag"]
    for named, status in {
        tag: 206,
        f"W/{tag}": 200,
        '"an-older-one"': 200,
        "Wed, 21 Oct 2015 07:28:00 GMT": 200,
        "nonsense": 200,
    }.items():
        headers = {"range": "bytes=0-9", "if-range": named}
        answer = Client().get(document.url, headers=headers)
        assert answer.status_code == status, named
        assert body(answer) == (FILM[:10] if status == 206 else FILM)


def test_asking_for_the_head_alone_sends_no_part() -> None:
    answer = Client().head(film().url, headers={"range": "bytes=0-9"})
    assert answer.status_code == 200
    assert answer["Accept-Ranges"] == "bytes"
    assert body(answer) == b""


def closed(role: Role) -> Collection:
    member = user(role)
    return media.closed_collection("Nur für das Komitee", *member.groups.all())


def test_parts_are_as_closed_as_the_whole() -> None:
    document = film(collection=closed(Role.COMMITTEE))
    picture = media.image(collection=document.collection)
    settle_file(image=picture)
    part = {"range": "bytes=0-9"}
    for role, status in ((Role.COMMITTEE, 206), (Role.OFFICE, 403)):
        for address in (document.url, picture.file.url):
            answer = client_for(user(role)).get(address, headers=part)
            assert answer.status_code == status
            assert (len(body(answer)) == 10) == (status == 206)
    assert Client().get(document.url, headers=part).status_code == 302
    assert Client().get(picture.file.url, headers=part).status_code == 403


def test_private_files_can_be_left_to_the_proxy(settings: Any) -> None:
    settings.ACCEL_REDIRECT = "/_private/"
    document = film(collection=closed(Role.COMMITTEE))
    reader, stranger = client_for(user(Role.COMMITTEE)), client_for(user(Role.OFFICE))
    answer = reader.get(document.url)
    inner = answer["X-Accel-Redirect"].removeprefix("/_private/")
    folder = Path(django_settings.STORAGES["private"]["OPTIONS"]["location"])
    assert (folder / inner).read_bytes() == FILM
    assert body(answer) == b""
    assert answer["Content-Type"] == "video/webm"
    assert not answer.has_header("Content-Length")
    refused = stranger.get(document.url)
    assert refused.status_code == 403
    assert not refused.has_header("X-Accel-Redirect")
