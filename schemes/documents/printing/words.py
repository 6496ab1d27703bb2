"""The words of a sheet, in its language: titles, credits, remarks, what the picture shows."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agglo_portal.core.dates import official_date
from councils.citations import name_act

from ...models import Edition
from ...reports.files import phase_of
from .drawing import Drawn
from .frames import Frame


def words_of(
    edition: Edition, order: dict, drawn: list[Drawn], frame: Frame, *, at: datetime
) -> dict:
    """Give all that the sheet says beside the names on the map."""
    scale = _("1:{number}").format(number=number_format(frame.scale, force_grouping=True))
    names = ", ".join(one.layer.name for one in drawn) or _("nothing")
    title = str(edition.scheme)
    return {
        "title": title,
        "document_title": f"{title}, {edition.code}",
        "facts": _facts(edition, order),
        "draft": "" if edition.is_public else edition.get_state_display(),
        "legend_title": _("Legend"),
        "scale_text": scale,
        "scale_label": _("Scale"),
        "north": pgettext("north arrow", "N"),
        "credits_label": _("Sources"),
        "credits": "; ".join(credits_of(drawn)),
        "remarks": remarks_of(edition, drawn),
        "made": _("Made on {date}, revision {revision}.").format(
            date=official_date(timezone.localtime(at).date()), revision=edition.revision
        ),
        "alt": _("Map of the edition {edition}, scale {scale}. Shown are: {layers}.").format(
            edition=edition.code, scale=scale, layers=names
        ),
        "empty": "" if drawn else _("There is nothing of the chosen layers here."),
    }


def _facts(edition: Edition, order: dict) -> list[str]:
    facts = [_("Edition of {year}").format(year=edition.code)]
    phase = phase_of(edition, order)
    if phase:
        facts.append(_("{phase}, {year}").format(phase=phase.name, year=phase.year))
    if edition.act:
        facts.append(name_act(edition.act))
    elif edition.decision:
        decision = edition.decision  # anyone may hold the sheet: a title is told once published
        facts.append(str(decision) if decision.published_at else decision.label)
    return facts


def credits_of(drawn: list[Drawn]) -> list[str]:
    """Give whose data are on the sheet, each credit once."""
    credits = [part.strip() for one in drawn for part in one.layer.attribution.split(";")]
    return list(dict.fromkeys(filter(None, credits)))


def remarks_of(edition: Edition, drawn: list[Drawn]) -> list[str]:
    """Say what may not be read from the sheet."""
    remarks = []
    schematic = [one.layer.name for one in drawn if one.layer.is_schematic]
    if schematic:
        text = _("Schematic, no distance may be read from it: {layers}.")
        remarks.append(text.format(layers=", ".join(schematic)))
    remarks.append(_("These are not data of the cadastre."))
    if not edition.is_public:
        remarks.append(_("This edition is not approved; it may change."))
    return remarks
