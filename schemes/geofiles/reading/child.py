"""The reading process: python -m schemes.geofiles.reading.child, its request on standard input.

It limits itself, reads one file that lies in its own folder and says lines of JSON: what is in
the file, or its rows. It knows neither the database nor the settings of the portal.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from . import cage
from .contents import Description, Unreadable
from .limits import Limits


def main() -> int:
    asked = json.loads(sys.stdin.readline())
    limits = Limits(**asked.pop("limits"))
    cage.lock(limits)
    try:
        _answer(asked, limits)
    except Unreadable as refusal:
        _say({"refused": refusal.code, "facts": refusal.facts})
    except MemoryError:
        _say({"refused": "too_heavy", "facts": {}})
    except RecursionError:
        _say({"refused": "too_deep", "facts": {}})
    return 0


def _answer(asked: dict, limits: Limits) -> None:
    from .batches import Request  # numpy and shapely load under the limits

    folder = Path.cwd()
    request = Request(path=folder / "upload", folder=folder, limits=limits, **asked)
    source = _open(request)
    if request.act == "describe":
        _describe(source, limits)
    else:
        _rows(source, request)


def _open(request):
    """Choose the reader by the content of the file."""
    from . import kinds

    kind = kinds.kind_of(request.path)
    if kind == "geopackage":
        from .geopackage import GeoPackageSource

        source = GeoPackageSource(request)
    elif kind in ("kml", "kmz"):
        from .kml import KmlSource

        source = KmlSource(kind, request)
    elif kind in ("csv", "xlsx"):
        from .tables import CsvSource, XlsxSource

        source = CsvSource(request) if kind == "csv" else XlsxSource(request)
    else:
        from .vector import GdalSource

        source = GdalSource(kind, request)
    source.kind = kind
    return source


def _describe(source, limits: Limits) -> None:
    layers = source.layers()
    if all(layer.count > limits.features for layer in layers):
        raise Unreadable("too_many_features", most=limits.features)
    described = Description(
        kind=source.kind,
        layers=layers,
        encoding=source.encoding,
        encoding_is_guessed=source.encoding_is_guessed,
        warnings=source.warnings,
    )
    _say({"description": described.as_data()})


def _rows(source, request) -> None:
    from .finishing import Finishing
    from .references import Way

    way = Way(request.reference)
    _say({"start": asdict(way.reference)})
    finishing = Finishing(way, request.limits, swap=request.swap_axes)
    for batch in source.batches(request.layer):
        if batch.numbers:
            for line in finishing.lines(batch):
                sys.stdout.write(line + "\n")
    _say({"end": finishing.features, "warnings": finishing.warnings()})


def _say(what: dict) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
