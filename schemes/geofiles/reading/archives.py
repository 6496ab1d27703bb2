"""Takes out of a zip the few members we read, under names of our own, never more than agreed."""

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from .contents import Unreadable
from .limits import MEGABYTE, Limits

SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
SMALL = 5 * MEGABYTE  # below this a high ratio harms nobody
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)


def check(path: Path, limits: Limits) -> list[zipfile.ZipInfo]:
    """Give the members of a zip that is fit to be opened; judged by its list alone."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if len(members) > limits.members:
        raise Unreadable("zip_members", most=limits.members)
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise Unreadable("zip_twins")
    for member in members:
        _check_member(member)
    unpacked = sum(member.file_size for member in members)
    packed = max(path.stat().st_size, 1)
    if unpacked > limits.unpacked_bytes:
        raise Unreadable("zip_too_large", most_mb=limits.unpacked_bytes // MEGABYTE)
    if unpacked > SMALL and unpacked / packed > limits.unpacked_ratio:
        raise Unreadable("zip_bomb")
    return members


def _check_member(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in member.filename or "\0" in path.name:
        raise Unreadable("zip_path", name=member.filename[:100])
    if member.flag_bits & 0x1:
        raise Unreadable("zip_password")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Unreadable("zip_link", name=member.filename[:100])
    if path.suffix.lower() in (".zip", ".kmz", ".7z", ".rar", ".gz"):
        raise Unreadable("zip_in_zip", name=path.name[:100])
    if path.suffix.lower() == ".vrt":
        raise Unreadable("vrt")


def shapefiles(path: Path, folder: Path, limits: Limits) -> dict[str, Path]:
    """Unpack each Shapefile of the zip; give the name it had and where its .shp now is."""
    groups: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for member in check(path, limits):
        inner = PurePosixPath(member.filename.replace("\\", "/"))
        if "__MACOSX" in inner.parts or inner.name.startswith("._"):
            continue
        if inner.suffix.lower() in SHAPEFILE_PARTS:
            groups.setdefault(str(inner.with_suffix("")), {})[inner.suffix.lower()] = member
    groups = {stem: parts for stem, parts in groups.items() if ".shp" in parts or ".dbf" in parts}
    if len(groups) > limits.layers:
        raise Unreadable("too_many_layers", most=limits.layers)
    found: dict[str, Path] = {}
    for place, (stem, parts) in enumerate(sorted(groups.items())):
        missing = [part for part in (".shp", ".shx", ".dbf") if part not in parts]
        if missing:
            raise Unreadable("shapefile_part_missing", layer=_name(stem), part=missing[0])
        for suffix, member in parts.items():
            _take(path, member, folder / f"layer{place}{suffix}")
        name = _name(stem) if _name(stem) not in found else stem
        found[name] = folder / f"layer{place}.shp"
    return found


def kml(path: Path, folder: Path, limits: Limits) -> Path:
    """Unpack the main document of a KMZ: doc.kml or the first one."""
    members = [one for one in check(path, limits) if one.filename.lower().endswith(".kml")]
    members.sort(key=lambda one: (one.filename.lower() != "doc.kml", one.filename.count("/")))
    return _take(path, members[0], folder / "document.kml")


def _take(path: Path, member: zipfile.ZipInfo, target: Path) -> Path:
    """Write one member; its declared size is its limit, so a lying list is found out."""
    left = member.file_size
    try:
        with (
            zipfile.ZipFile(path) as archive,
            archive.open(member) as source,
            target.open("xb") as file,
        ):
            while block := source.read(MEGABYTE):
                left -= len(block)
                if left < 0:
                    raise Unreadable("zip_bomb")
                file.write(block)
    except (*DAMAGED, RuntimeError) as error:
        raise Unreadable("damaged") from error
    return target


def _name(stem: str) -> str:
    return PurePosixPath(stem).name
