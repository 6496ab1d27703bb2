"""A memorandum in any state with its people."""

from dataclasses import dataclass, field

from agglo_portal.core.models import User
from councils.models import Post, Seat
from memoranda.models import Clause, Memorandum, Party, Round, Version, VersionClause
from memoranda.reports.reading import term_of
from memoranda.rules.hashing import clause_hash, version_hash
from memoranda.rules.numbering import number_tree

from ..core import DAY, NOON, UserFactory
from ..councils import AkimatFactory, BodyFactory, OfficialFactory, PostFactory, seat_of
from .records import ClauseFactory, MemorandumFactory, PartyFactory

SENT = ("negotiation", "approval")
SIGNED = ("signed", "registered", "in_force", "suspended", "expired", "terminated")


@dataclass
class People:
    """Who belongs to a party: coordinator (speaks), head (signs), staff (reads, approves)."""

    coordinator: User
    head: User
    staff: User


@dataclass
class Scene:
    memorandum: Memorandum
    secretary: User
    parties: list[Party]
    people: list[People]
    clauses: list[Clause] = field(default_factory=list)
    version: Version | None = None
    round: Round | None = None

    def text_hash(self, clause: Clause) -> str:
        """The hash of the clause's words in the present version."""
        return self.version.clauses.get(clause=clause).text_hash


def people_of(organisation) -> People:
    """Give an organisation a head, a coordinator and a department's head, each with an account."""
    made = {}
    for role, kind in [("coordinator", "COORDINATOR"), ("head", "HEAD"), ("staff", "STAFF")]:
        user = UserFactory(name=f"{role} {organisation.name_kk}")
        official = OfficialFactory(user=user)
        PostFactory(official=official, organisation=organisation, kind=Post.Kind[kind])
        made[role] = user
    return People(**made)


def add_clauses(memorandum: Memorandum, count: int) -> list[Clause]:
    """A preamble and sections of five clauses each: `count` nodes under sections in all."""
    made = [ClauseFactory(memorandum=memorandum, kind="preamble", position=1)]
    section = None
    for number in range(count):
        if number % 5 == 0:
            section = ClauseFactory(
                memorandum=memorandum,
                kind="section",
                position=2 + number // 5,
                heading_kk=f"Бөлім {1 + number // 5}",
                heading_ru=f"Раздел {1 + number // 5}",
                text_kk="",
                text_ru="",
            )
            made.append(section)
        made.append(
            ClauseFactory(
                memorandum=memorandum,
                parent=section,
                position=1 + number % 5,
                text_kk=f"Тараптар {number + 1} іс-шараны 2027 жылғы 1 шілдеге дейін орындайды.",
                text_ru=f"Стороны исполняют {number + 1} мероприятие до 1 июля 2027 года.",
            )
        )
    return made


def send(memorandum: Memorandum, *, by: User, at=NOON, due_on=None) -> Version:
    """Snapshot the working text as the next version with its round, past the services."""
    rows = number_tree(list(memorandum.clauses.kept().order_by("position", "pk")))
    hashes = [(row.number, clause_hash(row.node.kind, row.node.words())) for row in rows]
    titles = {n: getattr(memorandum, n) for n in ("title_kk", "title_ru", "place_kk", "place_ru")}
    version = Version.objects.create(
        memorandum=memorandum,
        number=memorandum.version_number + 1,
        sha256=version_hash(**titles, hashes=hashes, term=term_of(memorandum)),
        term=term_of(memorandum),
        by=by,
        at=at,
        **titles,
    )
    made = {}
    for position, (row, (_number, text_hash)) in enumerate(zip(rows, hashes, strict=True), 1):
        made[row.node.pk] = VersionClause.objects.create(
            version=version,
            clause=row.node,
            parent=made.get(row.node.parent_id),
            kind=row.node.kind,
            position=position,
            depth=row.depth,
            number=row.number,
            role=row.node.role,
            operation=row.node.operation,
            target=row.node.target,
            text_hash=text_hash,
            **row.node.words(),
        )
    Round.objects.create(version=version, due_on=due_on or (at + 10 * DAY).date())
    memorandum.version_number = version.number
    if memorandum.state == Memorandum.State.DRAFT:
        memorandum.state = Memorandum.State.NEGOTIATION
    memorandum.save()
    return version


def make_memorandum(parties: int = 2, clauses: int = 5, state: str = "draft", **fields) -> Scene:
    """A memorandum with its parties' people; from "negotiation" on with version 1 sent.

    Later states only carry their dates: no approval or signature rows are made here.
    """
    body = fields.pop("body", None) or BodyFactory()
    secretary = UserFactory(name="Хатшы")
    seat_of(body, secretary, role=Seat.Role.SECRETARY)
    memorandum = MemorandumFactory(body=body, **fields)
    scene = Scene(memorandum, secretary, [], [])
    for number in range(parties):
        akimat = AkimatFactory()
        people = people_of(akimat)
        scene.people.append(people)
        scene.parties.append(
            PartyFactory(
                memorandum=memorandum,
                organisation=akimat,
                position=number + 1,
                coordinator=people.coordinator.official,
                signatory=people.head.official,
            )
        )
    scene.clauses = add_clauses(memorandum, clauses)
    if state not in ("draft", "cancelled"):
        scene.version = send(memorandum, by=secretary)
        scene.round = scene.version.round
    for name, value in _facts(state).items():
        setattr(memorandum, name, value)
    memorandum.state = state
    memorandum.save()
    return scene


def _facts(state: str) -> dict:
    if state not in SIGNED:
        return {}
    facts = {"signed_at": NOON}
    if state != "signed":
        facts |= {"number": 1, "year": NOON.year, "registered_at": NOON}
        facts |= {"in_force_on": NOON.date()}
    if state in ("expired", "terminated"):
        facts["ended_on"] = (NOON + 30 * DAY).date()
    return facts
