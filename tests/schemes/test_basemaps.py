"""Foreign basemaps: none by default; the policy of the pages follows the setting."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from agglo_portal.basemaps import hosts_of_pictures

TILES = {
    "name": "Ғарыш",
    "kind": "xyz",
    "url": "https://{s}.tiles.kz/{z}/{x}/{y}.png",
    "attribution": "© Ғарыш",
}
SAY = """
import json
from django.conf import settings
print(json.dumps(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"]))
"""


def test_by_default_pictures_come_from_here_only():
    assert settings.MAP_BASEMAPS == []
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] == ["'self'", "data:"]


@pytest.mark.slow
def test_policy_follows_the_setting(monkeypatch):
    monkeypatch.setenv("MAP_BASEMAPS", json.dumps([TILES]))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "agglo_portal.settings")

    said = subprocess.run(
        [sys.executable, "-c", SAY],
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
    )

    assert json.loads(said.stdout) == ["'self'", "data:", "https://*.tiles.kz"]


def test_each_host_is_named_once():
    wms = TILES | {"kind": "wms", "url": "https://wms.kz/geo?map=1"}

    assert hosts_of_pictures([TILES, wms, TILES]) == {"https://*.tiles.kz", "https://wms.kz"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "script"},
        {"url": "javascript:alert(1)"},
        {"url": "https://"},
        {"url": "https://a.kz; script-src *"},
        {"attribution": ""},
    ],
)
def test_wrong_entry_stops_the_start(wrong):
    with pytest.raises(ValueError, match="MAP_BASEMAPS"):
        hosts_of_pictures([TILES | wrong])
