"""The regulation as arithmetic, by tables and by generated values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils import rules
from councils.rules import Tally


@pytest.mark.parametrize(
    ("total", "numerator", "denominator", "needed"),
    [
        (1, 2, 3, 1),
        (2, 2, 3, 2),
        (3, 2, 3, 2),
        (4, 2, 3, 3),
        (6, 2, 3, 4),
        (7, 2, 3, 5),
        (12, 2, 3, 8),
        (25, 2, 3, 17),
        (7, 1, 2, 4),
        (8, 1, 2, 4),
        (9, 1, 1, 9),
        (0, 2, 3, 0),
    ],
)
def test_quorum_is_the_fraction_of_all_members_rounded_up(total, numerator, denominator, needed):
    assert rules.quorum_needed(total, numerator, denominator) == needed


@given(total=st.integers(0, 500), denominator=st.integers(1, 9), data=st.data())
def test_quorum_is_the_least_number_that_reaches_the_fraction(total, denominator, data):
    numerator = data.draw(st.integers(1, denominator))

    needed = rules.quorum_needed(total, numerator, denominator)

    assert needed * denominator >= total * numerator
    assert (needed - 1) * denominator < total * numerator
    assert needed <= total


@pytest.mark.parametrize(
    ("votes", "total", "base", "tie_rule", "chair", "adopted", "needed", "casting"),
    [
        # of those present: more than half must be for
        ((3, 2, 0, 0), 6, "present", "chair", "for", True, 3, False),
        ((3, 3, 0, 0), 6, "present", "rejected", "for", False, 4, False),
        ((2, 1, 1, 0), 6, "present", "chair", "for", False, 3, False),
        ((2, 0, 0, 2), 6, "present", "chair", "for", False, 3, False),
        ((0, 0, 0, 4), 6, "present", "chair", None, False, 3, False),
        ((0, 0, 4, 0), 6, "present", "chair", "abstained", False, 3, False),
        ((1, 0, 0, 0), 1, "present", "chair", "for", True, 1, False),
        # of the total number of members: who is away counts as not for
        ((3, 0, 0, 1), 6, "total", "chair", "for", False, 4, False),
        ((4, 0, 0, 0), 6, "total", "chair", "for", True, 4, False),
        ((4, 1, 0, 0), 7, "total", "rejected", "for", True, 4, False),
        # equally many for and against: the presiding person's own vote decides, either way
        ((2, 2, 0, 0), 6, "present", "chair", "for", True, 3, True),
        ((2, 2, 0, 0), 6, "present", "chair", "against", False, 3, True),
        ((2, 2, 1, 0), 6, "present", "chair", "for", True, 3, True),
        ((2, 2, 0, 0), 6, "present", "chair", "abstained", False, 3, False),
        ((2, 2, 0, 0), 6, "present", "chair", None, False, 3, False),
        ((2, 2, 0, 0), 6, "total", "chair", "for", True, 4, True),
    ],
)
def test_a_vote_is_judged_by_the_base_and_the_tie_rule_of_the_body(
    votes, total, base, tie_rule, chair, adopted, needed, casting
):
    result = rules.outcome(
        Tally(*votes), total=total, majority_base=base, tie_rule=tie_rule, chair_choice=chair
    )

    assert (result.adopted, result.needed, result.by_casting_vote) == (adopted, needed, casting)


counts = st.integers(0, 30)
tallies = st.builds(Tally, counts, counts, counts, counts)
settings_of_vote = st.fixed_dictionaries(
    {
        "majority_base": st.sampled_from(["present", "total"]),
        "tie_rule": st.sampled_from(["chair", "rejected"]),
        "chair_choice": st.sampled_from(["for", "against", "abstained", None]),
    }
)


@given(tally=tallies, absent=counts, how=settings_of_vote)
def test_nothing_is_adopted_against_more_votes_than_for(tally, absent, how):
    result = rules.outcome(tally, total=tally.present + absent, **how)

    if result.adopted:
        assert tally.votes_for >= tally.against
        assert tally.votes_for > 0


@given(tally=tallies, absent=counts, how=settings_of_vote)
def test_a_majority_of_the_total_is_never_easier_than_of_those_present(tally, absent, how):
    total = tally.present + absent
    of_total = rules.outcome(tally, total=total, **how | {"majority_base": "total"})
    of_present = rules.outcome(tally, total=total, **how | {"majority_base": "present"})

    assert of_total.needed >= of_present.needed
    assert of_present.adopted or not of_total.adopted


@given(tally=tallies, absent=counts, how=settings_of_vote)
def test_the_chair_decides_only_where_votes_are_equal(tally, absent, how):
    result = rules.outcome(tally, total=tally.present + absent, **how)

    if result.by_casting_vote:
        assert tally.votes_for == tally.against
        assert result.adopted == (how["chair_choice"] == "for")


# Numbers of organisations (domain 7.7) -----------------------------------------------------------
@pytest.mark.parametrize(
    "number",
    [
        "940140000385",
        "950341000052",
        "961141000023",
        "070941024691",
        "301240000011",
        "301240000201",  # its control digit comes from the second pass
    ],
)
def test_a_true_bin_is_accepted(number):
    assert rules.is_bin(number)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("940140000386", "wrong control digit"),
        ("061231231234", "sample of documentation, wrong"),
        ("500101100010", "an IIN: the fifth digit is below 4"),
        ("941340000385", "no thirteenth month"),
        ("940040000385", "no month zero"),
        ("94014000038", "eleven digits"),
        ("9401400003850", "thirteen digits"),
        ("94014000038a", "a letter"),
        ("９40140000385", "a digit of another script"),
        ("", "empty"),
    ],
)
def test_what_is_not_a_bin_is_refused(number, why):
    assert not rules.is_bin(number), why


@pytest.mark.parametrize(
    ("number", "digit"),
    [
        ("50010110001", 0),
        ("50010120001", 7),
        ("50010110010", 6),  # the second pass
        ("50010110011", 8),  # the second pass
        ("50010110012", None),  # ten in both passes: the number is not used
    ],
)
def test_control_digit_is_counted_in_one_or_two_passes(number, digit):
    assert rules.control_digit(number) == digit


@given(st.from_regex(r"[0-9]{2}(0[1-9]|1[0-2])[456][0-9]{6}", fullmatch=True))
def test_only_one_twelfth_digit_makes_a_bin(number):
    fitting = [digit for digit in range(10) if rules.is_bin(f"{number}{digit}")]

    assert fitting == [digit for digit in [rules.control_digit(number)] if digit is not None]


# The management model ----------------------------------------------------------------------------
def test_lacking_akimats_are_named_in_the_order_of_the_model():
    required = {"1": "Алматы", "2": "Алматы облысы", "3": "Жамбыл облысы"}

    assert rules.lacking_akimats(required, {"2"}) == ["Алматы", "Жамбыл облысы"]
    assert rules.lacking_akimats(required, {"1", "2", "3", "4"}) == []
