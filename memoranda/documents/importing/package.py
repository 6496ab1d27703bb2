"""Opens a DOCX that anybody may have made: nothing in it runs, loads or unpacks to too much."""

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from lxml import etree

from agglo_portal.core.file_types import DAMAGED, FileDamaged, FileUnpacksTooLarge, type_of
from agglo_portal.core.files import FileTooLarge

from .refusals import DocumentReachesOutside, NotAWordDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAIN_TYPE = "wordprocessingml.document.main+xml"
LARGEST_PART = 15 * 1024 * 1024
# A template named on somebody's own disk is what Word writes by itself; it is never opened here.
OWN_DISK = re.compile(r"^(file:/{2,3})?[A-Za-z]:[\\/]|^[^\\/:]+\.do[tc][xm]?$")


@dataclass(frozen=True)
class Package:
    """The parts of a Word document that carry its text, as trees."""

    archive: zipfile.ZipFile
    main: str

    @cached_property
    def body(self):
        """The body of the document."""
        found = self._tree(self.main).find(f"{W}body")
        if found is None:
            raise FileDamaged
        return found

    def part(self, name: str):
        """A part beside the main one (“styles.xml”), or None."""
        path = f"{self.main.rpartition('/')[0]}/{name}".lstrip("/")
        return self._tree(path) if path in self.archive.namelist() else None

    @cached_property
    def links(self) -> dict[str, str]:
        """Addresses of hyperlinks by their ids."""
        folder, _slash, file = self.main.rpartition("/")
        path = f"{folder}/_rels/{file}.rels".lstrip("/")
        if path not in self.archive.namelist():
            return {}
        return {
            one.get("Id"): one.get("Target", "")
            for one in self._tree(path).iter(RELATION)
            if one.get("Type", "").endswith("/hyperlink")
        }

    def _tree(self, name: str):
        return _parsed(_read(self.archive, name))


def open_package(upload, *, name: str) -> Package:
    """Open an uploaded DOCX after looking at all of it.

    Refuses what core.file_types refuses (other content, a bomb, macros, damage), a file that is
    too large, a document type definition (entities could unpack to gigabytes), and parts that
    lie outside the file; hyperlinks are only addresses.
    """
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise FileTooLarge(limit=filesizeformat(settings.UPLOAD_MAX_BYTES))
    if type_of(upload, name=name).extension != ".docx":
        raise NotAWordDocument
    upload.seek(0)
    archive = zipfile.ZipFile(BytesIO(upload.read()))
    for member in archive.namelist():
        if member.endswith(".rels"):
            _require_inside(_parsed(_read(archive, member)))
    return Package(archive, _main_part(archive))


def _main_part(archive: zipfile.ZipFile) -> str:
    for one in _parsed(_read(archive, "[Content_Types].xml")):
        if MAIN_TYPE in one.get("ContentType", ""):
            name = one.get("PartName", "").lstrip("/")
            if name in archive.namelist():
                return name
    raise FileDamaged


def _require_inside(relations) -> None:
    for one in relations.iter(RELATION):
        if one.get("TargetMode") != "External":
            continue
        kind, target = one.get("Type", ""), one.get("Target", "")
        if kind.endswith("/hyperlink"):
            continue
        if kind.endswith("/attachedTemplate") and OWN_DISK.match(target):
            continue
        raise DocumentReachesOutside(target=target[:100])


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read one member; zipfile itself stops at the size that the table of contents names."""
    try:
        if archive.getinfo(name).file_size > LARGEST_PART:
            raise FileUnpacksTooLarge
        return archive.read(name)
    except (*DAMAGED, KeyError, NotImplementedError, RuntimeError) as error:
        raise FileDamaged from error


def _parsed(xml: bytes):
    """Parse without entities, without network, without a definition of types."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise FileDamaged from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileDamaged
    return root
