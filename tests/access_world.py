"""The records that the access table speaks of: one council of the cast, one foreign council."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from agglo_portal.core.files import store_bytes
from agglo_portal.core.models import ApiToken
from councils.models import AgendaItem, Decision, MinutesFile, Post, Seat, Signature
from tests.factories.core import DAY, NOON, UserFactory
from tests.factories.councils import (
    AkimatFactory,
    AssignmentFactory,
    DecisionPointFactory,
    MaterialFactory,
    MinutesFactory,
    OfficialFactory,
    OrganisationFactory,
    PollFactory,
    PostFactory,
    current_item,
    make_council,
    make_meeting,
    seat_of,
)


class World:
    """Two councils with the same records: the cast sits in the first, nobody in the second."""

    def __init__(self, media):
        self.media = settings.MEDIA_ROOT = media
        self.users = {
            role: UserFactory(email=f"{role}@access.example", name=role)
            for role in ("stranger", "clerk", "observer", "member", "secretary", "chair")
        }
        self.users["administrator"] = UserFactory(
            email="administrator@access.example", is_staff=True, is_superuser=True
        )
        PostFactory(
            official=OfficialFactory(user=self.users["clerk"]),
            organisation=AkimatFactory(),
            kind=Post.Kind.COORDINATOR,
        )
        own = make_council(voting=4)
        own.seats.filter(role__in=[Seat.Role.CHAIR, Seat.Role.SECRETARY]).delete()
        seat_of(own, self.users["chair"], role=Seat.Role.CHAIR)
        seat_of(own, self.users["member"])
        seat_of(own, self.users["secretary"], role=Seat.Role.SECRETARY, is_voting=False)
        seat_of(own, self.users["observer"], role=Seat.Role.OBSERVER, is_voting=False)
        self.records = {"own": records_of(own), "foreign": records_of(make_council(voting=4))}
        for whose, role in (("own", "secretary"), ("foreign", "administrator")):
            token, _key = ApiToken.objects.create(self.users[role], name="тест")
            self.records[whose]["token"] = token

    def data(self, data: dict, whose: str) -> dict:
        """Fill in the records that the input names: "@participant" is its number."""
        return {
            name: self.records[whose][value[1:]].pk if value.startswith("@") else value
            for name, value in data.items()
        }

    def address(self, name: str, record: str, whose: str) -> str:
        with translation.override("kk"):
            if not record:
                return reverse(name)
            key, _, field = record.partition(".")
            value = getattr(self.records[whose][key], field or "uid")
            return reverse(name, kwargs={field or "uid": value})


def records_of(body) -> dict:
    """A meeting of the body in each state, and what belongs to it."""
    draft = make_meeting(body, items=2)
    convened = make_meeting(body, state="convened", items=1)
    sitting = make_meeting(body, state="open", present=5, items=2)
    item = current_item(sitting)
    poll = PollFactory(decision=item.decision)
    waiting_item = sitting.items.filter(state=AgendaItem.State.WAITING).first()
    closed = make_meeting(body, state="closed", present=5)
    minutes = MinutesFactory(meeting=closed)
    signing = make_meeting(body, state="closed", present=5)
    to_sign = MinutesFactory(meeting=signing, state="sent", prepared_at=NOON, sent_at=NOON)
    for participant in signing.participants.filter(role__in=["chair", "secretary"]):
        Signature.objects.create(
            minutes=to_sign, version=1, participant=participant, position=participant.position
        )
    signed = make_meeting(body, state="minutes_signed", present=5)
    MinutesFactory(
        meeting=signed, state="complete", prepared_at=NOON, sent_at=NOON, completed_at=NOON
    )
    published = make_meeting(body, state="published", present=5)
    decision = Decision.objects.get(item__meeting=published)
    point = DecisionPointFactory(decision=decision, executor=OrganisationFactory())
    assignment = AssignmentFactory(point=point, executor=point.executor)
    Decision.objects.filter(pk=decision.pk).update(
        state=Decision.State.ADOPTED,
        year=published.year,
        number=1,
        registered_at=NOON,
        sealed_at=NOON + DAY,
        published_at=NOON + DAY,
    )
    return {
        "body": body,
        "draft": draft,
        "draft_item": draft.items.first(),
        "draft_decision": draft.items.first().decision,
        "draft_material": MaterialFactory(item=draft.items.first()),
        "convened": convened,
        "sitting": sitting,
        "item": item,
        "waiting_item": waiting_item,
        "waiting_decision": waiting_item.decision,
        "participant": sitting.participants.filter(is_voting=True).last(),
        "poll": poll,
        "closed": closed,
        "minutes": minutes,
        "file": file_of(minutes),
        "organisation": OrganisationFactory(),
        "signing": signing,
        "signed": signed,
        "published": published,
        "public_item": published.items.first(),
        "decision": decision,
        "assignment": assignment,
    }


def file_of(minutes) -> MinutesFile:
    """A rendered file of minutes that are not public yet."""
    stored = store_bytes("хаттама.pdf", b"%PDF-1.7", "application/pdf", by=None, at=NOON)
    return MinutesFile.objects.create(
        minutes=minutes, version=1, language="kk", format="pdf", stored=stored
    )
