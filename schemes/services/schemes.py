"""A scheme begins with the layers and phases of the catalogue; its standing is found out."""

import re
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agglo_portal.core import journal
from agglo_portal.core.models import User
from agglo_portal.core.rules import Refused
from councils.models import Act, Agglomeration, Body
from councils.services.fields import changes, only

from .. import catalogue
from ..models import Layer, Phase, Scheme

ADDRESS = re.compile(r"^[a-z0-9][a-z0-9-]{0,39}$")
# Words that already lead elsewhere under /schemes/.
TAKEN_WORDS = {
    "create", "discussions", "remarks", "files", "objects", "imports", "plans", "indicators",
    "measures", "links", "map", "dashboard",
}  # fmt: skip
NAMES = {"name_kk", "name_ru", "name_en"}
FIELDS = NAMES | {"act", "horizon"}
PHASE_FIELDS = NAMES | {"year", "starts_on", "ends_on"}


class BadAddress(Refused):
    code = "bad_address"
    message = _("“{code}” cannot be an address: small Latin letters, digits and hyphens.")


class SchemeCodeTaken(Refused):
    code = "scheme_code_taken"
    message = _("Another scheme already has the address “{code}”.")


class SchemeNameMissing(Refused):
    code = "scheme_name_missing"
    message = _("A name is needed in Kazakh and in Russian.")


class BadHorizon(Refused):
    code = "bad_horizon"
    message = _("The horizon is a year from 1990 to 2100.")


class StandingWithoutSource(Refused):
    """What is said of its force says who said so and when it was looked up (rule 33)."""

    code = "standing_without_source"
    message = _("Say where this is known from, and on which day it was verified.")


class VerifiedInFuture(Refused):
    code = "verified_in_future"
    message = _("The day of verification has not come yet.")


class PhaseEndsBeforeItStarts(Refused):
    code = "phase_ends_before_it_starts"
    message = _("The phase ends before it starts.")


@transaction.atomic
def create_scheme(
    agglomeration: Agglomeration, body: Body, *, code: str, name_kk: str, name_ru: str,
    name_en: str = "", horizon: int, act: Act | None = None, from_year: int | None = None,
    phases: list[dict] | None = None, by: User, at: datetime,
) -> Scheme:  # fmt: skip
    """Begin a scheme with the catalogue's layers and phases; its standing waits to be verified.

    `phases` are fields of Phase in their order, for other years than the catalogue's: the present
    (`from_year`, else this year), the horizon, and half-way. Refuses a taken or impossible
    address, a missing name, a horizon out of bounds.
    """
    if not ADDRESS.match(code) or code in TAKEN_WORDS:
        raise BadAddress(code=code)
    if Scheme.objects.filter(code=code).exists():
        raise SchemeCodeTaken(code=code)
    scheme = Scheme(
        code=code, agglomeration=agglomeration, body=body, act=act, horizon=horizon,
        name_kk=name_kk.strip(), name_ru=name_ru.strip(), name_en=name_en.strip(),
    )  # fmt: skip
    _require_whole(scheme)
    scheme.save()
    if phases is None:
        phases = _usual_phases(from_year or timezone.localdate(at).year, horizon)
    for position, fields in enumerate(phases, start=1):
        Phase.objects.create(scheme=scheme, position=position, **fields)
    Layer.objects.bulk_create(Layer(scheme=scheme, **fields) for fields in catalogue.layers())
    journal.record("scheme_created", scheme, by=by, at=at, **_names(scheme))
    return scheme


@transaction.atomic
def change_scheme(scheme: Scheme, *, by: User, at: datetime, **fields) -> Scheme:
    """Change names, act or horizon; its address and its body stay. Nothing changed, nothing told.

    Refuses a missing name and a horizon out of bounds.
    """
    scheme = _locked(scheme)
    changed = changes(scheme, only(FIELDS, fields))
    if not changed:
        return scheme
    for name, value in changed.items():
        setattr(scheme, name, value)
    _require_whole(scheme)
    scheme.save(update_fields=[*changed, "updated_at"])
    journal.record("scheme_changed", scheme, by=by, at=at, changed=sorted(changed))
    return scheme


@transaction.atomic
def verify_standing(
    scheme: Scheme, *, standing: str, source: str = "", on: date | None = None, by: User,
    at: datetime,
) -> Scheme:  # fmt: skip
    """Record what a person found out about the force of the scheme, where and when (rule 33).

    The portal never says "in force" by itself: without a source and a day the standing is "to be
    verified". Refuses a known standing without them, and a day to come.
    """
    scheme = _locked(scheme)
    source = source.strip()
    is_known = standing != Scheme.Standing.TO_VERIFY
    if is_known and not (source and on):
        raise StandingWithoutSource
    if on and on > timezone.localdate(at):
        raise VerifiedInFuture
    before, scheme.standing = scheme.standing, Scheme.Standing(standing)
    scheme.standing_source = source if is_known else ""
    scheme.verified_on = on if is_known else None
    scheme.verified_by = by if is_known else None
    names = ["standing", "standing_source", "verified_on", "verified_by", "updated_at"]
    scheme.save(update_fields=names)
    journal.record(
        "scheme_standing_verified", scheme, by=by, at=at, from_state=before,
        to_state=scheme.standing, source=source or "—",
    )  # fmt: skip
    return scheme


@transaction.atomic
def change_phase(phase: Phase, *, by: User, at: datetime, **fields) -> Phase:
    """Change the name, year and term of a phase; its scheme counts as changed by it, so that
    files and programs that name its phases know. Refuses a missing name and a term that ends
    before it starts."""
    phase = Phase.objects.select_for_update(of=("self",)).select_related("scheme").get(pk=phase.pk)
    changed = changes(phase, only(PHASE_FIELDS, fields))
    if not changed:
        return phase
    for name, value in changed.items():
        setattr(phase, name, value)
    if not (phase.name_kk and phase.name_ru):
        raise SchemeNameMissing
    if phase.starts_on and phase.ends_on and phase.ends_on < phase.starts_on:
        raise PhaseEndsBeforeItStarts
    phase.save(update_fields=list(changed))
    phase.scheme.save(update_fields=["updated_at"])
    facts = {"phase_kk": phase.name_kk, "phase_ru": phase.name_ru}
    journal.record("phase_changed", phase.scheme, by=by, at=at, **facts)
    return phase


def _usual_phases(from_year: int, horizon: int) -> list[dict]:
    years = [from_year, from_year + max(0, horizon - from_year) // 2, horizon]
    return [fields | {"year": year} for fields, year in zip(catalogue.phases(), years, strict=True)]


def _require_whole(scheme: Scheme) -> None:
    if not (scheme.name_kk and scheme.name_ru):
        raise SchemeNameMissing
    if not 1990 <= scheme.horizon <= 2100:
        raise BadHorizon


def _locked(scheme: Scheme) -> Scheme:
    return Scheme.objects.select_for_update(of=("self",)).select_related("body").get(pk=scheme.pk)


def _names(scheme: Scheme) -> dict[str, str]:
    return {name: getattr(scheme, name) for name in sorted(NAMES)}
