"""A body begins and ends its work; the management model of the founding article."""

from datetime import date

import pytest

from agglo_portal.core import journal
from agglo_portal.core.rules import MoveRefused, StillMissing
from councils.models import Act, Body, Seat, Territory
from councils.services.bodies import MeetingsUnfinished, activate_body, dissolve_body
from tests.factories.councils import (
    DAY,
    NOON,
    ActFactory,
    AgglomerationFactory,
    AkimatFactory,
    BodyFactory,
    SeatFactory,
    TerritoryFactory,
    make_council,
    make_meeting,
)

pytestmark = pytest.mark.django_db

Kind = Territory.Kind


def make_model(centre_kind, *adjacent_kinds):
    """A centre with its neighbours, each with its akimat; give the centre's akimat and theirs."""
    centre = AkimatFactory(territory=TerritoryFactory(kind=centre_kind))
    around = [AkimatFactory(territory=TerritoryFactory(kind=kind)) for kind in adjacent_kinds]
    centre.territory.adjacent.set([akimat.territory for akimat in around])
    return centre, around


def draft_council(centre, taking_part, **fields):
    """A council being formed round the centre, where these akimats have votes."""
    body = BodyFactory(
        state=Body.State.DRAFT,
        activated_at=None,
        kind=Body.Kind.COORDINATION_COUNCIL,
        agglomeration=AgglomerationFactory(centre=centre.territory),
        **fields,
    )
    for number, akimat in enumerate(taking_part):
        role = Seat.Role.MEMBER if number else Seat.Role.CHAIR
        SeatFactory(body=body, organisation=akimat, role=role)
    SeatFactory(body=body, role=Seat.Role.SECRETARY)
    return body


@pytest.mark.parametrize("centre_kind", [Kind.CAPITAL, Kind.REPUBLICAN_CITY])
def test_round_the_capital_or_a_republican_city_the_adjacent_oblasts_take_part(
    centre_kind, administrator
):
    centre, (oblast, other_oblast, _rayon) = make_model(
        centre_kind, Kind.OBLAST, Kind.OBLAST, Kind.RAYON
    )
    body = draft_council(centre, [centre, oblast, other_oblast])

    body = activate_body(body, by=administrator, at=NOON)

    assert (body.state, body.activated_at) == (Body.State.ACTIVE, NOON)


def test_round_an_oblast_city_the_adjacent_rayons_take_part(administrator):
    centre, (rayon, _oblast) = make_model(Kind.OBLAST_CITY, Kind.RAYON, Kind.OBLAST)
    body = draft_council(centre, [centre, rayon])

    assert activate_body(body, by=administrator, at=NOON).state == Body.State.ACTIVE


@pytest.mark.parametrize(
    ("centre_kind", "adjacent_kind"),
    [
        (Kind.CAPITAL, Kind.OBLAST),
        (Kind.REPUBLICAN_CITY, Kind.OBLAST),
        (Kind.OBLAST_CITY, Kind.RAYON),
    ],
)
def test_a_council_that_lacks_an_akimat_is_not_activated_and_names_it(
    centre_kind, adjacent_kind, administrator
):
    centre, (present, lacking) = make_model(centre_kind, adjacent_kind, adjacent_kind)
    body = draft_council(centre, [centre, present])

    with pytest.raises(StillMissing) as refusal:
        activate_body(body, by=administrator, at=NOON)

    assert len(refusal.value.missing) == 1
    assert lacking.name in str(refusal.value)
    body.refresh_from_db()
    assert body.state == Body.State.DRAFT
    assert not journal.entries_of(body).exists()


def test_the_centres_own_akimat_must_take_part(administrator):
    centre, (oblast,) = make_model(Kind.CAPITAL, Kind.OBLAST)
    body = draft_council(centre, [oblast])

    with pytest.raises(StillMissing, match=centre.name):
        activate_body(body, by=administrator, at=NOON)


def test_an_akimat_that_only_observes_does_not_take_part(administrator):
    centre, (oblast,) = make_model(Kind.CAPITAL, Kind.OBLAST)
    body = draft_council(centre, [centre])
    SeatFactory(body=body, organisation=oblast, role=Seat.Role.OBSERVER)

    with pytest.raises(StillMissing, match=oblast.name):
        activate_body(body, by=administrator, at=NOON)


