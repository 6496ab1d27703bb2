"""Open data: the register of memoranda as a table for spreadsheets and programs."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agglo_portal.core.spreadsheets import CHUNK, heading_line, line

from .models import Party


def memoranda_as_csv(memoranda, address: str, language: str) -> Iterator[str]:
    """Give the rows of the register, a heading first; `address` is that of the site.

    The language is named: the rows are made while they are sent, when the request is over.
    """
    parties = Party.objects.select_related("organisation").in_order()
    rows = memoranda.select_related("body", "amends").prefetch_related(
        Prefetch("parties", parties, to_attr="ordered_parties")
    )
    with translation.override(language):
        heading = heading_line(_heading())
    yield heading
    for memorandum in rows.iterator(chunk_size=CHUNK):
        with translation.override(language):
            text = line(_row(memorandum, address))
        yield text


def _heading() -> list[str]:
    return [
        _("Number"), _("Year"), _("Kind"), _("Title (kk)"), _("Title (ru)"), _("Parties (kk)"),
        _("Parties (ru)"), _("State"), _("Signed"), _("Registered"), _("In force from"),
        _("In force till"), _("Ended"), _("Changes"), _("Body (kk)"), _("Body (ru)"),
        _("Updated"), _("Address"), "id",
    ]  # fmt: skip


def _row(memorandum, address: str) -> list:
    parties = [party.organisation for party in memorandum.ordered_parties]
    return [
        memorandum.number,
        memorandum.year,
        memorandum.get_kind_display(),
        memorandum.title_kk,
        memorandum.title_ru,
        "\n".join(party.name_kk for party in parties),
        "\n".join(party.name_ru for party in parties),
        memorandum.get_state_display(),
        _day(memorandum.signed_at),
        _day(memorandum.registered_at),
        memorandum.in_force_on,
        memorandum.ends_on,
        memorandum.ended_on,
        memorandum.amends.label if memorandum.amends else "",
        memorandum.body.name_kk,
        memorandum.body.name_ru,
        _day(memorandum.updated_at),
        address + memorandum.get_absolute_url(),
        memorandum.uid,
    ]


def _day(moment) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
