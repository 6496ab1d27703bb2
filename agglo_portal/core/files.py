"""Files that people bring and that the portal makes: kept under generated names, served safely."""

import hashlib
import re
import unicodedata
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from .file_types import type_of
from .models import StoredFile, User
from .rules import Refused

NAME_LENGTH = 150
SHOWN_INLINE = {"application/pdf", "image/png", "image/jpeg", "text/plain"}
# A PDF may stand in a frame of ours, where it is signed. It gets no sandbox: not every browser's
# viewer starts in one, and a PDF runs nothing in our origin.
VIEWED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


class FileTooLarge(Refused):
    code = "file_too_large"
    message = _("The file is larger than {limit}.")


def store_upload(upload, *, by: User | None, at: datetime) -> StoredFile:
    """Keep a file that a person uploaded, after its content was judged; its name is only shown.

    Refuses what is too large, empty, of a kind that is not accepted, damaged, macro-carrying,
    unpacking to too much, or named as something else (see file_types).
    """
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise FileTooLarge(limit=filesizeformat(settings.UPLOAD_MAX_BYTES))
    name = clean_name(upload.name)
    found = type_of(upload, name=name)
    if not PurePosixPath(name).suffix:
        name += found.extension
    return _store(upload, name, found.extension, found.media_type, by=by, at=at)


def store_bytes(
    name: str, data: bytes, media_type: str, *, by: User | None, at: datetime
) -> StoredFile:
    """Keep bytes that the portal itself made; the name brings the extension."""
    name = clean_name(name)
    content = ContentFile(data, name=name)
    return _store(content, name, PurePosixPath(name).suffix, media_type, by=by, at=at)


def store_judged(
    name: str, content: File, media_type: str, *, by: User | None, at: datetime
) -> StoredFile:
    """Keep a file that was judged by its own reader: geodata are none of file_types."""
    name = clean_name(name)
    extension = PurePosixPath(name).suffix.lower()[:10]
    return _store(content, name, extension, media_type, by=by, at=at)


def store_path(path: Path, media_type: str, *, by: User | None, at: datetime) -> StoredFile:
    """Keep a file that the portal itself wrote, however large: it is copied part by part."""
    with path.open("rb") as opened:
        content = File(opened, name=path.name)
        return _store(content, clean_name(path.name), path.suffix, media_type, by=by, at=at)


def _store(content: File, name, extension, media_type, *, by, at) -> StoredFile:
    content.seek(0)
    sha256 = hashlib.sha256()
    for chunk in content.chunks():
        sha256.update(chunk)
    content.seek(0)
    return StoredFile.objects.create(
        name=name,
        extension=extension,
        media_type=media_type,
        size=content.size,
        sha256=sha256.hexdigest(),
        file=File(content, name=name),
        stored_at=at,
        stored_by=by,
    )


def clean_name(name: str) -> str:
    """Give a name that is safe to show and to save under on any system; never a path."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = (c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = re.sub(r'[:*?"<>|]+', "_", "".join(kept))
    name = re.sub(r"\s+", " ", name).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name[:NAME_LENGTH] or "file"
    return f"{stem[:NAME_LENGTH].strip() or 'file'}.{extension[:10].lower()}"


def file_response(
    request: HttpRequest, stored: StoredFile, *, inline: bool = False, public: bool = False
) -> HttpResponseBase:
    """Serve the bytes; whether the person may have them is the caller's question, asked before.

    `inline` lets the browser show what it can show safely; `public` lets caches keep it. The
    type is the one found at storing, never guessed again; nothing in the file may run as a page.
    """
    shown = inline and stored.media_type in SHOWN_INLINE
    etag = f'"{stored.sha256}"'
    response = get_conditional_response(request, etag=etag) or _body(stored)
    charset = "; charset=utf-8" if stored.media_type == "text/plain" else ""
    response["Content-Type"] = stored.media_type + charset
    response["Content-Disposition"] = content_disposition_header(not shown, stored.name)
    is_viewed_pdf = shown and stored.media_type == "application/pdf"
    response["Content-Security-Policy"] = VIEWED if is_viewed_pdf else SANDBOX
    response["X-Frame-Options"] = "SAMEORIGIN" if is_viewed_pdf else "DENY"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "public, max-age=3600" if public else "private, no-cache"
    response["ETag"] = etag
    return response


def _body(stored: StoredFile) -> HttpResponseBase:
    """The bytes, or a word to nginx that it may send them itself (FILES_ACCEL_PREFIX)."""
    if settings.FILES_ACCEL_PREFIX:
        path = quote(stored.file.name)
        return HttpResponse(headers={"X-Accel-Redirect": f"{settings.FILES_ACCEL_PREFIX}{path}"})
    response = FileResponse(stored.file.open("rb"))
    response["Content-Length"] = stored.size
    return response
