"""A draft begins as a copy of an endorsed edition, or empty; it may be given up."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal, outbox
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused, require_move
from councils.services.fields import changes, only

from ...models import Edition, Scheme
from ..locks import lock_edition
from ..schemes import ADDRESS, BadAddress

State = Edition.State
NOTES = {"note_kk", "note_ru", "note_en"}
SEALED = (State.ENDORSED, State.PUBLISHED)


class EditionCodeTaken(Refused):
    code = "edition_code_taken"
    message = _("The scheme already has an edition with the address “{code}”.")


class BaseNotEndorsed(Refused):
    """Only what no longer changes can be copied whole."""

    code = "base_not_endorsed"
    message = _("An edition begins from an endorsed or published edition of the same scheme.")


class EditionOlderThanItsBase(Refused):
    code = "edition_older_than_its_base"
    message = _("The edition cannot be older than the edition it begins from ({year}).")


class EditionIsDiscarded(Refused):
    code = "edition_is_discarded"
    message = _("The edition was discarded: nothing of it changes any more.")


@transaction.atomic
def begin_edition(
    scheme: Scheme, *, code: str, year: int, based_on: Edition | None = None, note_kk: str = "",
    note_ru: str = "", note_en: str = "", by: User, at: datetime,
) -> Edition:  # fmt: skip
    """Begin a draft; the objects of `based_on` are ordered to be copied, else it is empty.

    Until the copy is complete nothing can be drawn in it. Refuses an impossible or taken address,
    a base that is not endorsed or of another scheme, a year before that of the base.
    """
    scheme = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    if not ADDRESS.match(code):
        raise BadAddress(code=code)
    if scheme.editions.filter(code=code).exists():
        raise EditionCodeTaken(code=code)
    if based_on is not None:
        if based_on.scheme_id != scheme.pk or based_on.state not in SEALED:
            raise BaseNotEndorsed
        if year < based_on.year:
            raise EditionOlderThanItsBase(year=based_on.year)
    edition = Edition.objects.create(
        scheme=scheme,
        code=code,
        year=year,
        based_on=based_on,
        note_kk=note_kk.strip(),
        note_ru=note_ru.strip(),
        note_en=note_en.strip(),
        filled_at=None if based_on else at,
    )
    journal.record(
        "edition_begun", edition, by=by, at=at, to_state=State.DRAFT,
        base=based_on.code if based_on else "—",
    )  # fmt: skip
    if based_on:
        outbox.order(
            "fill_edition", key=f"fill-edition:{edition.pk}:0", at=at, edition=edition.pk, after=0
        )
    return edition


@transaction.atomic
def change_edition(edition: Edition, *, by: User, at: datetime, **fields) -> Edition:
    """Change what is said of the edition (its notes), in any state but discarded."""
    edition = lock_edition(edition)
    if edition.state == State.DISCARDED:
        raise EditionIsDiscarded
    words = {name: text.strip() for name, text in only(NOTES, fields).items()}
    changed = changes(edition, words)
    if not changed:
        return edition
    for name, value in changed.items():
        setattr(edition, name, value)
    edition.save(update_fields=[*changed, "updated_at"])
    journal.record("edition_note_changed", edition, by=by, at=at, changed=sorted(changed))
    return edition


@transaction.atomic
def discard_edition(edition: Edition, *, reason: str = "", by: User, at: datetime) -> Edition:
    """Give a draft up; its objects stay to be looked at by those who drew them. One that was
    announced for discussion stays public: what people said of it must stay readable.

    Refuses what is no draft.
    """
    edition = lock_edition(edition)
    require_move(edition, State.DISCARDED)
    edition.state = State.DISCARDED
    edition.save(update_fields=["state", "updated_at"])
    journal.record(
        "edition_discarded", edition, by=by, at=at, from_state=State.DRAFT,
        to_state=State.DISCARDED, reason=reason.strip() or "—",
    )  # fmt: skip
    return edition
