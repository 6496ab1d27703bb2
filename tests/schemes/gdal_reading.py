"""Reads our OGC API with GDAL, in a process of its own: GDAL waits without letting Python go on.

As a program: url, layer ("" lists the layers), options as JSON; says what it read as JSON.
"""

import json
import os
import subprocess
import sys

SECONDS = 60


def layers_of(url: str) -> list[str]:
    return _read(url, "", {})


def read_layer(url: str, layer: str, **options) -> tuple[dict, list]:
    """Give the values by field and the shapes."""
    import shapely

    said = _read(url, layer, options)
    return said["fields"], [shapely.from_wkt(text) for text in said["shapes"]]


def _read(url: str, layer: str, options: dict):
    command = [sys.executable, "-m", __name__, url, layer, json.dumps(options)]
    environ = os.environ | {"no_proxy": "localhost,127.0.0.1", "GDAL_HTTP_TIMEOUT": "20"}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=SECONDS, env=environ, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def main(url: str, layer: str, options: dict):
    import pyogrio.raw
    import shapely

    if not layer:
        return [str(row[0]) for row in pyogrio.list_layers(f"OAPIF:{url}")]
    if "bbox" in options:
        options["bbox"] = tuple(options["bbox"])
    meta, _fids, shapes, values = pyogrio.raw.read(f"OAPIF:{url}", layer=layer, **options)
    columns = zip(meta["fields"], values, strict=True)
    return {
        "fields": {name: column.tolist() for name, column in columns},
        "shapes": [shapely.to_wkt(shapely.from_wkb(one), rounding_precision=9) for one in shapes],
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3])), default=str))
