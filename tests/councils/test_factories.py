"""The factories make records that the database accepts, in each state of a meeting."""

import pytest

from councils.models import Meeting
from councils.reports import quorum_of
from tests.factories import councils as factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", Meeting.State.values)
def test_a_meeting_can_be_made_in_every_state(state):
    meeting = factories.make_meeting(factories.make_council(), state=state, present=4)

    assert Meeting.objects.get(pk=meeting.pk).state == state


def test_a_made_meeting_has_the_members_that_were_asked_for(open_meeting):
    quorum = quorum_of(open_meeting)

    assert (quorum.present, quorum.total, quorum.needed) == (5, 6, 4)
    assert open_meeting.participants.get(is_presiding=True).is_present


@pytest.mark.parametrize("name", [name for name in dir(factories) if name.endswith("Factory")])
def test_every_factory_makes_a_record_that_the_database_accepts(name):
    assert getattr(factories, name)().pk
