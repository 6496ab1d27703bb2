"""What the portal's own address says."""

from urllib.parse import urlsplit

from django.conf import settings


def site_host() -> str:
    """The host of the portal's address: it ends identifiers that must stay the portal's own."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
