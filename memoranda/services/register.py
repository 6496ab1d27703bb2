"""The register: a signed memorandum gets its number, an agreement becomes an act to be cited."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from agglo_portal.core import journal, numbers, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import require_move, require_nothing_missing
from councils.models import Act

from ..documents.ordering import order_files
from ..documents.text import REGISTERED
from ..models import Memorandum, MemorandumFile
from ..reports.gates_life import missing_to_register
from ..reports.reading import current_version
from ..rules import force
from .force import bring_into_force
from .locks import lock_memorandum


@transaction.atomic
def register_memorandum(memorandum: Memorandum, *, by: User, at: datetime) -> Memorandum:
    """Give a signed memorandum the next number of its body, kind and year; give the memorandum.

    It is in force at once when its day has come: the day named in it, or that of the last
    signature (domain rule 28). An agreement becomes an act, so that the formation of a council can
    cite it (Law No. 181-VII art. 12; domain rule 2). Refuses what is not signed by all, and what
    missing_to_register lists; the number is without gaps: it rolls back with a failed act.
    """
    memorandum = lock_memorandum(memorandum)
    require_move(memorandum, Memorandum.State.REGISTERED)
    require_nothing_missing(missing_to_register(memorandum))

    today, signed_on = timezone.localdate(at), timezone.localdate(memorandum.signed_at)
    memorandum.year = today.year
    memorandum.number = numbers.next_number(
        f"memorandum:{memorandum.body_id}:{memorandum.kind}:{today.year}"
    )
    memorandum.registered_at = at
    memorandum.in_force_on = force.first_day(memorandum.starts, memorandum.starts_on, signed_on)
    memorandum.state = Memorandum.State.REGISTERED
    if memorandum.is_agreement and memorandum.relation == Memorandum.Relation.ORIGINAL:
        memorandum.act = _act_of(memorandum, signed_on)
    fields = ["state", "year", "number", "registered_at", "in_force_on", "act", "updated_at"]
    memorandum.save(update_fields=fields)
    journal.record(
        "memorandum_registered",
        memorandum,
        by=by,
        at=at,
        from_state=Memorandum.State.SIGNED,
        to_state=Memorandum.State.REGISTERED,
        number=memorandum.label,
    )
    outbox.order(
        "tell_of_force",
        key=f"memorandum-registered:{memorandum.pk}",
        at=at,
        memorandum=memorandum.pk,
        news="registered",
        edition=0,
    )
    _order_documents(memorandum, at=at)
    if memorandum.in_force_on <= today:
        return bring_into_force(memorandum, by=by, at=at)
    return memorandum


def _order_documents(memorandum: Memorandum, *, at: datetime) -> None:
    """The text with its number and day, for the register: kk, ru, and side by side."""
    version = current_version(memorandum)
    for purpose in (MemorandumFile.Purpose.TEXT, MemorandumFile.Purpose.SIDE_BY_SIDE):
        order_files(memorandum, purpose=purpose, version=version, edition=REGISTERED, at=at)


def _act_of(memorandum: Memorandum, signed_on: date) -> Act:
    number = f"{memorandum.number}/{memorandum.year}"
    with translation.override(settings.LANGUAGE_CODE):
        address = settings.SITE_URL + memorandum.get_absolute_url()
    return Act.objects.create(
        kind=Act.Kind.AGREEMENT,
        title_kk=memorandum.title_kk,
        title_ru=memorandum.title_ru,
        title_en=memorandum.title_en,
        number_kk=number,
        number_ru=number,
        adopted_on=signed_on,
        in_force_from=memorandum.in_force_on,
        in_force_to=memorandum.ends_on,
        url=address,
        is_demo=memorandum.is_demo,
    )
