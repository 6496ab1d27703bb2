"""Foreign basemaps that settings allow; by default there is none and nobody is asked."""

from django.conf import settings


def basemaps() -> list[dict]:
    """Give what the script needs of each: name, kind, address, credit."""
    return [
        {name: str(one.get(name, "")) for name in ("name", "kind", "url", "attribution", "layers")}
        for one in settings.MAP_BASEMAPS
    ]
