"""Acts as they are cited in each language (domain rule 36), with the dates of rule 40.

Kazakh puts the date before the noun and inflects the month, so each kind of act has its own
pattern in the catalogue of translations: “%(day)s %(number)s” stand before the noun.
"""

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from agglo_portal.core.dates import Form, official_date

from .models import Act

PATTERNS = {
    Act.Kind.LAW: gettext_lazy("Law of the Republic of Kazakhstan %(day)s %(number)s"),
    Act.Kind.GOVERNMENT_DECREE: gettext_lazy(
        "Decree of the Government of the Republic of Kazakhstan %(day)s %(number)s"
    ),
    Act.Kind.PM_ORDER: gettext_lazy(
        "Order of the Prime Minister of the Republic of Kazakhstan %(day)s %(number)s"
    ),
    Act.Kind.MINISTER_ORDER: gettext_lazy("Minister's order %(day)s %(number)s"),
    Act.Kind.AKIMAT_DECREE: gettext_lazy("Akimat decree %(day)s %(number)s"),
    Act.Kind.MASLIKHAT_DECISION: gettext_lazy("Maslikhat decision %(day)s %(number)s"),
    Act.Kind.JOINT_DECISION: gettext_lazy(
        "Joint decision of local executive bodies %(day)s %(number)s"
    ),
    Act.Kind.AGREEMENT: gettext_lazy(
        "Agreement on joint resolution of issues of local importance %(day)s %(number)s"
    ),
    Act.Kind.BODY_DECISION: gettext_lazy("Decision %(day)s %(number)s"),
}


def cite(act: Act, language: str | None = None) -> str:
    """Cite an act in the language (of the page, if none is named): kind, day, number, title.

    Quotation marks that meet are not repeated: a title may begin with another one.
    """
    language = (language or translation.get_language() or "kk")[:2]
    name = name_act(act, language)
    with translation.override(language):
        cited = gettext("%(act)s “%(title)s”") % {"act": name, "title": act.title}
    return cited.replace("««", "«").replace("»»", "»")


def name_act(act: Act, language: str | None = None) -> str:
    """Name an act without its title: kind, day, number.

    The number is that of the language: 32-ө in Kazakh, 32-р in Russian (domain rule 36). An act
    without a day is named by its kind and number: nothing is made up.
    """
    language = (language or translation.get_language() or "kk")[:2]
    with translation.override(language):
        number = f"№ {act.number}" if act.number else ""
        if act.adopted_on is None:
            name = " ".join([capfirst(act.get_kind_display()), number])
        else:
            day = official_date(act.adopted_on, form=Form.OF)
            name = str(PATTERNS[act.kind]) % {"day": day, "number": number}
        return " ".join(name.split())
