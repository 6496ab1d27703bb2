"""What has changed since it was compiled or collected the last time; asked without Django."""

import os

from .common import ROOT, STAMPS, VAR, digest, is_done, mark_done

MESSAGES, STATIC = STAMPS / "messages", STAMPS / "static"


def _messages() -> str:
    return digest(*sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")))


def _static() -> str:
    own = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    locks = [ROOT / "requirements.txt", ROOT / "package-lock.json"]
    return digest(*own, *locks, ROOT / "agglo_portal/settings.py", os.environ.get("DEBUG", ""))


def are_messages_due() -> bool:
    """Whether a translation changed, or its compiled form is not there."""
    sources = list(ROOT.glob("locale/*/LC_MESSAGES/*.po"))
    compiled = all(source.with_suffix(".mo").is_file() for source in sources)
    return bool(sources) and not (compiled and is_done(MESSAGES, _messages()))


def is_static_due() -> bool:
    """Whether a static file of ours, an installed package or a setting changed."""
    return not ((VAR / "static").is_dir() and is_done(STATIC, _static()))


def note_messages() -> None:
    """Remember which translations are compiled."""
    mark_done(MESSAGES, _messages())


def note_static() -> None:
    """Remember which static files are collected."""
    mark_done(STATIC, _static())
