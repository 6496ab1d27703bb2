"""What the tokens mean for these parties: values that the program proposes and a person edits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_lazy

from agglo_portal.core.dates import Form, official_date
from councils.citations import cite
from councils.models import Body, Organisation, Post

from ..models import Memorandum
from ..nodes import Node
from ..reports.people import heads_of
from . import kazakh, russian
from .tokens import fill_nodes, tokens_of

LABELS = {
    "parties": gettext_lazy("The parties"),
    "party": gettext_lazy("Party"),
    "akim": gettext_lazy("Name of the head"),
    "post": gettext_lazy("Post of the head"),
    "signatory": gettext_lazy("Post and name of the signatory"),
    "authority": gettext_lazy("On the basis of what the signatory acts"),
    "requisites": gettext_lazy("Requisites: BIN, address"),
    "body": gettext_lazy("Council or commission"),
    "agglomeration": gettext_lazy("Agglomeration"),
    "place": gettext_lazy("Place"),
    "act": gettext_lazy("Act by which the body was formed"),
    "start": gettext_lazy("Entry into force"),
    "term": gettext_lazy("Term"),
}
# The office of an akim rests on this law (No. 148 of 23 January 2001).
OFFICE = (
    "«Қазақстан Республикасындағы жергілікті мемлекеттік басқару және өзін-өзі басқару туралы» "
    "Қазақстан Республикасының Заңы",
    "Закона Республики Казахстан «О местном государственном управлении и самоуправлении в "
    "Республике Казахстан»",
)
ON_LAST_SIGNATURE = (
    "Тараптардың соңғысы қол қойған күннен бастап",
    "со дня подписания его последней из Сторон",
)
WITHOUT_END = ("мерзімсіз қолданылады", "действует бессрочно")
WITH_END = ("{until} (қоса алғанда) қолданылады", "действует {until} включительно")


@dataclass(frozen=True)
class Value:
    """A token with what is proposed for it; `unsure`: languages whose ending a person checks."""

    name: str
    kk: str = ""
    ru: str = ""
    unsure: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the token means, in the language of the page."""
        bare, number, case = _parts(self.name)
        text = str(LABELS.get(bare, bare))
        if number:
            text = gettext("%(what)s, party %(number)s") % {"what": text, "number": number}
        return gettext("%(what)s, genitive") % {"what": text} if case else text

    @property
    def words(self) -> dict[str, str]:
        return {"kk": self.kk, "ru": self.ru}


def values_for(
    nodes: Iterable[Node],
    *,
    body: Body,
    parties: Sequence[Organisation],
    fields: dict | None = None,
    day: date,
) -> list[Value]:
    """Give the tokens of a text in reading order, each with what is proposed for these parties.

    `fields`: those of the memorandum (place, start, term) as far as they are known. What the
    program does not know is empty; what it cannot inflect with certainty is marked.
    """
    known = known_values(body=body, parties=parties, fields=fields, day=day)
    asked = tokens_of(fill_nodes(nodes, {}, len(parties)))
    return [known.get(name) or Value(name) for name in asked]


def known_values(
    *, body: Body, parties: Sequence[Organisation], fields: dict | None = None, day: date
) -> dict[str, Value]:
    """Give everything the program knows for these parties, by the name of the token."""
    made = [*_of_parties(parties, day), *_of_body(body), *_of_term(fields or {})]
    place = (fields or {}).get
    made.append(
        Value("place", place("place_kk") or body.city_kk, place("place_ru") or body.city_ru)
    )
    return {one.name: one for one in made if one.kk or one.ru}


def _of_parties(parties: Sequence[Organisation], day: date) -> list[Value]:
    heads = heads_of(parties, day)
    made = [
        Value(
            "parties",
            kazakh.joined([one.name_kk for one in parties]),
            russian.joined([one.name_ru for one in parties]),
        )
    ]
    for number, one in enumerate(parties, start=1):
        made += _both_cases(f"party_{number}", one.name_kk, one.name_ru)
        made += _of_head(number, heads.get(one.pk))
        if one.kind == Organisation.Kind.AKIMAT:
            made.append(Value(f"authority_{number}", *OFFICE))
        if one.bin:
            made.append(Value(f"requisites_{number}", f"БСН {one.bin}", f"БИН {one.bin}"))
    genitives = [one for one in made if one.name.startswith("party_") and _parts(one.name)[2]]
    made.append(
        Value(
            "parties_gen",
            kazakh.joined([one.kk for one in genitives]),
            russian.joined([one.ru for one in genitives]),
            tuple(lang for lang in ("kk", "ru") if any(lang in one.unsure for one in genitives)),
        )
    )
    return made


def _of_head(number: int, post: Post | None) -> list[Value]:
    if post is None:
        return []
    who = post.official
    small = post.title_ru[:1].lower() + post.title_ru[1:]
    inflected, is_sure = russian.genitive(small)
    name, name_is_sure = russian.person_genitive(who.name_ru)
    unsure = () if is_sure and (name_is_sure or not who.name_ru) else ("ru",)
    return [
        Value(f"akim_{number}", who.name_kk, who.name_ru),
        Value(f"post_{number}", post.title_kk, small),
        Value(
            f"signatory_{number}",
            f"{post.title_kk} {who.name_kk}".strip(),
            f"{small} {who.name_ru}".strip(),
        ),
        Value(
            f"signatory_{number}_gen",
            f"{post.title_kk} {who.name_kk}".strip(),
            f"{inflected} {name}".strip(),
            ("kk", *unsure),
        ),
    ]


def _of_body(body: Body) -> list[Value]:
    made = _both_cases("body", body.name_kk, body.name_ru)
    if body.agglomeration:
        of = body.agglomeration
        made += _both_cases("agglomeration", of.name_kk, of.name_ru)
    if body.formed_by:
        made.append(Value("act", cite(body.formed_by, "kk"), cite(body.formed_by, "ru")))
    return made


def _of_term(fields: dict) -> list[Value]:
    start, term = ON_LAST_SIGNATURE, WITHOUT_END
    if fields.get("starts") == Memorandum.Start.NAMED_DAY and fields.get("starts_on"):
        start = _in_both(fields["starts_on"], Form.SINCE)
    if fields.get("ends_on"):
        until = _in_both(fields["ends_on"], Form.UNTIL)
        term = [text.format(until=day) for text, day in zip(WITH_END, until, strict=True)]
    return [Value("start", *start), Value("term", *term)]


def _in_both(day: date, form: Form) -> list[str]:
    return [official_date(day, form=form, language=language) for language in ("kk", "ru")]


def _both_cases(name: str, kk: str, ru: str) -> list[Value]:
    kk_gen, kk_sure = kazakh.genitive(kk)
    ru_gen, ru_sure = russian.genitive(ru)
    unsure = tuple(lang for lang, sure in (("kk", kk_sure), ("ru", ru_sure)) if not sure)
    return [Value(name, kk, ru), Value(f"{name}_gen", kk_gen, ru_gen, unsure)]


def _parts(name: str) -> tuple[str, str, bool]:
    """Cut "party_2_gen" into ("party", "2", True)."""
    case = name.endswith("_gen")
    bare, _, number = name.removesuffix("_gen").rpartition("_")
    if bare and number.isdigit():
        return bare, number, case
    return name.removesuffix("_gen"), "", case
