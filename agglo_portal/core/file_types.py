"""What a file is, judged by its bytes alone: neither its name nor what the browser says counts."""

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

import filetype
from django.utils.translation import gettext_lazy as _

from .rules import Refused

MAX_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_UNPACKED_RATIO = 200  # XML of office documents packs 10 to 50 times
SMALL_BYTES = 5 * 1024 * 1024  # below this a high ratio harms nobody
MAX_CONTENT_TYPES_BYTES = 1024 * 1024

OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": OFFICE + "wordprocessingml.document",
    ".xlsx": OFFICE + "spreadsheetml.sheet",
    ".pptx": OFFICE + "presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".txt": "text/plain",
}
SAME_KIND = {".jpeg": ".jpg"}
MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": ".docx",
    b"spreadsheetml.sheet.main+xml": ".xlsx",
    b"presentationml.presentation.main+xml": ".pptx",
}
MACRO_MARKS = re.compile(
    r"(^|/)(vbaProject|vbaData|attachedToolbars)[^/]*$|^Basic/|^Scripts/|(^|/)macrosheets/", re.I
)
# What zipfile raises on bytes that are no sound archive.
DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, ValueError
)  # fmt: skip
NAMES = "PDF, DOCX, XLSX, PPTX, ODT, PNG, JPEG, TXT"


class FileIsEmpty(Refused):
    code = "file_empty"
    message = _("The file is empty.")


class FileTypeRefused(Refused):
    code = "file_type"
    message = _("A file with such content is not accepted. Accepted are: {accepted}.")

    def __init__(self):
        super().__init__(accepted=NAMES)


class OldOfficeRefused(Refused):
    code = "file_old_office"
    message = _(
        "This is an old or password-protected office document. Save it without a password "
        "as DOCX, XLSX, PPTX or PDF."
    )


class ExtensionRefused(Refused):
    """The name promises another content: a reader would open it with the wrong program."""

    code = "file_extension"
    message = _("The content of the file is {found}, but its name ends in “{extension}”.")


class MacrosRefused(Refused):
    code = "file_has_macros"
    message = _("The document carries macros. Save it without macros and upload it again.")


class FileUnpacksTooLarge(Refused):
    code = "file_unpacks_too_large"
    message = _("The document unpacks to far more than it may: it was not opened.")


class FileDamaged(Refused):
    code = "file_damaged"
    message = _("The file is damaged and cannot be opened.")


@dataclass(frozen=True)
class FileType:
    """The extension by which the portal keeps the bytes, and the media type it serves them as."""

    extension: str
    media_type: str


def type_of(content, *, name: str) -> FileType:
    """Judge a seekable binary file by its bytes, and compare with what its name promises.

    Refuses what is not on the allow-list, damaged or macro-carrying office documents, archives
    that would unpack to too much (members are looked at, not opened), and a misleading extension.
    """
    content.seek(0)
    head = content.read(8192)
    if not head:
        raise FileIsEmpty
    extension = _extension_of(head, content)
    promised = PurePosixPath(name).suffix.lower()
    if promised and SAME_KIND.get(promised, promised) != extension:
        raise ExtensionRefused(found=extension[1:].upper(), extension=promised)
    content.seek(0)
    return FileType(extension, MEDIA_TYPES[extension])


def _extension_of(head: bytes, content) -> str:
    if head.startswith(b"PK\x03\x04"):
        return _archive_extension(content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise OldOfficeRefused
    guessed = filetype.guess(head)
    if guessed is None:
        return _text_extension(head, content)
    extension = f".{guessed.extension}"
    if MEDIA_TYPES.get(extension) != guessed.mime:
        raise FileTypeRefused
    return extension


def _text_extension(head: bytes, content) -> str:
    """Plain text is UTF-8 without control characters; a page for a browser is not plain text."""
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|svg|script|head|body)", head, re.I):
        raise FileTypeRefused
    content.seek(0)
    try:
        text = content.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileTypeRefused from error
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f" for c in text):
        raise FileTypeRefused
    return ".txt"


def _archive_extension(content) -> str:
    """Tell an office document by its main part, after its members proved harmless."""
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            _check_members(archive.infolist(), packed_size=content.seek(0, io.SEEK_END))
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return _office_extension(_read(archive, "[Content_Types].xml"))
            if "mimetype" in names and _read(archive, "mimetype").strip() == (
                MEDIA_TYPES[".odt"].encode()
            ):
                return ".odt"
    except DAMAGED as error:
        raise FileDamaged from error
    except (NotImplementedError, RuntimeError) as error:  # an unknown packing, a password
        raise OldOfficeRefused from error
    raise FileTypeRefused


def _check_members(members: list[zipfile.ZipInfo], *, packed_size: int) -> None:
    """Look at the table of contents only: sizes, names, macros; nothing is unpacked here."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if (
        len(members) > MAX_MEMBERS
        or unpacked > MAX_UNPACKED_BYTES
        or unpacked > max(SMALL_BYTES, packed_size * MAX_UNPACKED_RATIO)
        or packed > packed_size  # members that lie over each other
    ):
        raise FileUnpacksTooLarge
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or any(_is_outside(name) for name in names):
        raise FileDamaged
    if any(MACRO_MARKS.search(name) for name in names):
        raise MacrosRefused


def _is_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read one small member; zipfile itself stops at the size that the table of contents names."""
    if archive.getinfo(name).file_size > MAX_CONTENT_TYPES_BYTES:
        raise FileUnpacksTooLarge
    return archive.read(name)


def _office_extension(content_types: bytes) -> str:
    if re.search(rb"macroEnabled|vbaProject", content_types, re.I):
        raise MacrosRefused
    for mark, extension in MAIN_PARTS.items():
        if mark in content_types:
            return extension
    raise FileTypeRefused
