"""The regulation of a body and its management model, in words for the page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Body, Organisation, Territory


@dataclass(frozen=True)
class Fact:
    """One rule of the body: its name, what it says, the article it stands in (may be empty)."""

    name: str
    text: str
    article: str = ""


def regulation_of(body: Body, voting: int) -> list[Fact]:
    """Give the settings of the body as sentences, for its number of voting members today.

    They are this body's own settings, not "the law" (domain rules 9, 11 and 14).
    """
    return [
        Fact(_("Quorum"), _quorum(body, voting), body.regulation_article_quorum),
        Fact(_("Majority"), _majority(body), body.regulation_article_vote),
        Fact(_("Equal votes"), body.get_tie_rule_display(), body.regulation_article_vote),
        Fact(_("Materials"), _materials(body)),
        Fact(_("Minutes"), _minutes(body)),
        Fact(
            _("Force of decisions"),
            _("Recommendations: they become binding through acts of akimats and maslikhats."),
        ),
    ]


def _quorum(body: Body, voting: int) -> str:
    fraction = f"{body.quorum_numerator}/{body.quorum_denominator}"
    if not voting:
        return _("At least %(fraction)s of the voting members.") % {"fraction": fraction}
    return _("At least %(fraction)s of the voting members: %(needed)s of %(total)s.") % {
        "fraction": fraction,
        "needed": body.quorum_needed(voting),
        "total": voting,
    }


def _majority(body: Body) -> str:
    if body.majority_base == Body.MajorityBase.TOTAL:
        return _("More than half of the total number of voting members.")
    return _("More than half of the voting members present.")


def _materials(body: Body) -> str:
    days = body.materials_days
    text = ngettext(
        "At the latest %(days)s working day before the meeting.",
        "At the latest %(days)s working days before the meeting.",
        days,
    )
    return text % {"days": days}


def _minutes(body: Body) -> str:
    days = body.minutes_days
    text = ngettext(
        "Signed within %(days)s working day after the meeting.",
        "Signed within %(days)s working days after the meeting.",
        days,
    )
    return text % {"days": days}


def management_model(body: Body, akimats: list[Organisation]) -> str:
    """Say in one sentence whom the management model calls into this council; empty if nobody.

    The model of the founding article (2013): a centre of republican significance or the capital
    together with the akimats of the adjacent oblasts; a centre of oblast significance with those
    of the adjacent rayons. `akimats` are `body.required_akimats()`.
    """
    if body.agglomeration is None or not akimats:
        return ""
    centre = body.agglomeration.centre
    around = [each.name for each in akimats if each.territory_id != centre.pk]
    if not around:
        return ""
    facts = {"centre": centre.name, "akimats": ", ".join(around)}
    if centre.kind == Territory.Kind.OBLAST_CITY:
        return (
            _(
                "%(centre)s is a city of oblast significance: it governs the agglomeration "
                "together with the akimats of the adjacent rayons – %(akimats)s."
            )
            % facts
        )
    if centre.kind == Territory.Kind.CAPITAL:
        return (
            _(
                "%(centre)s is the capital: it governs the agglomeration together with the "
                "akimats of the adjacent oblasts – %(akimats)s."
            )
            % facts
        )
    return (
        _(
            "%(centre)s is a city of republican significance: it governs the agglomeration "
            "together with the akimats of the adjacent oblasts – %(akimats)s."
        )
        % facts
    )
