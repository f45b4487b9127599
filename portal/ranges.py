"""Parts of files: films can be wound and downloads resumed (RFC 9110, sections 13.1.5 and 14)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import parse_http_date_safe

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*\Z", re.IGNORECASE)


class RangeMiddleware:
    """Answers with the asked part of any file that a view hands out whole.

    The view has asked who is reading by then, so a part is as closed as the whole. Several parts
    at once are not served: the whole file is an allowed answer to them. Where ACCEL_REDIRECT names
    an internal address of nginx, private files are left to it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at complete answers with a file that can be wound."""
        response = self.get_response(request)
        if not isinstance(response, FileResponse) or response.status_code != 200:
            return response
        if settings.ACCEL_REDIRECT and (inner := _private_path(response)):
            return _left_to_proxy(response, inner)
        source: IO[bytes] | None = response.file_to_stream
        size = response.headers.get("Content-Length", "")
        if source is None or not size.isdecimal() or not _can_be_wound(source):
            return response
        response.headers["Accept-Ranges"] = "bytes"
        asked = request.headers.get("Range", "")
        if (
            request.method != "GET"
            or not _is_one_range(asked)
            or not _still_same(request, response)
        ):
            return response
        part = asked_part(asked, int(size))
        return _partial(response, source, part, int(size)) if part else _refused(source, size)


def asked_part(asked: str, size: int) -> range | None:
    """The bytes that a Range header asks of a file of `size` bytes; None where there are none."""
    found = _RANGE.match(asked)
    first, last = found.groups() if found else ("", "")
    if first:
        return range(int(first), min(int(last), size - 1) + 1 if last else size) or None
    return range(max(0, size - int(last)), size) or None if last else None


def _is_one_range(asked: str) -> bool:
    return asked.lower().startswith("bytes=") and "," not in asked


def _can_be_wound(source: IO[bytes]) -> bool:
    return hasattr(source, "seekable") and source.seekable()


def _still_same(request: HttpRequest, response: FileResponse) -> bool:
    """Whether If-Range names the very version that is here (a weak tag never does)."""
    named = request.headers.get("If-Range", "").strip()
    if not named:
        return True
    if named.startswith(('"', "W/")):
        return named.startswith('"') and named == response.headers.get("ETag")
    day = parse_http_date_safe(named)
    changed = parse_http_date_safe(response.headers.get("Last-Modified", ""))
    return day is not None and day == changed


def _partial(response: FileResponse, source: IO[bytes], part: range, size: int) -> FileResponse:
    response.streaming_content = _read(source, part)
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    response.headers["Content-Length"] = str(len(part))
    return response


def _read(source: IO[bytes], part: range) -> Iterator[bytes]:
    source.seek(part.start)
    left = len(part)
    while left and (chunk := source.read(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk


def _refused(source: IO[bytes], size: str) -> HttpResponse:
    source.close()  # not the response: closing that one ends the request for Django
    return HttpResponse(
        status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
    )


def _private_path(response: FileResponse) -> str | None:
    """The place of the file below the private folder; None for every other file."""
    options = settings.STORAGES["private"].get("OPTIONS", {})
    source: Any = response.file_to_stream
    while hasattr(source, "file"):  # the wrappers of Django around the open file
        source = source.file
    name = getattr(source, "name", None)
    if "location" not in options or not isinstance(name, str):
        return None
    folder = Path(options["location"]).resolve()
    path = Path(name).resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else None


def _left_to_proxy(response: FileResponse, inner: str) -> HttpResponse:
    """The same answer without its body; nginx puts in the file, whole or in parts."""
    if response.file_to_stream is not None:
        response.file_to_stream.close()
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    address = f"{settings.ACCEL_REDIRECT.rstrip('/')}/{quote(inner)}"
    return HttpResponse(headers={**headers, "X-Accel-Redirect": address})
