"""A text is withdrawn: it stays on the record, what was under way is void."""

import pytest

from agglo_portal.core import journal
from agglo_portal.core.rules import MoveRefused
from councils.services.agenda import ReasonNeeded
from memoranda.models import ApprovalSheet, Round, SigningSheet
from memoranda.services.drafting import (
    cancel_memorandum,
)
from memoranda.services.refusals_drafting import (
    TemplateOnly,
)
from tests.factories.core import DAY, NOON
from tests.factories.memoranda import MemorandumFactory, make_memorandum

pytestmark = pytest.mark.django_db
DUE = (NOON + 10 * DAY).date()


@pytest.fixture
def act(secretary):
    return {"by": secretary, "at": NOON}


def test_a_text_is_withdrawn_with_a_reason_and_its_round_ends(act):
    scene = make_memorandum(state="negotiation")
    with pytest.raises(ReasonNeeded):
        cancel_memorandum(scene.memorandum, reason="  ", **act)

    cancelled = cancel_memorandum(scene.memorandum, reason="Қажет емес", **act)

    assert (cancelled.state, cancelled.cancelled_reason) == ("cancelled", "Қажет емес")
    assert Round.objects.get().closed_at == NOON
    assert journal.entries_of(cancelled).get().event == "memorandum_cancelled"


def test_what_is_signed_and_a_template_are_not_withdrawn(act):
    signed = make_memorandum(state="signed").memorandum
    with pytest.raises(MoveRefused):
        cancel_memorandum(signed, reason="Қажет емес", **act)
    with pytest.raises(TemplateOnly):
        cancel_memorandum(MemorandumFactory(is_template=True), reason="Қажет емес", **act)


def test_approvals_and_signatures_under_way_are_void(act):
    scene = make_memorandum(state="signing", clauses=1)
    sheet = ApprovalSheet.objects.create(party=scene.parties[0], version=scene.version)
    signing = SigningSheet.objects.create(version=scene.version, prepared_at=NOON)

    cancel_memorandum(scene.memorandum, reason="Қажет емес", **act)

    sheet.refresh_from_db()
    signing.refresh_from_db()
    assert (sheet.state, signing.state, signing.closed_at) == ("void", "cancelled", NOON)
