"""Acts on the working text and in the negotiation."""

from memoranda import permissions as may
from memoranda.reports.reading import current_version
from memoranda.services import clauses, negotiation
from memoranda.services.versions import send_version
from tests.factories.core import DAY

from .base import Base, text

STANCES = ["agrees", "agrees", "comments", "objects", "withdrawn"]


class Talking(Base):
    # The secretariat's text ---------------------------------------------------------------------
    def change_clause(self):
        clause = self.clause
        base = max(1, clause.revision - self.try_.is_stale)
        return self._of(
            clause,
            may.can_change_clause,
            clauses.change_clause,
            words=text(self.try_.word),
            base_revision=base,
        )

    def add_clause(self):
        words = text(self.try_.word)
        return self._led(clauses.add_clause, kind="clause", after=None, words=words)

    def move_clause(self):
        return self._of(
            self.clause, may.can_move_clause, clauses.move_clause, parent=None, to=self.try_.pick
        )

    def remove_clause(self):
        return self._of(self.clause, may.can_remove_clause, clauses.remove_clause)

    def restore_clause(self):
        revision = 1 if self.try_.is_stale else None
        return self._of(
            self.clause, may.can_restore_clause, clauses.restore_clause, revision=revision
        )

    def confirm_pair(self):
        return self._of(self.clause, may.can_confirm_pair, clauses.confirm_pair)

    def send_version(self):
        at = self.now["at"]
        return self._led(
            send_version, due_on=(at + 3 * DAY).date(), silence_is_consent=self.try_.word == 0
        )

    # The words of the parties -------------------------------------------------------------------
    def take_position(self):
        return self._of(
            self.clause,
            may.can_take_position,
            negotiation.take_position,
            about=self.party,
            party=self.party,
            stance=STANCES[self.try_.word],
            shown_hash=self.hash_of(self.clause),
            reason_kk=self.said,
        )

    def agree_to_all(self):
        rows = current_version(self.memorandum)
        rows = rows.clauses.select_related("clause") if rows else []
        shown = {str(row.clause.uid): self.hash_of(row.clause) for row in rows}
        return self._of(
            self.memorandum,
            may.can_take_position,
            negotiation.agree_to_all,
            about=self.party,
            party=self.party,
            shown=shown,
            with_own_reservations=True,
        )

    def make_suggestion(self):
        kind = ["change", "change", "change", "addition", "removal"][self.try_.pick % 5]
        words = text(self.try_.word)
        if self.try_.word == 1:
            words.pop("text_ru")
        return self._of(
            self.clause,
            may.can_suggest,
            negotiation.make_suggestion,
            about=self.party,
            party=self.party,
            kind=kind,
            words={} if kind == "removal" else words,
            reason_kk=self.said,
            shown_hash=self.hash_of(self.clause),
        )

    def withdraw_suggestion(self):
        return self._of(
            self.suggestion, may.can_withdraw_suggestion, negotiation.withdraw_suggestion
        )

    def answer_suggestion(self):
        return self._of(
            self.suggestion,
            may.can_answer_suggestion,
            negotiation.answer_suggestion,
            about=self.party,
            party=self.party,
            supports=self.try_.word % 2 == 0,
            reason=self.said,
        )

    def accept_suggestion(self):
        words = text(self.try_.word) if self.try_.is_stale else None
        return self._of(
            self.suggestion, may.can_accept_suggestion, negotiation.accept_suggestion, words=words
        )

    def reject_suggestion(self):
        return self._of(
            self.suggestion,
            may.can_reject_suggestion,
            negotiation.reject_suggestion,
            reason=self.said,
        )

    def merge_suggestion(self):
        one = self.suggestion
        rows = self.memorandum.suggestions.exclude(pk=one.pk) if one else None
        into = rows.filter(clause=one.clause).last() if one else None
        if into is None:
            return None
        return self._of(
            one,
            may.can_merge_suggestion,
            negotiation.merge_suggestion,
            into=into,
            words=text(self.try_.word),
        )

    def add_remark(self):
        party = may.party_of(self.user, self.memorandum)
        return self._of(
            self.clause,
            may.can_add_remark,
            negotiation.add_remark,
            about=self.memorandum,
            party=party,
            text=self.said,
        )

    def add_note(self):
        party = self.party
        return self._of(
            self.clause,
            may.can_add_note,
            negotiation.add_note,
            about=party,
            party=party,
            text=f"Ішкі {self.said}",
        )

    def close_round(self):
        """The clock comes some days later."""
        version = current_version(self.memorandum)
        if version is None:
            return None
        at = self.now["at"] + self.try_.pick * DAY
        return negotiation.close_round(version.round, by=None, at=at)
