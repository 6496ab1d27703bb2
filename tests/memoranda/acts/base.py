"""Who tries what, on which screen; what the acts are about."""

from dataclasses import dataclass

from memoranda import permissions as may
from memoranda.models import ApprovalStep, Memorandum, Suggestion
from memoranda.reports.attempts import approval_sheets
from memoranda.reports.reading import current_version

WORDS = ["бірінші", "екінші", "үшінші", "төртінші", "бесінші"]
NOT_SHOWN = "0" * 64


@dataclass
class Try:
    """What somebody tries: the act, and what was drawn for it."""

    name: str
    who: str
    party: int = 0
    clause: int = 0
    pick: int = 0
    word: int = 0
    is_stale: bool = False


def text(number: int) -> dict[str, str]:
    """Words in both languages that say the same, told apart by one word."""
    word = WORDS[number % len(WORDS)]
    return {
        "heading_kk": "",
        "heading_ru": "",
        "text_kk": f"Тараптар жолды {word} кезекте бірге жөндейді.",
        "text_ru": f"Стороны вместе чинят дорогу, очередь – {word}.",
    }


def heading(number: int) -> dict[str, str]:
    """A section of which nothing but the heading is its own."""
    word = WORDS[number]
    return {
        "heading_kk": f"Бөлім, {word}",
        "heading_ru": f"Раздел, {word}",
        "text_kk": "",
        "text_ru": "",
    }


def steps_of(memorandum):
    """The steps on the sheets of the present version, the youngest first."""
    rows = ApprovalStep.objects.filter(
        sheet__version__memorandum=memorandum, sheet__version__number=memorandum.version_number
    )
    related = ("sheet__party", "official__user", "substitute")
    return rows.select_related(*related).order_by("-pk")


class Base:
    """The doors of one memorandum for one person at one moment; each gives the service's answer,
    or None where the page would not offer it. `shown` is what the person has on the screen."""

    def __init__(self, memorandum, user, at, attempt, shown):
        self.memorandum = Memorandum.objects.select_related("body").get(pk=memorandum.pk)
        self.user, self.try_, self.shown = user, attempt, shown
        self.now = {"by": user, "at": at}
        self.said = f"Сөз {at.isoformat()}"

    def __call__(self):
        return getattr(self, self.try_.name)()

    # What the act is about ----------------------------------------------------------------------
    def _pick(self, rows):
        rows = list(rows.order_by("pk"))
        return rows[self.try_.pick % len(rows)] if rows else None

    @property
    def party(self):
        """The party for which the person speaks; of a stranger, one drawn by lot."""
        own = may.party_of(self.user, self.memorandum)
        parties = list(self.memorandum.parties.select_related("organisation").in_order())
        return own or parties[self.try_.party % len(parties)]

    @property
    def clause(self):
        rows = list(self.memorandum.clauses.select_related("memorandum__body").order_by("pk"))
        return rows[self.try_.clause % len(rows)]

    @property
    def suggestion(self):
        rows = self.memorandum.suggestions.select_related("memorandum__body", "clause", "party")
        return self._pick(rows.filter(state=Suggestion.State.OPEN)) or self._pick(rows)

    @property
    def sheet(self):
        sheets = list(approval_sheets(self.memorandum))
        return sheets[self.try_.party % len(sheets)] if sheets else None

    @property
    def step(self):
        rows = list(steps_of(self.memorandum))
        return rows[self.try_.pick % len(rows)] if rows else None

    def hash_of(self, clause):
        """The hash of the words on the person's screen: sometimes of an older screen."""
        if self.try_.is_stale:
            return self.shown.get(clause.pk, NOT_SHOWN)
        version = current_version(self.memorandum)
        row = version and version.clauses.filter(clause=clause).first()
        return row.text_hash if row else NOT_SHOWN

    def _of(self, record, can, act, *, about=None, **fields):
        if record is None or not can(self.user, about or record):
            return None
        return act(record, **fields, **self.now)

    def _led(self, act, **fields):
        return self._of(self.memorandum, may.leads, act, **fields)
