"""Writing the draft of a decision: nothing typed is lost, buttons work without JavaScript."""

import pytest

from councils.models import Decision
from tests.factories.core import DAY, NOON
from tests.factories.councils import DecisionPointFactory, OrganisationFactory

from .register import queries_of
from .steps import first_decision
from .visits import at, get, happened, post, words

pytestmark = pytest.mark.django_db
DUE = (NOON + 30 * DAY).date().isoformat()


@pytest.fixture
def draft(convened_meeting):
    return convened_meeting.items.order_by("position").first().decision


@pytest.fixture
def writing(client, secretary):
    client.force_login(secretary)
    return client


def typed(points: list[dict], *, button: str = "save", **fields) -> dict:
    """The whole form as a browser sends it."""
    data = {
        "button": button,
        "title_kk": "Көлік туралы",
        "title_ru": "О транспорте",
        "preamble_kk": "",
        "preamble_ru": "",
        "force": "advisory",
        "act": "",
        "points-TOTAL_FORMS": len(points),
        "points-INITIAL_FORMS": 0,
        **fields,
    }
    for number, point in enumerate(points):
        data[f"points-{number}-ORDER"] = number + 1
        for name, value in point.items():
            data[f"points-{number}-{name}"] = value
    return data


def texts(draft) -> list[str]:
    return list(draft.points.order_by("position").values_list("text_kk", flat=True))


# Who may write -----------------------------------------------------------------------------------
def test_draft_is_written_by_the_secretariat_alone(client, stranger, member, draft):
    client.force_login(stranger)
    assert get(client, "decision_change", draft.uid).status_code == 404

    client.force_login(member)
    assert get(client, "decision_change", draft.uid).status_code == 403
    assert post(client, "decision_change", draft.uid, data=typed([])).status_code == 403


# Saving ------------------------------------------------------------------------------------------
def test_draft_is_saved_with_its_points_in_their_order(writing, draft):
    akimat, helper = OrganisationFactory(), OrganisationFactory()
    points = [
        {"text_kk": "Бірінші", "text_ru": "Первый", "executor": akimat.pk,
         "co_executors": [helper.pk, akimat.pk], "due_on": DUE},
        {"text_kk": "Екінші"},
    ]  # fmt: skip

    page = post(writing, "decision_change", draft.uid, data=typed(points))

    draft.refresh_from_db()
    first, second = draft.points.order_by("position")
    assert "The draft is saved." in words(page)
    assert draft.title_ru == "О транспорте"
    assert (first.executor, first.due_on.isoformat()) == (akimat, DUE)
    assert list(first.co_executors.all()) == [helper]
    assert second.text_kk == "Екінші"
    assert happened("decision_changed") == 1


def test_draft_moved_by_the_browser_keeps_that_order(writing, draft):
    data = typed([{"text_kk": "А"}, {"text_kk": "Б"}])
    data["points-0-ORDER"], data["points-1-ORDER"] = 2, 1

    post(writing, "decision_change", draft.uid, data=data)

    assert texts(draft) == ["Б", "А"]


def test_draft_leaves_out_removed_and_empty_points(writing, draft):
    points = [{"text_kk": "А", "DELETE": "on"}, {"text_kk": "Б"}, {"text_kk": ""}]

    post(writing, "decision_change", draft.uid, data=typed(points))

    assert texts(draft) == ["Б"]


# What is wrong -----------------------------------------------------------------------------------
def test_draft_with_mistakes_comes_back_with_every_word(writing, draft):
    points = [{"text_kk": "", "text_ru": "Только по-русски", "due_on": DUE}]

    response = post(writing, "decision_change", draft.uid, data=typed(points, title_kk=""))

    page, text = response.content.decode(), words(response)
    assert "There is something to correct" in text
    assert "Point 1" in text
    assert "A deadline needs an executor." in text
    assert "Только по-русски" in page
    assert f'value="{DUE}"' in page
    assert happened("decision_changed") == 0


def test_binding_draft_without_an_act_is_not_saved(writing, draft):
    response = post(writing, "decision_change", draft.uid, data=typed([], force="binding"))

    assert "Name the act through which the decision binds." in words(response)
    assert Decision.objects.get(pk=draft.pk).force == "advisory"


