"""What always holds of a memorandum, whatever anybody did: judged against the database."""

import hashlib
import json

from django.db.models import F

from agglo_portal.core.models import JournalEntry
from memoranda.models import (
    ApprovalSheet,
    ApprovalStep,
    Clause,
    ClauseRevision,
    InternalNote,
    Memorandum,
    PartySignature,
    Position,
    Remark,
    SigningSheet,
    Suggestion,
    SuggestionAnswer,
    VersionClause,
)
from memoranda.reports.attempts import AGREED
from memoranda.reports.matrix import matrix_of
from memoranda.reports.reading import current_version, snapshot_of
from memoranda.rules.hashing import clause_hash

FROZEN = [*Memorandum.SENT_STATES[1:]]
SIGNED = [Memorandum.State.SIGNED, *Memorandum.PUBLIC_STATES]
WORDS = ("heading_kk", "heading_ru", "text_kk", "text_ru")
# What anybody wrote: these columns of these rows never change and never go.
WRITTEN = {
    ClauseRevision: ("clause_id", "revision", "by_id", *WORDS),
    VersionClause: ("version_id", "clause_id", "position", "number", "text_hash", *WORDS),
    Position: ("party_id", "clause_id", "stance", "text_hash", "reason_kk", "by_id"),
    Suggestion: ("party_id", "clause_id", "kind", "base_hash", "reason_kk", "by_id", *WORDS),
    SuggestionAnswer: ("suggestion_id", "party_id", "supports", "reason", "by_id"),
    Remark: ("party_id", "clause_id", "text", "by_id"),
    InternalNote: ("party_id", "clause_id", "text", "by_id"),
}


class Truths:
    """`memorandum`, `people`; `written`, `said`, `signed`: what the game saw happen so far."""

    def no_text_is_lost(self):
        for model, columns in WRITTEN.items():
            rows = {row[0]: row[1:] for row in model.objects.values_list("pk", *columns)}
            for pk, content in self.written[model].items():
                assert rows.get(pk) == content, f"{model.__name__} {pk} was touched"
            self._judge_new(model, {pk: rows[pk] for pk in rows.keys() - self.written[model]})
            self.written[model] = rows
        last = ClauseRevision.objects.filter(revision=F("clause__revision"))
        for revision in last.select_related("clause"):
            assert revision.words() == revision.clause.words()
        assert last.count() == Clause.objects.count()
        kept = {*ApprovalStep.objects.values_list("remark", flat=True)}
        kept |= {*SigningSheet.objects.values_list("reason", flat=True)}
        entries = JournalEntry.objects.values_list("facts", flat=True)
        kept |= {facts.get("remark", "") for facts in entries}
        assert set(self.said) <= kept

    def _judge_new(self, model, rows):
        """No word was put into another's mouth: the author is of the party that it names."""
        names = WRITTEN[model]
        if "party_id" not in names:
            return
        for content in rows.values():
            row = dict(zip(names, content, strict=True))
            if row["by_id"] is None:
                assert row["stance"] == "agrees"  # by silence
            elif row["party_id"] is None:
                assert row["by_id"] == self.people["secretary"].pk
            else:
                assert row["by_id"] in self._people_of(row["party_id"])

    def _people_of(self, party_id):
        party = self.memorandum.parties.get(pk=party_id)
        posts = party.organisation.posts.filter(official__user__isnull=False)
        return set(posts.values_list("official__user", flat=True))

    def no_mark_is_anothers(self):
        for one in PartySignature.objects.exclude(decided_by=None).select_related("party"):
            assert one.decided_by_id == one.party.signatory.user_id
        for step in ApprovalStep.objects.exclude(decided_by=None).select_related("official"):
            assert step.decided_by_id == step.official.user_id
        notes = set(InternalNote.objects.values_list("text", flat=True))
        told = json.dumps([*JournalEntry.objects.values_list("facts", flat=True)])
        assert not any(json.dumps(note)[1:-1] in told for note in notes)

    def no_agreement_outlives_its_words(self):
        matrix = matrix_of(self.memorandum)
        for row in matrix.rows:
            now = clause_hash(row.clause.kind, row.clause.words())
            for cell in row.cells:
                if cell.state == "agreed":
                    assert cell.position.text_hash == now
        if self.memorandum.state in FROZEN:
            assert all(cell.state == "agreed" for row in matrix.rows for cell in row.cells)

    def a_frozen_text_stands_still(self):
        if self.memorandum.state in FROZEN:
            version = current_version(self.memorandum)
            assert snapshot_of(self.memorandum).sha256 == version.sha256
            waiting = self.memorandum.suggestions.filter(state="open")
            assert not waiting.exists()

    def stages_follow_one_another(self):
        for sheet in ApprovalSheet.objects.prefetch_related("steps"):
            steps = sorted(sheet.steps.all(), key=lambda step: step.stage)
            if sheet.state == "approved":
                assert steps and all(step.state in AGREED for step in steps)
            decided = [step.stage for step in steps if step.decided_at]
            for step in steps:
                if decided and step.stage < max(decided):
                    assert step.state in AGREED

    def nobody_signed_other_bytes(self):
        for one in PartySignature.objects.exclude(sha256_kk="").select_related(
            "sheet__file_kk", "sheet__file_ru", "sheet__version"
        ):
            shown = self.signed[one.pk]
            for language, stored in (("kk", one.sheet.file_kk), ("ru", one.sheet.file_ru)):
                with stored.file.open("rb") as file:
                    on_disk = hashlib.sha256(file.read()).hexdigest()
                assert getattr(one, f"sha256_{language}") == on_disk
                assert shown[f"sha256_{language}"] == on_disk
            rows = one.sheet.version.clauses.order_by("position")
            hashes = [clause_hash(row.kind, row.words()) for row in rows]
            assert one.sheet.clause_hashes == hashes

    def nothing_is_in_force_without_every_signature(self):
        complete = SigningSheet.objects.filter(state="complete")
        ended = PartySignature.objects.filter(sheet__state__in=["refused", "cancelled"])
        assert not ended.filter(state__in=["waiting", "signed"]).exists()
        if self.memorandum.state not in SIGNED:
            assert not complete.exists()
            assert self.memorandum.signed_at is None and self.memorandum.number is None
            return
        (sheet,) = complete
        assert sheet.version == current_version(self.memorandum)
        signed = sheet.signatures.filter(state="signed").values_list("party", flat=True)
        assert set(signed) == set(self.memorandum.parties.values_list("pk", flat=True))
