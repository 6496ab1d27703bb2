"""Foreign basemaps that the settings name; no Django, for settings import it."""

from urllib.parse import urlsplit

KINDS = ("xyz", "wms")


def hosts_of_pictures(basemaps: list[dict]) -> set[str]:
    """Give the hosts whose pictures the pages must allow; ValueError for a wrong entry."""
    return {_host(one) for one in basemaps}


def _host(basemap: dict) -> str:
    address = urlsplit(str(basemap.get("url", "")).replace("{s}", "*"))
    fits = basemap.get("kind") in KINDS and address.scheme in ("https", "http") and address.netloc
    if not fits or not basemap.get("attribution") or set(address.netloc) & set("{}; ,'\""):
        raise ValueError(f"MAP_BASEMAPS: kind, url or attribution is wrong in {basemap}")
    return f"{address.scheme}://{address.netloc}"
