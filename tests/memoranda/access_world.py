"""The records that the access table of the memoranda speaks of, and its cast."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from agglo_portal.core.files import store_bytes
from councils.models import Post, Seat
from memoranda.models import (
    ApprovalSheet,
    ApprovalStep,
    InternalNote,
    MemorandumFile,
    PartySignature,
    Position,
    Progress,
    Remark,
    SigningSheet,
)
from tests.factories.core import DAY, NOON, UserFactory
from tests.factories.councils import (
    AkimatFactory,
    BodyFactory,
    OfficialFactory,
    PostFactory,
    seat_of,
)
from tests.factories.memoranda import (
    ObligationFactory,
    PartyFactory,
    SuggestionFactory,
    add_clauses,
    make_memorandum,
    send,
)
from tests.factories.memoranda.records import MemorandumFactory
from tests.factories.memoranda.scenes import Scene

# Words that stand in one place alone: whoever finds them elsewhere has found a leak.
SECRET_DRAFT = "Жасырынжоба"
SECRET_NOTE = "Жасырынжазба"
SECRET_TALK = "Жасырынкеліссөз"


class World:
    """One body with memoranda in several states between the same two parties."""

    def __init__(self, media):
        self.media = settings.MEDIA_ROOT = media
        self.talk = make_memorandum(parties=2, clauses=3, state="negotiation")
        self.body = self.talk.memorandum.body
        first, second = self.talk.people
        self.users = {
            "stranger": UserFactory(name="stranger"),
            "outsider": self._outsider(),
            "staff": first.staff,
            "coordinator": first.coordinator,
            "signatory": first.head,
            "other_party": second.coordinator,
            "secretary": self.talk.secretary,
            "other_secretary": UserFactory(name="other secretary"),
            "administrator": UserFactory(is_staff=True, is_superuser=True),
        }
        seat_of(BodyFactory(), self.users["other_secretary"], role=Seat.Role.SECRETARY)
        self.records = {
            **self._draft(),
            **self._talk(),
            **self._approval(),
            **self._signing(),
            **self._in_force(),
        }

    def address(self, name: str, record: str) -> str:
        with translation.override("kk"):
            if not record:
                return reverse(name)
            found = self.records[record]
            kwargs = found if isinstance(found, dict) else {"uid": found.uid}
            return reverse(name, kwargs=kwargs)

    def _outsider(self):
        user = UserFactory(name="outsider")
        PostFactory(
            official=OfficialFactory(user=user),
            organisation=AkimatFactory(),
            kind=Post.Kind.COORDINATOR,
        )
        return user

    def _between_the_same(self, state: str, **fields) -> Scene:
        """A memorandum of the same body and the same two parties."""
        talk = self.talk
        memorandum = MemorandumFactory(body=self.body)
        scene = Scene(memorandum, talk.secretary, [], talk.people)
        for party in talk.parties:
            scene.parties.append(
                PartyFactory(
                    memorandum=memorandum,
                    organisation=party.organisation,
                    position=party.position,
                    coordinator=party.coordinator,
                    signatory=party.signatory,
                )
            )
        scene.clauses = add_clauses(memorandum, 3)
        if state != "draft":
            scene.version = send(memorandum, by=talk.secretary)
            scene.round = scene.version.round
        for name, value in {**fields, "state": state}.items():
            setattr(memorandum, name, value)
        memorandum.save()
        return scene

    def _draft(self) -> dict:
        scene = self._between_the_same("draft", title_kk=SECRET_DRAFT, title_ru=SECRET_DRAFT)
        template = MemorandumFactory(body=self.body, is_template=True, title_kk="Үлгі")
        return {
            "draft": scene.memorandum,
            "draft_clause": scene.clauses[-1],
            "draft_party": scene.parties[0],
            "template": template,
        }

    def _talk(self) -> dict:
        talk, clause = self.talk, self.talk.clauses[-1]
        party, author = talk.parties[0], talk.people[0].coordinator
        common = {"clause": clause, "party": party, "by": author, "at": NOON}
        Position.objects.create(
            **common,
            round=talk.round,
            stance="objects",
            text_hash=talk.text_hash(clause),
            reason_kk=SECRET_TALK,
        )
        suggestion = SuggestionFactory(
            clause=clause,
            party=party,
            round=talk.round,
            by=author,
            base_hash=talk.text_hash(clause),
            base_words=clause.words(),
            text_kk=SECRET_TALK,
        )
        stored = store_bytes("кесте.pdf", b"%PDF-1.7", "application/pdf", by=None, at=NOON)
        remark = Remark.objects.create(
            **common, memorandum=talk.memorandum, text=SECRET_TALK, attached=stored
        )
        InternalNote.objects.create(**common, text=SECRET_NOTE)
        party.authority_file = stored
        party.save()
        return {
            "talk": talk.memorandum,
            "talk_party": party,
            "talk_clause": clause,
            "talk_clause_page": {"uid": talk.memorandum.uid, "clause": clause.uid},
            "talk_version": {"uid": talk.memorandum.uid, "number": 1},
            "talk_file": self._file(talk, "text"),
            "disagreements": self._file(talk, "disagreements"),
            "suggestion": suggestion,
            "remark": remark,
        }

    def _file(self, scene: Scene, purpose: str, edition: str = "") -> dict:
        stored = store_bytes("құжат.pdf", b"%PDF-1.7", "application/pdf", by=None, at=NOON)
        MemorandumFile.objects.create(
            memorandum=scene.memorandum,
            version=scene.version,
            purpose=purpose,
            edition=edition,
            language="kk",
            format="pdf",
            stored=stored,
        )
        return {"uid": scene.memorandum.uid, "file": stored.uid}

    def _approval(self) -> dict:
        scene = self._between_the_same("approval")
        sheets = [
            ApprovalSheet.objects.create(party=party, version=scene.version)
            for party in scene.parties
        ]
        step = ApprovalStep.objects.create(
            sheet=sheets[0],
            department_kk="Экономика басқармасы",
            department_ru="Управление экономики",
            official=scene.people[0].staff.official,
        )
        returned = ApprovalStep.objects.create(
            sheet=sheets[0],
            department_kk="Заң бөлімі",
            department_ru="Юридический отдел",
            official=scene.people[0].staff.official,
            state="returned",
            remark="Сілтемені түзету керек.",
            decided_at=NOON,
        )
        return {
            "approval": scene.memorandum,
            "sheet": sheets[0],
            "step": step,
            "returned_step": returned,
            "sheet_file": self._file(scene, "approval_sheet", str(scene.parties[0].uid)),
        }

    def _signing(self) -> dict:
        scene = self._between_the_same("signing")
        files = [
            store_bytes(f"мәтін-{n}.pdf", b"%PDF-1.7", "application/pdf", by=None, at=NOON)
            for n in ("kk", "ru")
        ]
        sheet = SigningSheet.objects.create(
            version=scene.version,
            state="sent",
            file_kk=files[0],
            file_ru=files[1],
            prepared_at=NOON,
            sent_at=NOON,
        )
        for party in scene.parties:
            PartySignature.objects.create(sheet=sheet, party=party, position=party.position)
        signed = self._between_the_same("signed", signed_at=NOON)
        return {
            "signing": scene.memorandum,
            "signed": signed.memorandum,
            "frozen": {"uid": sheet.uid, "language": "kk"},
        }

    def _in_force(self) -> dict:
        facts = {"number": 1, "year": 2026, "registered_at": NOON, "in_force_on": NOON.date()}
        scene = self._between_the_same("in_force", signed_at=NOON, **facts)
        obligation = ObligationFactory(
            memorandum=scene.memorandum, executor=scene.parties[0].organisation, position=1
        )
        stored = store_bytes("дәлел.pdf", b"%PDF-1.7", "application/pdf", by=None, at=NOON)
        progress = Progress.objects.create(
            obligation=obligation,
            text_kk="Жоба әзірленді",
            evidence=stored,
            by=scene.people[0].coordinator,
            at=NOON + DAY,
        )
        obligation.state = "reported"
        obligation.save()
        done = ObligationFactory(
            memorandum=scene.memorandum,
            executor=scene.parties[0].organisation,
            position=2,
            state="done",
            done_on=NOON.date(),
        )
        return {
            "in_force": scene.memorandum,
            "in_force_version": {"uid": scene.memorandum.uid, "number": 1},
            "in_force_file": self._file(scene, "text"),
            "obligation": obligation,
            "done_obligation": done,
            "progress": progress,
        }
