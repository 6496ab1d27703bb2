"""The table: what each of the cast gets at each address, for an own and for a foreign record.

Columns: the cast in the order of ROLES. Words: ok (200), done (the act went through or was refused
by a rule with a message), login (sent to the login page), again (asked to log in once more), else
the status. `own` is a record of the body in which the cast sits, `foreign` of another body; None
where the address has no record.
"""

from dataclasses import dataclass, field

ROLES = [
    "anonymous", "stranger", "clerk", "observer", "member", "secretary", "chair", "administrator",
]  # fmt: skip

# Answered by libraries under their own tests; what we change of them is tested in tests/core.
ELSEWHERE = ("admin:", "account_", "mfa_", "usersessions_", "javascript-catalog")


@dataclass(frozen=True)
class Row:
    method: str
    record: str
    own: str
    foreign: str | None = None
    data: dict = field(default_factory=dict)
    is_json: bool = False


TABLE: dict[str, Row] = {}
