"""Signing: the text is frozen once, and every party signs exactly these bytes, or nobody has."""

from .acts import refuse_signing, sign_memorandum, withdraw_signing
from .preparing import freeze_again, prepare_signing, send_for_signing
from .proofs import REAUTHENTICATED, Proof, checks_proofs_of
from .refusals import NotASignatory, NothingToSign, NotYourTurn, ProofRefused

__all__ = [
    "REAUTHENTICATED",
    "NotASignatory",
    "NotYourTurn",
    "NothingToSign",
    "Proof",
    "ProofRefused",
    "checks_proofs_of",
    "freeze_again",
    "prepare_signing",
    "refuse_signing",
    "send_for_signing",
    "sign_memorandum",
    "withdraw_signing",
]
