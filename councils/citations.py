"""Acts as they are cited in each language (domain rule 36), with the dates of rule 40.

Kazakh puts the date before the noun and inflects the month, so each kind of act has its own
pattern in the catalogue of translations; the months come from a table, never from endings.
"""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from .models import Act

KK_ATTRIBUTIVE = (
    "қаңтардағы", "ақпандағы", "наурыздағы", "сәуірдегі", "мамырдағы", "маусымдағы",
    "шілдедегі", "тамыздағы", "қыркүйектегі", "қазандағы", "қарашадағы", "желтоқсандағы",
)  # fmt: skip
RU_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
EN_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

PATTERNS = {
    Act.Kind.LAW: gettext_lazy("Law of the Republic of Kazakhstan of %(day)s %(number)s"),
    Act.Kind.GOVERNMENT_DECREE: gettext_lazy(
        "Decree of the Government of the Republic of Kazakhstan of %(day)s %(number)s"
    ),
    Act.Kind.PM_ORDER: gettext_lazy(
        "Order of the Prime Minister of the Republic of Kazakhstan of %(day)s %(number)s"
    ),
    Act.Kind.MINISTER_ORDER: gettext_lazy("Minister's order of %(day)s %(number)s"),
    Act.Kind.AKIMAT_DECREE: gettext_lazy("Akimat decree of %(day)s %(number)s"),
    Act.Kind.MASLIKHAT_DECISION: gettext_lazy("Maslikhat decision of %(day)s %(number)s"),
    Act.Kind.JOINT_DECISION: gettext_lazy(
        "Joint decision of local executive bodies of %(day)s %(number)s"
    ),
    Act.Kind.AGREEMENT: gettext_lazy(
        "Agreement on joint resolution of issues of local importance of %(day)s %(number)s"
    ),
    Act.Kind.BODY_DECISION: gettext_lazy("Decision of %(day)s %(number)s"),
}


def attributive_day(day: date, language: str) -> str:
    """Give a date as it stands inside a citation: 2025 жылғы 16 мамырдағы, 16 мая 2025 года."""
    if language == "kk":
        return f"{day.year} жылғы {day.day} {KK_ATTRIBUTIVE[day.month - 1]}"
    if language == "ru":
        return f"{day.day} {RU_GENITIVE[day.month - 1]} {day.year} года"
    return f"{day.day} {EN_MONTHS[day.month - 1]} {day.year}"


def cite(act: Act, language: str | None = None) -> str:
    """Cite an act in the language (of the page, if none is named): kind, day, number, title.

    The number is that of the language: 32-ө in Kazakh, 32-р in Russian (domain rule 36). An act
    without a day is named by its kind, number and title: nothing is made up.
    """
    language = (language or translation.get_language() or "kk")[:2]
    with translation.override(language):
        number = f"№ {act.number}" if act.number else ""
        if act.adopted_on is None:
            name = " ".join([act.get_kind_display().capitalize(), number])
        else:
            day = attributive_day(act.adopted_on, language)
            name = str(PATTERNS[act.kind]) % {"day": day, "number": number}
        name = " ".join(name.split())
        return gettext("%(act)s “%(title)s”") % {"act": name, "title": act.title}
