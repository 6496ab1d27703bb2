"""The plan of the demo: drafted, agreed to, approved, carried out with yearly reports."""

from datetime import datetime

from django.db import transaction

from agglo_portal.core.demo import user_of
from agglo_portal.core.models import User
from councils.demo.clock import Clock, moment
from councils.demo.data import find, keep, words
from councils.models import Act, Agglomeration, Body, Organisation, Post

from ..models import Feature, Indicator, Measure, Plan
from ..permissions.plans import SPEAKERS
from ..services.indicators import link_measures
from ..services.measure_parts import place_measure, set_costs
from ..services.measure_reports import accept_report, report_measure, return_report
from ..services.measures import add_measure, set_measure_state
from ..services.plans import approve_plan, create_plan, record_agreement, submit_plan
from .gathering import gathered
from .reading import FOLDER

SECRETARY = "secretary"


@transaction.atomic
def load(clock: Clock) -> None:
    """Play each plan once; a plan that is there stays as people left it.

    Its years are those of the decree, so they do not move with the demo's calendar; what would
    only happen after today is left out.
    """
    for folder in sorted((FOLDER / "plans").iterdir()):
        source = gathered(f"plans/{folder.name}")
        if not Plan.objects.filter(code=source["code"]).exists():
            _play(source, clock, by=user_of(SECRETARY))


def _play(source: dict, clock: Clock, *, by: User) -> None:
    plan = create_plan(
        find(Agglomeration, source["agglomeration"]),
        find(Body, source["body"]),
        fields=words(source, "name")
        | {name: source[name] for name in ("code", "kind", "from_year", "to_year")},
        by=by,
        at=_at(source["drafted"]),
    )
    measures = [(_write(plan, one, source, by=by), one) for one in source["measure"]]
    for entry in source["agreement"]:
        agreement = plan.agreements.get(maslikhat=find(Organisation, entry["maslikhat"]))
        at = _at(source["submitted"])
        act = _demo_decision(entry)
        record_agreement(agreement, agreed_on=entry["agreed_on"], act=act, by=by, at=at)
    submit_plan(plan, by=by, at=_at(source["submitted"]))
    approve_plan(plan, act=find(Act, source["act"]), by=by, at=_at(source["approved"]))
    for measure, entry in measures:
        _place(measure, entry, by=by, at=_at(source["approved"]))
        _measure_by(measure, entry, by=by, at=clock.lately())
        _carry_out(measure, entry, clock, by=by)


def _demo_decision(entry: dict) -> Act | None:
    """The decision of a maslikhat that no source names: it is marked as made for the demo."""
    if "decision_kk" not in entry:
        return None
    return keep(
        Act,
        f"{entry['maslikhat']}-plan",
        kind=Act.Kind.MASLIKHAT_DECISION,
        is_demo=True,
        adopted_on=entry["agreed_on"],
        **{f"title_{lang}": entry[f"decision_{lang}"] for lang in ("kk", "ru", "en")},
    )


def _write(plan: Plan, entry: dict, source: dict, *, by: User) -> Measure:
    known = source["known"].get(entry.get("known", ""))
    fields = words(entry, "title", "completion") | {
        "number": "",
        "direction": entry["direction"],
        "executor": find(Organisation, entry["executor"]),
        "co_executors": [find(Organisation, key) for key in entry.get("co_executors", [])],
        "starts_on": entry["starts_on"],
        "ends_on": entry["ends_on"],
        "is_schematic": True,  # executors, days and sums of all of them are made up
        "source": known["text"] if known else "",
    }
    at = _at(source["drafted"])
    measure = add_measure(plan, fields=fields, by=by, at=at)
    costs = [(one["year"], one["budget"], one["amount"]) for one in entry.get("cost", [])]
    set_costs(measure, costs=costs, by=by, at=at)
    return measure


def _place(measure: Measure, entry: dict, *, by: User, at: datetime) -> None:
    """Where a measure happens."""
    for place in entry.get("places", []):
        layer, _slash, key = place.partition("/")
        rows = Feature.objects.present().filter(layer__code=layer, key=key)
        feature = rows.select_related("edition__scheme").order_by("-edition__year").first()
        if feature is not None:
            place_measure(measure, feature, by=by, at=at)


def _measure_by(measure: Measure, entry: dict, *, by: User, at: datetime) -> None:
    """The indicators by which a measure is measured; they are known since the loading."""
    for code in entry.get("indicators", []):
        indicator = Indicator.objects.get(code=code, agglomeration=measure.plan.agglomeration)
        measures = [*indicator.measures.all(), measure]
        link_measures(indicator, measures=measures, by=by, at=at)


def _carry_out(measure: Measure, entry: dict, clock: Clock, *, by: User) -> None:
    """State and reports of a measure of the approved plan."""
    begun = _at(datetime(entry["starts_on"].year, entry["starts_on"].month, 28, 10))
    state = entry.get("state", Measure.State.PLANNED)
    if state != Measure.State.PLANNED and begun <= clock.now:
        set_measure_state(measure, state=state, reason=entry.get("reason", ""), by=by, at=begun)
    for one in entry.get("report", []):
        if _at(one["sent"]) <= clock.now:
            _report(measure, one, by=by)


def _report(measure: Measure, entry: dict, *, by: User) -> None:
    report = report_measure(
        measure,
        year=entry["year"],
        fields={
            "percent": entry["percent"],
            "text_kk": entry["kk"],
            "text_ru": entry["ru"],
            "spent": entry.get("spent"),
        },
        by=_speaker(measure.executor) or by,
        at=_at(entry["sent"]),
    )
    if "accepted" in entry:
        accept_report(report, by=by, at=_at(entry["accepted"]))
    elif "returned" in entry:
        return_report(report, reason=entry["reason"], by=by, at=_at(entry["returned"]))


def _speaker(organisation: Organisation) -> User | None:
    """Somebody with an account who speaks for the executor; a coordinator first."""
    posts = Post.objects.filter(
        organisation=organisation, kind__in=SPEAKERS, official__user__isnull=False
    )
    post = posts.select_related("official__user").order_by("kind", "pk").first()
    return post.official.user if post else None


def _at(written: datetime) -> datetime:
    return moment(written.date(), written.time())
