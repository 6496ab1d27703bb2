"""A memorandum from template to a kept promise, in the browsers of three akimats."""

import os
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from councils.models import Seat
from memoranda.models import Clause, Memorandum, Obligation, Suggestion
from tests.browser.conftest import NARROW, WIDE
from tests.factories.core import UserFactory
from tests.factories.councils import AkimatFactory, BodyFactory, seat_of
from tests.factories.memoranda import people_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
AKIMATS = [
    ("Алматы қаласының әкімдігі", "Акимат города Алматы"),
    ("Алматы облысының әкімдігі", "Акимат Алматинской области"),
    ("Қонаев қаласының әкімдігі", "Акимат города Конаева"),
]


class Cast:
    """The secretariat and the people of three akimats, each at a desk of his own."""

    def __init__(self, watch, language, size):
        self.body = BodyFactory()
        secretary = UserFactory(name="Хатшы")
        seat_of(self.body, secretary, role=Seat.Role.SECRETARY)
        self.akimats = [AkimatFactory(name_kk=kk, name_ru=ru) for kk, ru in AKIMATS]
        self.people = [people_of(akimat) for akimat in self.akimats]
        self.watch, self.language, self.size = watch, language, size
        self.office = self.desk_of("office", secretary)
        self.parties = [
            self.desk_of(f"party{n}", people.coordinator) for n, people in enumerate(self.people, 1)
        ]
        self.visitor = watch("visitor", language=language, size=size)

    def desk_of(self, name, user):
        desk = self.watch(name, language=self.language, size=self.size)
        desk.log_in(user)
        return desk


def submit(desk, button):
    """Press a button of a form, found by its words' place, and wait for the answer."""
    desk._send(desk.page.locator(button).first)


def write_draft(cast) -> Memorandum:
    """The guided start: a shipped skeleton, three parties, what fills itself in."""
    office, page = cast.office, cast.office.page
    office.open("/memoranda/create/", "create-source")
    submit(office, "button.btn-primary[value=next]")
    office.look("create-title")
    submit(office, "button.btn-primary[value=next]")
    for akimat in cast.akimats:
        submit(office, f"button[value=add-{akimat.pk}]")
    office.look("create-parties")
    submit(office, "button.btn-primary[value=next]")
    for field in page.locator("form.formed input[type=text], form.formed textarea").all():
        if not field.input_value():
            field.fill("Алматы, Абай 1")
    office.look("create-values")
    submit(office, "button.btn-primary[value=next]")
    memorandum = Memorandum.objects.get()
    for party, people in zip(memorandum.parties.in_order(), cast.people, strict=True):
        party.coordinator = people.coordinator.official
        party.signatory = people.head.official
        party.signatory_post_kk, party.signatory_post_ru = "әкім", "аким"
        party.signatory_name_kk = party.signatory_name_ru = "А. Әкім"
        party.save()
    return memorandum


def send(cast, memorandum, title):
    cast.office.open(f"/memoranda/{memorandum.uid}/send/", title)
    day = timezone.localdate() + timedelta(days=10)
    cast.office.page.locator("[name=due_on]").fill(day.isoformat())
    cast.office.act("/send/")
    memorandum.refresh_from_db()


def agree_to_the_rest(desk, memorandum):
    desk.goto(f"/memoranda/{memorandum.uid}/matrix/")
    desk.act("/agree/", button="button.btn-primary")


def suggest(desk, clause, words_kk, words_ru):
    desk.goto(f"/memoranda/clauses/{clause.uid}/suggest/")
    desk.page.locator("[name=text_kk]").fill(words_kk)
    desk.page.locator("[name=text_ru]").fill(words_ru)
    desk.page.locator("[name=reason_ru]").fill("Так точнее.")
    desk.look("suggest")
    desk.act("/suggest/", button="button[data-main]")


# Two forms in the suite; ALL_JOURNEYS=1 walks through all four.
FORMS = [("kk", NARROW), ("ru", WIDE)]
if os.environ.get("ALL_JOURNEYS"):
    FORMS += [("kk", WIDE), ("ru", NARROW)]


