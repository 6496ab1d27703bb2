"""The scheme of the demo: its layers, editions and what the council decided about its places."""

from django.db import transaction

from agglo_portal.core.demo import user_of
from agglo_portal.core.models import User
from councils.demo.clock import Clock
from councils.demo.data import find, words
from councils.models import Act, AgendaItem, Agglomeration, Body, Decision

from .. import catalogue
from ..models import Feature, Scheme
from ..services.layers import change_layer
from ..services.links import link_decision
from ..services.schemes import create_scheme
from . import drawing
from .reading import described

SECRETARY = "secretary"


@transaction.atomic
def load(clock: Clock) -> None:
    """Play the whole scheme once; a scheme that is there stays as people left it."""
    source = described()
    if Scheme.objects.filter(code=source["code"]).exists():
        return
    by = user_of(SECRETARY)
    scheme = _begin(source, clock, by=by)
    for entry in source["edition"]:
        edition = drawing.draw(scheme, source, entry, clock, by=by)
    for entry in source["link"]:
        _link(edition, entry, clock, by=by)


def _begin(source: dict, clock: Clock, *, by: User) -> Scheme:
    names = {one["code"]: one for one in catalogue.phases()}
    at = drawing.when(source["edition"][0], "begun", clock)
    scheme = create_scheme(
        find(Agglomeration, source["agglomeration"]),
        find(Body, source["body"]),
        code=source["code"],
        **words(source, "name"),
        horizon=source["horizon"],
        act=find(Act, source["act"]),
        phases=[names[one["code"]] | one for one in source["phases"]],
        by=by,
        at=at,
    )
    for layer in scheme.layers.select_related("scheme"):
        keepers = [drawing.akimat(key) for key in source["keepers"].get(layer.code, [])]
        is_schematic = layer.is_schematic or layer.code in source["schematic"]["layers"]
        attribution = source["credit"].get(layer.code, "")
        change_layer(
            layer, keepers=keepers, is_schematic=is_schematic, attribution=attribution, by=by, at=at
        )
    return scheme


def _link(edition, entry: dict, clock: Clock, *, by: User) -> None:
    """Link a decision, or an item still to be decided, to objects of the newest edition."""
    key = entry.get("decision")
    about = find(Decision, key) if key else find(AgendaItem, entry["item"])
    for one in entry["to"]:
        rows = Feature.objects.present().select_related("layer__scheme")
        to = rows.get(edition=edition, layer__code=one["layer"], key=one["key"])
        link_decision(about, to=to, by=by, at=clock.lately())
