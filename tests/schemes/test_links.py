"""Decisions and agenda items tied to places and measures: services, pages, panels, the way back."""

import pytest
from django.utils import timezone, translation

from agglo_portal.core.models import JournalEntry
from schemes.models import DecisionLink
from schemes.reports.links import concerned_by, links_of_lineages, links_of_measures
from schemes.services.links import AlreadyLinked, LinkGone, link_decision, unlink_decision
from tests.councils.register import published_meeting, queries_of
from tests.councils.visits import words
from tests.factories.core import DAY, NOON, UserFactory
from tests.factories.councils import ActFactory, make_meeting
from tests.factories.schemes import FeatureFactory, MeasureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(scene):
    return published_meeting(scene.scheme.body)


@pytest.fixture
def decision(meeting):
    return meeting.items.get().decision


def page(decision, language="en"):
    return f"/{language}/decisions/{decision.uid}/"


def test_a_link_is_written_once_with_its_line_in_the_journal(scene, decision):
    link = link_decision(decision, to=scene.old, by=scene.secretary, at=NOON)

    assert (link.scheme, link.lineage, link.measure) == (scene.scheme, scene.old.lineage, None)
    entry = JournalEntry.objects.get(event="decision_linked")
    assert (entry.record_id, entry.by, entry.at) == (decision.pk, scene.secretary, NOON)
    assert entry.facts["what_kk"] == scene.old.name_kk


def test_the_same_object_of_another_edition_is_linked_already(scene, decision):
    link_decision(decision, to=scene.old, by=scene.secretary, at=NOON)

    with pytest.raises(AlreadyLinked, match=str(scene.now)):
        link_decision(decision, to=scene.now, by=scene.secretary, at=NOON)

    assert DecisionLink.objects.count() == 1


def test_an_item_and_a_measure_are_linked_too(scene, meeting):
    measure = MeasureFactory(plan__state="approved", plan__act=ActFactory())
    item = meeting.items.get()

    link = link_decision(item, to=measure, by=scene.secretary, at=NOON)

    assert (link.item, link.decision, link.measure) == (item, None, measure)
    assert links_of_measures(scene.secretary, [measure])[measure.pk][0].about == item


def test_a_link_is_taken_back_once(scene, decision):
    link = link_decision(decision, to=scene.old, by=scene.secretary, at=NOON)

    unlink_decision(link, by=scene.secretary, at=NOON + DAY)

    assert not DecisionLink.objects.exists()
    assert JournalEntry.objects.get(event="decision_unlinked").facts["what_ru"] == scene.old.name_ru
    link.pk = 0
    with pytest.raises(LinkGone):
        unlink_decision(link, by=scene.secretary, at=NOON)


def test_the_public_sees_the_object_of_the_published_edition(client, scene, decision):
    link_decision(decision, to=scene.now, by=scene.secretary, at=NOON)
    link_decision(decision, to=scene.new, by=scene.secretary, at=NOON)

    answer = client.get(page(decision))

    (panel,) = [one for one in answer.context["panels"] if "concerned" in one.facts]
    assert [one.feature for one in panel.facts["concerned"].places] == [scene.old]
    assert 'class="sketch__map"' in answer.content.decode()
    assert scene.new.name_kk not in answer.content.decode()
    assert not panel.facts["can_link"]


def test_the_body_sees_what_stands_in_the_draft_alone(client, scene, decision):
    link_decision(decision, to=scene.new, by=scene.secretary, at=NOON)
    client.force_login(scene.member)

    text = words(client.get(page(decision, "kk")))

    assert scene.new.name_kk in text


def test_a_page_without_links_says_nothing_to_those_who_cannot_add(client, scene, decision):
    assert "h-places" not in client.get(page(decision)).content.decode()

    client.force_login(scene.secretary)
    assert "/schemes/links/decision/" in client.get(page(decision)).content.decode()


def test_the_page_asks_the_same_for_many_places(client, scene, decision):
    measure = MeasureFactory(plan__state="approved", plan__act=ActFactory())
    link_decision(decision, to=scene.old, by=scene.secretary, at=NOON)
    link_decision(decision, to=measure, by=scene.secretary, at=NOON)
    client.force_login(scene.secretary)
    of_one = queries_of(client, page(decision))
    for _number in range(4):
        more = FeatureFactory(edition=scene.draft, layer=scene.zones)
        link_decision(decision, to=more, by=scene.secretary, at=NOON)
        link_decision(
            decision,
            to=MeasureFactory(plan__state="approved", plan__act=ActFactory()),
            by=scene.secretary,
            at=NOON,
        )

    assert queries_of(client, page(decision)) == of_one