def test_refusal_of_a_rule_stands_in_the_form(writing, closed_meeting):
    draft = closed_meeting.items.first().decision

    response = post(writing, "decision_change", draft.uid, data=typed([{"text_kk": "Жаңа"}]))

    assert "the draft decision can no longer be changed" in words(response)
    assert "Жаңа" in response.content.decode()


# Buttons without JavaScript ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("add", ["А", "Б", ""]),
        ("remove-0", ["Б"]),
        ("up-1", ["Б", "А"]),
        ("down-0", ["Б", "А"]),
        ("up-0", ["А", "Б"]),
        ("remove-9", ["А", "Б"]),
        ("nonsense", ["А", "Б"]),
    ],
)
def test_buttons_rearrange_the_form_and_save_nothing(writing, draft, button, expected):
    points = [{"text_kk": "А"}, {"text_kk": "Б"}]

    response = post(writing, "decision_change", draft.uid, data=typed(points, button=button))

    shown = [form["text_kk"].value() or "" for form in response.context["point_forms"]]
    assert shown == expected
    assert "Көлік туралы" in response.content.decode()
    assert texts(draft) == []
    assert happened("decision_changed") == 0


def test_rearranging_forgets_points_removed_by_the_browser(writing, draft):
    points = [{"text_kk": "А", "DELETE": "on"}, {"text_kk": "Б"}]

    response = post(writing, "decision_change", draft.uid, data=typed(points, button="add"))

    assert [form["text_kk"].value() for form in response.context["point_forms"]] == ["Б", None]


@pytest.mark.slow
def test_draft_asks_as_much_for_twenty_points_as_for_one(writing, draft):
    DecisionPointFactory(decision=draft, executor=OrganisationFactory())
    one = queries_of(writing, at("decision_change", draft.uid))

    for _number in range(19):
        DecisionPointFactory(decision=draft, executor=OrganisationFactory())

    assert queries_of(writing, at("decision_change", draft.uid)) == one


# Putting off -------------------------------------------------------------------------------------
def test_decision_is_put_off_with_a_reason(writing, open_meeting):
    decision = first_decision(open_meeting)

    page = post(writing, "decision_defer", decision.uid, data={"reason": "Дерек жетпейді"})

    decision.refresh_from_db()
    assert decision.state == "deferred"
    assert "Дерек жетпейді" in words(page)


def test_decision_is_not_put_off_without_a_reason(writing, open_meeting):
    decision = first_decision(open_meeting)

    page = post(writing, "decision_defer", decision.uid)

    decision.refresh_from_db()
    assert decision.state == "draft"
    assert "Say why the decision is put off." in words(page)


def test_putting_off_goes_back_inside_the_portal_only(writing, open_meeting):
    decision = first_decision(open_meeting)
    data = {"reason": "Дерек жетпейді", "next": "https://evil.example/"}

    response = post(writing, "decision_defer", decision.uid, data=data, follow=False)

    assert response.url == at("decision_detail", decision.uid)


def test_member_does_not_put_off(client, member, open_meeting):
    client.force_login(member)

    response = post(client, "decision_defer", first_decision(open_meeting).uid)

    assert response.status_code == 403


# Two people on one draft --------------------------------------------------------------------------
def test_draft_that_somebody_else_changed_is_not_overwritten_unseen(writing, draft):
    read = draft.updated_at.isoformat()
    post(writing, "decision_change", draft.uid, data=typed([{"text_kk": "Бірінші"}], seen_at=read))

    late = typed([{"text_kk": "Екінші"}], seen_at=read)
    answer = post(writing, "decision_change", draft.uid, data=late)

    assert texts(draft) == ["Бірінші"]
    assert answer.status_code == 200
    assert "Екінші" in answer.content.decode()
    assert "Somebody else changed this draft" in words(answer)


def test_draft_is_saved_over_the_other_once_it_was_seen(writing, draft):
    read = draft.updated_at.isoformat()
    post(writing, "decision_change", draft.uid, data=typed([{"text_kk": "Бірінші"}], seen_at=read))
    draft.refresh_from_db()

    seen = typed([{"text_kk": "Екінші"}], seen_at=draft.updated_at.isoformat())
    post(writing, "decision_change", draft.uid, data=seen)

    assert texts(draft) == ["Екінші"]
