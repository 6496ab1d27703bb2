"""What the page of a file says of it: how far it is, what was ordered, what came of it."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agglo_portal.core import renderings
from agglo_portal.core.renderings import Rendering

from ..forms.files import DATA_FORMATS, LANGUAGES, PAPERS, PRINT_FORMATS, TURNS, in_words
from ..geofiles.writing import losses_in_words
from ..models import Feature, SchemeFile
from ..rules.attributes import label_of
from ..services.files import key_of

NAMES = dict([*DATA_FORMATS, *PRINT_FORMATS])


def rendering_of(file: SchemeFile) -> Rendering:
    """Tell how far the file is."""
    if file.file_id is not None:
        return Rendering(Rendering.State.DONE, _("The file is ready."), files=(file.file,))
    return renderings.on_the_way((), file.work)


def described(file: SchemeFile) -> dict:
    """Give the page its facts: (label, words) of the order, layers with counts, losses."""
    order, report = file.order, file.report
    layers = list(file.edition.scheme.layers.with_theme_order().in_legend_order())
    names = {layer.code: layer.name for layer in layers}
    counts = report.get("objects", {})
    credits = [layer.attribution for layer in layers if layer.code in counts and layer.attribution]
    return {
        "is_print": file.purpose == SchemeFile.Purpose.PRINT,
        "format": order.get("format", "").upper(),
        "facts": _facts(file, names),
        "counts": [(name, counts[code]) for code, name in names.items() if counts.get(code)],
        "total": sum(counts.values()),
        "losses": losses_in_words(report.get("losses", [])),
        "credits": list(dict.fromkeys(credits)),
        "is_stale": file.file_id is not None and _is_stale(file),
    }


def _is_stale(file: SchemeFile) -> bool:
    """Whether the edition or the looks of its layers have changed since."""
    return key_of(file.edition, purpose=file.purpose, order=file.order) != file.key


def _facts(file: SchemeFile, names: dict[str, str]) -> list[tuple[str, str]]:
    order = file.order
    facts = [(_("Language"), dict(LANGUAGES).get(order.get("language"), ""))]
    if "paper" in order:
        words = [dict(PAPERS)[order["paper"]], str(dict(TURNS)[order["turn"]])]
        facts.append((_("Paper"), ", ".join(words)))
    chosen = [names.get(code, code) for code in order.get("layers", [])]
    facts.append((_("Layers"), ", ".join(chosen) or _("all layers")))
    if order.get("phase"):
        phase = file.edition.scheme.phases.filter(code=order["phase"]).first()
        facts.append((_("Phase"), f"{phase.name}, {phase.year}" if phase else order["phase"]))
    if order.get("status"):
        facts.append((_("Status"), str(dict(Feature.Status.choices)[order["status"]])))
    if order.get("words"):
        facts.append((_("Words in the name or code"), order["words"]))
    for code, value in order.get("attributes", {}).items():
        facts.append(_attribute(file, (order["layers"] or [*names])[0], code, value))
    if order.get("bbox"):
        facts.append((_("Part of the map"), ", ".join(f"{one:g}" for one in order["bbox"])))
    return facts


def _attribute(file: SchemeFile, layer: str, code: str, value) -> tuple[str, str]:
    language = (get_language() or "kk")[:2]
    found = file.edition.scheme.layers.filter(code=layer).first()
    for one in found.attributes if found else []:
        if one["code"] == code:
            return label_of(one, language), in_words(one, value, language)
    return code, str(value)
