"""The seam for other ways to sign: what proves a signature, and who checks the proof.

Today a signatory proves himself by password or key just before he signs: the page asks for it
(`reauthentication_required`), and the proof brings nothing more. An electronic digital signature
will bring, for each party, a detached signature over the very same frozen file – so one file
carries the signatures of all – and the evidence of its verification. To add it:

    @checks_proofs_of(PartySignature.Method.EDS)
    def check_eds(signature, proof):
        '''Verify proof.detached_kk over sheet.file_kk …; give the evidence, or raise
        ProofRefused(why=…). The certificate names the party's BIN and the role (rule 29).'''
        return {"serial": …, "checked_at": …, "ocsp": …}

and call `sign_memorandum(…, proof=Proof(PartySignature.Method.EDS, detached_kk, detached_ru))`.
Nothing else changes: hashes, order, states and the journal are the same for every method.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import StoredFile

from ...models import PartySignature
from .refusals import ProofRefused


@dataclass(frozen=True)
class Proof:
    """How a signature is proved: its method, and the detached signatures where there are any."""

    method: str
    detached_kk: StoredFile | None = None
    detached_ru: StoredFile | None = None


REAUTHENTICATED = Proof(PartySignature.Method.REAUTHENTICATION)
Check = Callable[[PartySignature, Proof], dict]
checks: dict[str, Check] = {}


def checks_proofs_of(method: str) -> Callable[[Check], Check]:
    """Name the function that verifies proofs of this method and gives the evidence to keep."""

    def register(check: Check) -> Check:
        checks[method] = check
        return check

    return register


def evidence_of(signature: PartySignature, proof: Proof) -> dict:
    """Verify the proof and give its evidence; refuses a method that nobody can check."""
    check = checks.get(proof.method)
    if check is None:
        raise ProofRefused(why=_("this way to sign is not set up."))
    return check(signature, proof)


@checks_proofs_of(PartySignature.Method.REAUTHENTICATION)
def _was_asked_again(signature: PartySignature, proof: Proof) -> dict:
    """The page let through only a person who had just confirmed who he is: nothing to add."""
    return {}
