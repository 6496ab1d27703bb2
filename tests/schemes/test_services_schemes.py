"""A scheme begins with the catalogue; its standing is what a person found out."""

import pytest

from agglo_portal.core.models import JournalEntry
from schemes import catalogue
from schemes.models import Edition, Layer, Scheme
from schemes.rules.attributes import check_schema
from schemes.rules.styles import check_style
from schemes.services.files import key_of
from schemes.services.schemes import (
    BadAddress,
    BadHorizon,
    PhaseEndsBeforeItStarts,
    SchemeCodeTaken,
    SchemeNameMissing,
    StandingWithoutSource,
    VerifiedInFuture,
    change_phase,
    change_scheme,
    create_scheme,
    verify_standing,
)
from tests.factories.core import DAY, NOON, UserFactory
from tests.factories.councils import ActFactory, AgglomerationFactory, BodyFactory

TODAY = NOON.date()


def begin(**fields) -> Scheme:
    given = {"code": "shymkent", "name_kk": "Схема", "name_ru": "Схема", "horizon": 2040} | fields
    return create_scheme(AgglomerationFactory(), BodyFactory(), by=UserFactory(), at=NOON, **given)


@pytest.mark.parametrize("layer", catalogue.layers(), ids=lambda layer: layer["code"])
def test_a_layer_of_the_catalogue_keeps_the_rules_and_speaks_three_languages(layer):
    codes = [one["code"] for one in layer["attributes"]]
    by = layer["style"].get("by")
    choices = {
        choice["code"] for one in layer["attributes"] if one["code"] == by
        for choice in one["choices"]
    }  # fmt: skip

    assert check_schema(layer["attributes"]) + check_style(layer["style"], codes) == []
    assert all(layer[f"name_{language}"] for language in ("kk", "ru", "en"))
    assert all(one["label_en"] for one in layer["attributes"])
    if choices:
        assert {case["value"] for case in layer["style"]["cases"]} <= choices


def test_a_scheme_begins_with_layers_and_phases_and_no_claim_of_force(db):
    scheme = begin(from_year=2026)

    codes = set(scheme.layers.values_list("code", flat=True))
    assert {
        "boundary", "composition", "suburban", "zoning", "transport", "engineering", "ecology",
        "recreation", "settlement_system", "social", "industry_agro", "reserve", "water",
        "settlements", "transport_hubs",
    } <= codes  # fmt: skip
    assert list(scheme.phases.order_by("position").values_list("code", "year")) == [
        ("now", 2026), ("first", 2033), ("horizon", 2040),
    ]  # fmt: skip
    assert scheme.standing == Scheme.Standing.TO_VERIFY
    assert JournalEntry.objects.get().event == "scheme_created"


def test_a_scheme_may_bring_its_own_phases(db):
    own = [{"code": "only", "year": 2030, "name_kk": "кезең", "name_ru": "этап"}]

    assert [phase.code for phase in begin(phases=own).phases.all()] == ["only"]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"code": "Алматы"}, BadAddress),
        ({"code": ""}, BadAddress),
        ({"name_ru": " "}, SchemeNameMissing),
        ({"horizon": 1800}, BadHorizon),
    ],
)
def test_create_scheme_refuses(db, fields, refusal):
    with pytest.raises(refusal):
        begin(**fields)

    assert not Scheme.objects.exists()
    assert not Layer.objects.exists()


def test_create_scheme_refuses_a_taken_address(db):
    begin()

    with pytest.raises(SchemeCodeTaken):
        begin()


def test_change_scheme_tells_what_changed_and_nothing_of_nothing(scene):
    act = ActFactory(kind="government_decree")
    change_scheme(scene.scheme, act=act, horizon=2035, by=scene.secretary, at=NOON)
    changed = change_scheme(scene.scheme, horizon=2035, by=scene.secretary, at=NOON)

    assert (changed.act, changed.horizon) == (act, 2035)
    assert [entry.facts["changed"] for entry in JournalEntry.objects.all()] == [["act", "horizon"]]


def test_change_scheme_refuses_to_lose_its_name(scene):
    with pytest.raises(SchemeNameMissing):
        change_scheme(scene.scheme, name_kk="", by=scene.secretary, at=NOON)


def verify(scene, **fields) -> Scheme:
    return verify_standing(scene.scheme, by=scene.secretary, at=NOON, **fields)


def test_a_known_standing_says_where_it_is_known_from_who_and_when(scene):
    scheme = verify(scene, standing="in_force", source="adilet.zan.kz, P2000000514", on=TODAY)

    assert (scheme.standing, scheme.verified_on, scheme.verified_by) == (
        "in_force", TODAY, scene.secretary,
    )  # fmt: skip
    entry = JournalEntry.objects.get()
    assert (entry.from_state, entry.to_state) == ("to_verify", "in_force")


@pytest.mark.parametrize("missing", [{"source": " "}, {"on": None}])
def test_a_standing_is_never_claimed_without_a_source_and_a_day(scene, missing):
    with pytest.raises(StandingWithoutSource):
        verify(scene, **({"standing": "repealed", "source": "adilet", "on": TODAY} | missing))

    scene.scheme.refresh_from_db()
    assert scene.scheme.standing == "to_verify"


def test_a_standing_is_not_verified_tomorrow(scene):
    with pytest.raises(VerifiedInFuture):
        verify(scene, standing="in_force", source="adilet", on=(NOON + DAY).date())


def test_doubt_takes_the_claim_back(scene):
    verify(scene, standing="in_force", source="adilet", on=TODAY)

    scheme = verify(scene, standing="to_verify")

    assert (scheme.standing_source, scheme.verified_on, scheme.verified_by) == ("", None, None)


def test_a_phase_is_renamed_and_keeps_its_order(scene):
    phase = change_phase(scene.phases[0], name_ru="сегодня", year=2025, by=scene.secretary, at=NOON)

    assert (phase.name_ru, phase.year, phase.position) == ("сегодня", 2025, 1)


def test_files_that_name_a_phase_are_made_anew_once_it_is_renamed(scene):
    asked = {"purpose": "print", "order": {"format": "pdf"}}
    before = key_of(Edition.objects.get(pk=scene.published.pk), **asked)

    change_phase(scene.phases[0], name_ru="сегодня", by=scene.secretary, at=NOON)

    assert key_of(Edition.objects.get(pk=scene.published.pk), **asked) != before


def test_a_phase_does_not_end_before_it_starts(scene):
    with pytest.raises(PhaseEndsBeforeItStarts):
        change_phase(
            scene.phases[0], starts_on=TODAY, ends_on=(NOON - DAY).date(), by=scene.secretary,
            at=NOON,
        )  # fmt: skip