@pytest.mark.parametrize(
    ("language", "size"), FORMS, ids=[f"{lang}-{size['width']}" for lang, size in FORMS]
)
def test_three_akimats_bring_a_memorandum_into_force_and_keep_its_promise(
    watch, do_ordered_work, language, size
):
    cast = Cast(watch, language, size)
    office, (first, second, third) = cast.office, cast.parties

    # A draft from the template, sent to three parties.
    memorandum = write_draft(cast)
    address = f"/memoranda/{memorandum.uid}"
    office.open(f"{address}/draft/", "draft")
    assert third.context.request.get(f"/{language}{address}/").status == 404
    send(cast, memorandum, "send-first")
    do_ordered_work(at=timezone.now())
    do_ordered_work(at=timezone.now())
    assert {people.coordinator.email for people in cast.people} <= {m.to[0] for m in mail.outbox}

    # The first round: two suggestions to one clause, an objection, the rest is agreed.
    clause = Clause.objects.filter(memorandum=memorandum, kind="clause").order_by("pk").first()
    third_clause = Clause.objects.filter(memorandum=memorandum, kind="clause").order_by("pk")[3]
    clause_page = f"{address}/clauses/{clause.uid}/"
    first.open(f"{address}/", "party-first-look")
    suggest(first, clause, f"{clause.text_kk} Бірлесіп.", f"{clause.text_ru} Совместно.")
    suggest(second, clause, f"Келісе отырып. {clause.text_kk}", f"По согласию. {clause.text_ru}")
    second.open(clause_page, "party-suggestions")
    third.goto(f"{address}/clauses/{third_clause.uid}/")
    third.page.locator("#ask-objects > summary").click()
    third.page.locator("#objects-ru").fill("Нужно согласование маслихата.")
    third.look("party-objecting")
    submit(third, "#ask-objects button.btn-danger")
    for desk in cast.parties:
        agree_to_the_rest(desk, memorandum)
    office.open(f"{address}/matrix/", "matrix")

    # The secretariat merges the two, answers the objection by new words, sends again.
    one, other = Suggestion.objects.order_by("number")
    office.goto(f"/memoranda/suggestions/{other.uid}/merge/?into={one.uid}")
    office.page.locator("[name=text_kk]").fill(f"Келісе отырып. {clause.text_kk} Бірлесіп.")
    office.page.locator("[name=text_ru]").fill(f"По согласию. {clause.text_ru} Совместно.")
    office.look("merge")
    office.act("/merge/", button="button[data-main]")
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"accepted", "merged"}
    office.open(f"/memoranda/clauses/{third_clause.uid}/change/", "clause-change")
    office.page.locator("[name=text_kk]").fill(f"{third_clause.text_kk} Мәслихат келіседі.")
    office.page.locator("[name=text_ru]").fill(f"{third_clause.text_ru} Маслихат согласует.")
    submit(office, "form[action$='/change/'] button.btn-primary")
    send(cast, memorandum, "send-second")
    assert memorandum.version_number == 2
    first.open(f"{address}/comparison/?from=1&to=2", "comparison")

    # The second round: the objection is taken back, all agree.
    third.goto(f"{address}/clauses/{third_clause.uid}/")
    submit(third, "form[action$='/position/']:has([value=agrees]) button")
    for desk in cast.parties:
        agree_to_the_rest(desk, memorandum)
    office.open(f"{address}/approval/", "all-agreed")
    office.act("/approval/open/")
    memorandum.refresh_from_db()
    assert memorandum.state == "approval"

    # Approval inside each akimat, then the text is frozen.
    for desk, people in zip(cast.parties, cast.people, strict=True):
        desk.open(f"{address}/approval/", "approval-empty")
        desk.page.locator("[name$=department_kk]").fill("Экономика басқармасы")
        desk.page.locator("[name$=department_ru]").fill("Управление экономики")
        desk.page.locator("[name$=official]").select_option(str(people.staff.official.pk))
        desk.act("/steps/create/", button="button.btn-primary")
        desk.look("approval")
        approver = cast.desk_of(f"approver-{desk.name}", people.staff)
        approver.open(f"{address}/approval/", "approving")
        approver.page.locator("[name=outcome][value=agreed]").check()
        approver.act("/decide/", button="button.btn-primary")
    office.goto(f"{address}/approval/")
    office.act("/signing/prepare/")
    do_ordered_work(at=timezone.now())
    do_ordered_work(at=timezone.now())
    office.open(f"{address}/signing/", "frozen")
    office.act("/signing/send/")

    # Three signatures on the same bytes; registered; in force for anyone to read.
    for number, people in enumerate(cast.people, 1):
        signer = cast.desk_of(f"signer{number}", people.head)
        signer.open(f"{address}/signing/", "signing")
        signer.act("/signing/sign/")
    memorandum.refresh_from_db()
    assert memorandum.state == "signed"
    office.open(f"{address}/signing/", "signed-by-all")
    office.act("/register/")
    memorandum.refresh_from_db()
    assert (memorandum.state, memorandum.number) == ("in_force", 1)
    do_ordered_work(at=timezone.now())
    do_ordered_work(at=timezone.now())
    cast.visitor.open("/memoranda/", "register")
    cast.visitor.open(f"{address}/", "public")
    answer = cast.visitor.context.request.get(f"/api/v1/memoranda/{memorandum.uid}/").json()
    assert answer["state"] == "in_force"

    # A promise: written down, reported by its executor, accepted.
    office.goto(f"{address}/obligations/create/")
    office.page.locator("[name=text_kk]").fill("Бірыңғай маршруттық желіні бекіту")
    office.page.locator("[name=text_ru]").fill("Утвердить единую маршрутную сеть")
    office.page.locator("[name=executor]").select_option(str(cast.akimats[0].pk))
    office.page.locator("[name=due_on]").fill(
        (timezone.localdate() + timedelta(days=90)).isoformat()
    )
    office.look("obligation-create")
    submit(office, "form[method=post] button.btn-primary[type=submit]")
    obligation = Obligation.objects.get()
    first.goto(f"/obligations/{obligation.uid}/report/")
    first.page.locator("[name=text_kk]").fill("Желі бекітілді.")
    first.page.locator("[name=percent]").fill("100")
    first.page.locator("[name=is_final]").check()
    first.look("progress")
    submit(first, "form[method=post] button.btn-primary[type=submit]")
    office.open(f"/obligations/{obligation.uid}/", "obligation-reported")
    office.act("/accept/")
    obligation.refresh_from_db()
    assert obligation.state == "done"
    cast.visitor.open("/obligations/", "obligations")
