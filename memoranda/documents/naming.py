"""Names of files that say in a folder of downloads what they are: protokol-v2-ru.pdf."""

from ..models import Memorandum, Version

WORDS = {
    "memorandum": ("memorandum", "memorandum"),
    "agreement": ("kelisim", "soglashenie"),
    "disagreements": ("kelispeushilikter", "raznoglasiya"),
    "approval_sheet": ("kelisu-paragy", "list-soglasovaniya"),
    "report": ("esep", "otchet"),
}


def file_name(
    memorandum: Memorandum,
    purpose: str,
    language: str,
    kind: str,
    *,
    version: Version | None = None,
    year: int | None = None,
) -> str:
    """Give the name: what it is in the language, number or version or year, language."""
    words = WORDS.get(purpose) or WORDS[memorandum.kind]
    word = words[1] if language == "ru" else words[0]
    marks = [word]
    if memorandum.number:
        marks.append(f"{memorandum.number}-{memorandum.year}")
    if version is not None:
        marks.append(f"v{version.number}")
    if year is not None:
        marks.append(str(year))
    return "-".join([*marks, language]) + f".{kind}"
