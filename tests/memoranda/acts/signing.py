"""Acts on approval sheets, on the signing, and after it."""

from memoranda import permissions as may
from memoranda.documents.frozen import store_frozen
from memoranda.reports.attempts import last_signing
from memoranda.services import approval, signing
from memoranda.services.drafting import cancel_memorandum
from memoranda.services.register import register_memorandum

from .base import NOT_SHOWN, Base

OUTCOMES = ["agreed", "agreed_with_remarks", "returned"]


class Signing(Base):
    # Approval -----------------------------------------------------------------------------------
    def open_approval(self):
        return self._led(approval.open_approval)

    def return_to_negotiation(self):
        return self._led(approval.return_to_negotiation, reason=self.said)

    def add_step(self):
        sheet = self.sheet
        if sheet is None:
            return None
        people = sheet.party.organisation.posts.order_by("pk")
        fields = {
            "stage": 1 + self.try_.word % 3,
            "department_kk": "Басқарма",
            "department_ru": "Управление",
            "official": people[self.try_.pick % len(people)].official,
        }
        return self._of(sheet, may.can_add_step, approval.add_step, fields=fields)

    def remove_step(self):
        step = self.step
        return step and self._of(step, may.can_remove_step, approval.remove_step, about=step.sheet)

    def decide_step(self):
        outcome = OUTCOMES[self.try_.word % 3]
        return self._of(
            self.step,
            may.can_decide_step,
            approval.decide_step,
            outcome=outcome,
            remark="" if outcome == "agreed" else self.said,
        )

    def reopen_step(self):
        step = self.step
        return step and self._of(step, may.can_reopen_step, approval.reopen_step, about=step.sheet)

    # Signing ------------------------------------------------------------------------------------
    def prepare_signing(self):
        return self._led(signing.prepare_signing)

    def freeze(self):
        """The worker comes: once, twice, or late."""
        sheet = last_signing(self.memorandum)
        if sheet is not None:
            store_frozen(sheet, at=self.now["at"])
        return sheet

    def send_for_signing(self):
        return self._led(signing.send_for_signing)

    @property
    def hashes(self):
        """Of the files that the page shows; of a page left open, those of an earlier attempt."""
        sheet = last_signing(self.memorandum)
        is_stale = self.try_.is_stale or self.try_.pick in (1, 2)
        if is_stale or sheet is None or sheet.file_kk is None:
            return self.shown.get("files", {"sha256_kk": NOT_SHOWN, "sha256_ru": NOT_SHOWN})
        return {"sha256_kk": sheet.file_kk.sha256, "sha256_ru": sheet.file_ru.sha256}

    def sign(self):
        return self._of(
            self.memorandum,
            may.can_sign_memorandum,
            signing.sign_memorandum,
            about=self.party,
            **self.hashes,
        )

    def refuse(self):
        return self._of(
            self.memorandum,
            may.can_refuse_signing,
            signing.refuse_signing,
            about=self.party,
            reason=self.said,
        )

    def withdraw_signing(self):
        return self._led(signing.withdraw_signing, reason=self.said)

    def register(self):
        return self._led(register_memorandum)

    def cancel(self):
        return self._led(cancel_memorandum, reason=self.said) if self.try_.pick == 7 else None