def test_the_page_of_an_item_shows_its_places(client, scene, meeting):
    item = meeting.items.get()
    link_decision(item, to=scene.old, by=scene.secretary, at=NOON)

    assert scene.old.name_kk in words(client.get(f"/kk/items/{item.uid}/"))


def test_the_page_of_an_item_shows_once_what_its_decision_names_too(scene, meeting, decision):
    item = meeting.items.get()
    measure = MeasureFactory(plan__state="approved", plan__act=ActFactory())
    for about in (item, decision):
        link_decision(about, to=scene.old, by=scene.secretary, at=NOON)
    link_decision(decision, to=measure, by=scene.secretary, at=NOON)

    concerned = concerned_by(UserFactory(), item, with_decision=True)

    assert [one.feature for one in concerned.places] == [scene.old]
    assert [one.measure for one in concerned.measures] == [measure]
    assert not concerned_by(UserFactory(), item).measures


def test_the_way_back_hides_what_the_person_may_not_read(
    scene, decision, django_assert_num_queries
):
    draft = make_meeting(scene.scheme.body, state="draft", starts_at=timezone.now() + DAY)
    link_decision(decision, to=scene.old, by=scene.secretary, at=NOON)
    link_decision(draft.items.first(), to=scene.old, by=scene.secretary, at=NOON)

    seen = links_of_lineages(UserFactory(), scene.scheme, [scene.old.lineage])
    by_secretary = links_of_lineages(scene.secretary, scene.scheme, [scene.old.lineage])

    assert [one.about for one in seen[scene.old.lineage]] == [decision]
    assert len(by_secretary[scene.old.lineage]) == 2
    with django_assert_num_queries(1):
        links_of_lineages(scene.secretary, scene.scheme, [scene.old.lineage, scene.new.lineage])


def test_only_the_secretariat_of_the_body_links(client, scene, decision):
    address = f"/en/schemes/links/decision/{decision.uid}/create/"

    assert client.get(address).status_code == 302
    for user, status in ((scene.outsider, 403), (scene.member, 403), (scene.secretary, 200)):
        client.force_login(user)
        assert client.get(address).status_code == status


def test_the_secretary_finds_links_and_removes(client, scene, decision):
    measure = MeasureFactory(number="7.3", plan__state="approved", plan__act=ActFactory())
    address = f"/kk/schemes/links/decision/{decision.uid}/create/"
    client.force_login(scene.secretary)

    found = client.get(address, {"q": scene.old.key}).context["found"]
    assert found.features == [scene.old]
    assert client.get(address, {"q": "7.3"}).context["found"].measures == [measure]
    client.post(address, {"feature": scene.old.uid})
    client.post(address, {"measure": measure.uid})
    concerned = concerned_by(scene.secretary, decision)
    assert (len(concerned.places), len(concerned.measures)) == (1, 1)
    assert client.get(address, {"q": scene.old.key}).context["found"].features == []

    for link in DecisionLink.objects.all():
        client.post(f"/kk/schemes/links/{link.uid}/remove/")
    assert not concerned_by(scene.secretary, decision)


def test_what_cannot_be_seen_cannot_be_linked(client, scene, decision):
    client.force_login(scene.secretary)
    hidden = FeatureFactory()
    address = f"/kk/schemes/links/decision/{decision.uid}/create/"

    assert client.post(address, {"feature": hidden.uid}).status_code == 404
    assert client.post(address, {"feature": "'; drop"}).status_code == 404
    assert client.post(address, {}).status_code == 404
    assert client.get(address.replace("/decision/", "/memorandum/")).status_code == 404
    assert not DecisionLink.objects.exists()


def test_the_page_of_a_measure_names_the_decisions_about_it(client, scene, decision):
    measure = MeasureFactory(plan__state="approved", plan__act=ActFactory())
    link_decision(decision, to=measure, by=scene.secretary, at=NOON)

    with translation.override("kk"):
        text = words(client.get(measure.get_absolute_url()))

    assert decision.title_kk in text