def test_an_akimat_whose_seat_has_ended_does_not_take_part(administrator):
    centre, (oblast,) = make_model(Kind.CAPITAL, Kind.OBLAST)
    body = draft_council(centre, [centre, oblast])
    body.seats.filter(organisation=oblast).update(ends_on=(NOON - DAY).date())

    with pytest.raises(StillMissing, match=oblast.name):
        activate_body(body, by=administrator, at=NOON)


def test_an_adjacent_unit_whose_akimat_no_register_holds_is_named_too(administrator):
    centre, _around = make_model(Kind.CAPITAL)
    oblast = TerritoryFactory(kind=Kind.OBLAST)
    centre.territory.adjacent.add(oblast)
    body = draft_council(centre, [centre])

    with pytest.raises(StillMissing, match=oblast.name):
        activate_body(body, by=administrator, at=NOON)


def test_an_adjacent_unit_that_no_longer_exists_is_not_called(administrator):
    centre, (oblast,) = make_model(Kind.CAPITAL, Kind.OBLAST)
    oblast.territory.ends_on = date(2022, 6, 7)
    oblast.territory.save()
    body = draft_council(centre, [centre])

    assert activate_body(body, by=administrator, at=NOON).state == Body.State.ACTIVE


def test_a_commission_needs_no_akimat(administrator):
    centre, _around = make_model(Kind.CAPITAL, Kind.OBLAST)
    body = draft_council(centre, [])
    Body.objects.filter(pk=body.pk).update(kind=Body.Kind.COMMISSION)
    SeatFactory(body=body, role=Seat.Role.CHAIR)

    assert activate_body(body, by=administrator, at=NOON).state == Body.State.ACTIVE


def test_activation_asks_for_act_chair_and_secretary_at_once(administrator):
    body = BodyFactory(state=Body.State.DRAFT, activated_at=None, formed_by=None)

    with pytest.raises(StillMissing) as refusal:
        activate_body(body, by=administrator, at=NOON)

    assert len(refusal.value.missing) == 3


def test_a_local_council_needs_an_agreement_in_force_and_a_joint_decision(administrator):
    centre, (oblast,) = make_model(Kind.CAPITAL, Kind.OBLAST)
    body = draft_council(centre, [centre, oblast])
    Body.objects.filter(pk=body.pk).update(kind=Body.Kind.LOCAL_COUNCIL)

    with pytest.raises(StillMissing) as refusal:
        activate_body(body, by=administrator, at=NOON)
    assert len(refusal.value.missing) == 2

    Body.objects.filter(pk=body.pk).update(
        formed_by=ActFactory(kind=Act.Kind.JOINT_DECISION),
        agreement=ActFactory(kind=Act.Kind.AGREEMENT),
    )
    assert activate_body(body, by=administrator, at=NOON).state == Body.State.ACTIVE


def test_an_agreement_that_has_ended_founds_no_local_council(administrator):
    centre, _around = make_model(Kind.CAPITAL)
    body = draft_council(
        centre,
        [centre],
        formed_by=ActFactory(kind=Act.Kind.JOINT_DECISION),
        agreement=ActFactory(kind=Act.Kind.AGREEMENT, in_force_to=(NOON - DAY).date()),
    )
    Body.objects.filter(pk=body.pk).update(kind=Body.Kind.LOCAL_COUNCIL)

    with pytest.raises(StillMissing):
        activate_body(body, by=administrator, at=NOON)


def test_activation_is_journalled_once_and_refused_again(administrator):
    body = make_council(state=Body.State.DRAFT, activated_at=None)
    activate_body(body, by=administrator, at=NOON)

    with pytest.raises(MoveRefused):
        activate_body(body, by=administrator, at=NOON)

    entry = journal.entries_of(body).get()
    assert (entry.event, entry.by, entry.at) == ("body_activated", administrator, NOON)
    assert (entry.from_state, entry.to_state) == ("draft", "active")


@pytest.mark.parametrize("state", ["convened", "open", "closed"])
def test_a_body_with_an_unfinished_meeting_is_not_dissolved(body, secretary, state):
    make_meeting(body, state=state)

    with pytest.raises(MeetingsUnfinished):
        dissolve_body(body, by=secretary, at=NOON)

    body.refresh_from_db()
    assert body.state == Body.State.ACTIVE


def test_a_body_is_dissolved_at_a_time(body, secretary):
    make_meeting(body, state="published")

    dissolve_body(body, by=secretary, at=NOON)

    body.refresh_from_db()
    assert (body.state, body.dissolved_at) == (Body.State.DISSOLVED, NOON)
    assert journal.entries_of(body).get().event == "body_dissolved"
