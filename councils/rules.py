"""The regulation as arithmetic: pure functions, no Django, no database."""

from dataclasses import dataclass

BIN_WEIGHTS = (
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2),
)


def control_digit(number: str) -> int | None:
    """Give the twelfth digit that eleven digits of an IIN or BIN ask for; None if there is none."""
    for weights in BIN_WEIGHTS:
        digit = sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11
        if digit < 10:
            return digit
    return None


def is_bin(number: str) -> bool:
    """Tell whether it is a BIN: 12 digits, a month, the fifth digit 4–6, a fitting control digit
    (domain rule 50)."""
    return (
        len(number) == 12
        and number.isascii()
        and number.isdigit()
        and 1 <= int(number[2:4]) <= 12
        and number[4] in "456"
        and control_digit(number[:11]) == int(number[11])
    )


def quorum_needed(total: int, numerator: int = 2, denominator: int = 3) -> int:
    """Voting members that must be present: the fraction of the total number, rounded up
    (domain rule 11; analogue: Law No. 383-V art. 13)."""
    return -(-total * numerator // denominator)


@dataclass(frozen=True)
class Tally:
    """What was counted in one vote; `did_not_vote` are those present who gave no voice."""

    votes_for: int
    against: int
    abstained: int
    did_not_vote: int

    @property
    def present(self) -> int:
        return self.votes_for + self.against + self.abstained + self.did_not_vote


@dataclass(frozen=True)
class Outcome:
    """Whether the draft is adopted, what was needed, and whether the chair's vote decided."""

    adopted: bool
    needed: int
    by_casting_vote: bool = False


def outcome(
    tally: Tally,
    *,
    total: int,
    majority_base: str,
    tie_rule: str,
    chair_choice: str | None,
) -> Outcome:
    """Judge a vote by the body's regulation (domain rule 14: base and tie rule are settings).

    `majority_base`: "present" or "total" – of whom more than half must be for;
    `tie_rule`: "chair" – with equally many for and against, the presiding person's own vote
    decides (for → adopted), or "rejected". A chair who abstained decides nothing.
    """
    base = tally.present if majority_base == "present" else total
    needed = base // 2 + 1
    if tally.votes_for >= needed:
        return Outcome(True, needed)
    is_tie = tally.votes_for == tally.against and tally.votes_for > 0
    if is_tie and tie_rule == "chair" and chair_choice in ("for", "against"):
        return Outcome(chair_choice == "for", needed, by_casting_vote=True)
    return Outcome(False, needed)


def lacking_akimats(required: dict[str, str], taking_part: set[str]) -> list[str]:
    """Name the akimats that the management model asks for and that have no seat.

    `required` maps keys of akimats to their names. The model (founding article, 2013): a centre
    of republican significance or the capital governs together with the akimats of the adjacent
    oblasts; a centre of oblast significance with the akimats of the adjacent rayons.
    """
    return [name for key, name in required.items() if key not in taking_part]
