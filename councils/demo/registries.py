"""Registries of the demo: calendar of working days, acts, territories, organisations."""

from datetime import date

from ..models import Act, Agglomeration, Inclusion, Organisation, SpecialDay, Territory
from .clock import Clock
from .data import find, keep, read, read_all, words

DATES_OF_ACT = ("adopted_on", "in_force_from")


def load_calendar() -> None:
    """Holidays of the years that the demo touches; days that an administrator put stay his."""
    source = read("calendar.toml")
    for year in source["years"]["whole"]:
        for day, names in source["holidays"].items():
            if f"{year}-{day}" not in source["years"]["without"]:
                _keep_day(date.fromisoformat(f"{year}-{day}"), names)
    for entry in source["day"]:
        _keep_day(entry["day"], entry, is_working=entry.get("working", False))


def _keep_day(day: date, names: dict, *, is_working: bool = False) -> None:
    SpecialDay.objects.get_or_create(
        day=day,
        defaults={"is_working": is_working, "name_kk": names["kk"], "name_ru": names["ru"]},
    )


def load_acts(clock: Clock) -> None:
    """Real acts with their real dates; those made for the demo move with its calendar."""
    for entry in read("acts.toml")["act"]:
        is_demo = entry.get("is_demo", False)
        dates = {name: entry[name] for name in DATES_OF_ACT if name in entry}
        if is_demo:
            dates = {name: clock.day(day) for name, day in dates.items()}
        keep(
            Act,
            entry["key"],
            kind=entry["kind"],
            is_demo=is_demo,
            url=entry.get("url", ""),
            **words(entry, "title", "number"),
            **dates,
        )


def load_organisations() -> None:
    """The five agglomerations with their territories and akimats, then the other organisations."""
    sources = list(read_all("agglomerations").values())
    for source in sources:
        for entry in source["territory"]:
            _keep_territory(entry)
    for source in sources:
        for entry in source["territory"]:
            _tie(entry)
        _keep_agglomeration(source["agglomeration"])
    for entry in read("organisations.toml")["organisation"]:
        keep(
            Organisation,
            entry["key"],
            kind=entry["kind"],
            territory=find(Territory, entry.get("territory")),
            **words(entry, "name", "short_name"),
        )


def _keep_territory(entry: dict) -> None:
    territory = keep(
        Territory,
        entry["key"],
        kind=entry["kind"],
        kato=entry.get("kato", ""),
        starts_on=entry.get("starts_on"),
        **words(entry, "name"),
    )
    if "akimat_kk" in entry:
        names = {f"name_{language}": entry[f"akimat_{language}"] for language in ("kk", "ru", "en")}
        keep(
            Organisation,
            entry["key"],
            kind=Organisation.Kind.AKIMAT,
            territory=territory,
            **names,
        )


def _tie(entry: dict) -> None:
    """Parent and neighbours, once both ends exist; a tie that is there is not written again."""
    territory = find(Territory, entry["key"])
    parent = find(Territory, entry.get("parent"))
    if parent and territory.parent_id is None:
        territory.parent = parent
        territory.save(update_fields=["parent", "updated_at"])
    territory.adjacent.add(*[find(Territory, key) for key in entry.get("adjacent", [])])


def _keep_agglomeration(entry: dict) -> None:
    act = find(Act, "decree-composition")
    agglomeration = keep(
        Agglomeration,
        entry["key"],
        level=entry["level"],
        centre=find(Territory, entry["centre"]),
        act=act,
        **words(entry, "name"),
    )
    for key in entry["composition"]:
        Inclusion.objects.get_or_create(
            agglomeration=agglomeration,
            territory=find(Territory, key),
            defaults={"starts_on": act.adopted_on, "act": act},
        )
