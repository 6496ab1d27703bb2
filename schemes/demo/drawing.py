"""The editions of the demo, drawn through the services in the order of time."""

from datetime import date, datetime, time

from agglo_portal.core import outbox
from agglo_portal.core.models import OutboxMessage, User
from councils.demo.clock import Clock, moment
from councils.demo.data import LANGUAGES, find, words
from councils.models import Act, Organisation

from ..models import Edition, Feature, Layer, Phase, Scheme
from ..services.editions import begin_edition, endorse_edition, publish_edition, submit_edition
from ..services.features import change_feature, draw_feature, remove_feature
from ..services.features.content import Content
from .reading import attributes_of, reshaped, shape_of, shapes

MORNING = time(10)
NAMES = [f"name_{language}" for language in LANGUAGES]


def draw(scheme: Scheme, source: dict, entry: dict, clock: Clock, *, by: User) -> Edition:
    """Begin an edition from the one before it, draw what it adds, publish it if an act did."""
    at = when(entry, "begun", clock)
    before = scheme.editions.newest_first().first()
    edition = begin_edition(
        scheme, code=entry["code"], year=entry["year"], based_on=before, **words(entry, "note"),
        by=by, at=at,
    )  # fmt: skip
    fill_now(edition)
    layers = {layer.code: layer for layer in scheme.layers.all()}
    for code, keys in entry.get("draw", {}).items():
        _draw_layer(edition, layers[code], keys, source["defaults"].get(code, {}), by=by, at=at)
    for change in entry.get("change", []):
        _change(_object(edition, change), change, by=by, at=at)
    for one in reshaped(edition.code):
        feature = _object(edition, one["properties"])
        change_feature(feature, version=feature.version, shape=shape_of(one), by=by, at=at)
    for one in entry.get("remove", []):
        feature = _object(edition, one)
        remove_feature(feature, version=feature.version, by=by, at=at)
    if "endorsed" in entry:
        _publish(edition, entry, by=by)
    edition.refresh_from_db()
    return edition


def fill_now(edition: Edition) -> None:
    """Copy the objects of the former edition at once, as the worker would."""
    while True:
        ordered = OutboxMessage.objects.filter(
            kind="fill_edition",
            payload__edition=edition.pk,
            state=OutboxMessage.State.WAITING,
        )
        if not ordered.exists():
            break
        for message in ordered.order_by("pk"):
            outbox.do(message.pk)
    edition.refresh_from_db()


def when(entry: dict, name: str, clock: Clock) -> datetime:
    """Days of real acts are real; the days of a draft move with the calendar of the demo."""
    day: date = entry[name] if "endorsed" in entry else clock.day(entry[name])
    return moment(day, MORNING)


def _draw_layer(edition: Edition, layer: Layer, keys: list, defaults: dict, *, by, at) -> None:
    for key, one in shapes(layer.code).items():
        if keys and key not in keys:
            continue
        content = Content(
            key=key,
            **{name: one["properties"].get(name, "") for name in NAMES},
            attributes=attributes_of(one),
            **_facts(layer.scheme_id, defaults),
        )
        draw_feature(edition, layer, shape=shape_of(one), content=content, by=by, at=at)


def _facts(scheme: int, entry: dict) -> dict:
    """Phase, status, who answers for it and source, of words in the file."""
    facts = {name: entry[name] for name in ("status", "source", *NAMES) if name in entry}
    if "attributes" in entry:
        facts["attributes"] = entry["attributes"]
    if "phase" in entry:
        facts["phase"] = Phase.objects.get(scheme=scheme, code=entry["phase"])
    if "responsible" in entry:
        facts["responsible"] = akimat(entry["responsible"])
    return facts


def akimat(territory: str) -> Organisation:
    """The akimat of a territory of the councils' demo."""
    return find(Organisation, territory)


def _object(edition: Edition, named: dict) -> Feature:
    rows = Feature.objects.present().filter(edition=edition).select_related("layer")
    return rows.get(layer__code=named["layer"], key=named["key"])


def _change(feature: Feature, entry: dict, *, by: User, at: datetime) -> None:
    content = Content.of(feature).but(**_facts(feature.layer.scheme_id, entry))
    change_feature(feature, version=feature.version, content=content, by=by, at=at)


def _publish(edition: Edition, entry: dict, *, by: User) -> None:
    """By the act that approved it, on the day of the act."""
    at = moment(entry["endorsed"], MORNING)
    submit_edition(edition, by=by, at=at)
    endorse_edition(edition, act=find(Act, entry["act"]), by=by, at=at)
    publish_edition(edition, by=by, at=at)
