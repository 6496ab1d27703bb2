"""Who may do what: can_<act>(user, record) answers for the person, the service for the state.

Rights come from seats valid today. A superuser keeps the registries and sees everything, but does
not act in a sitting: he is not the secretariat.
"""

from django.utils import timezone

from agglo_portal.core.models import User

from .models import (
    AgendaItem,
    Assignment,
    Body,
    Decision,
    Material,
    Meeting,
    Minutes,
    Participant,
    Poll,
    Post,
    Seat,
    Signature,
)
from .reports import participant_of

SECRETARIAT = {Seat.Role.SECRETARY, Seat.Role.SECRETARIAT}


def roles_in(user: User, body: Body) -> set[str]:
    """Give the person's roles in the body today; one query for all bodies, kept on the user."""
    return _roles(user).get(body.pk, set())


def _roles(user: User) -> dict[int, set[str]]:
    if not user.is_authenticated:
        return {}
    if not hasattr(user, "_roles_by_body"):
        roles: dict[int, set[str]] = {}
        seats = Seat.objects.of_user(user).valid_on(timezone.localdate())
        for body_id, role in seats.values_list("body_id", "role"):
            roles.setdefault(body_id, set()).add(role)
        user._roles_by_body = roles
    return user._roles_by_body


def bodies_led_by(user: User) -> set[int]:
    """Give the ids of the bodies of whose secretariat the person is today."""
    return {body_id for body_id, roles in _roles(user).items() if roles & SECRETARIAT}


def posts_of(user: User) -> dict[int, set[str]]:
    """Give the kinds of the person's posts today by organisation; one query, kept on the user."""
    if not user.is_authenticated:
        return {}
    if not hasattr(user, "_posts_by_organisation"):
        posts: dict[int, set[str]] = {}
        held = Post.objects.filter(official__user=user).valid_on(timezone.localdate())
        for organisation, kind in held.values_list("organisation_id", "kind"):
            posts.setdefault(organisation, set()).add(kind)
        user._posts_by_organisation = posts
    return user._posts_by_organisation


def needs_two_factor(user: User) -> bool:
    """Whether the person works in a secretariat today: he enters by two factors."""
    return bool(bodies_led_by(user))


def is_secretariat(user: User, body: Body) -> bool:
    return bool(roles_in(user, body) & SECRETARIAT)


def is_chair(user: User, body: Body) -> bool:
    return Seat.Role.CHAIR in roles_in(user, body)


def is_member(user: User, body: Body) -> bool:
    """Whether the person has any seat in the body today: a member, an observer, the secretariat."""
    return bool(roles_in(user, body))


def is_presiding(user: User, meeting: Meeting) -> bool:
    participant = participant_of(user, meeting)
    return participant is not None and participant.is_presiding


def leads(user: User, meeting: Meeting) -> bool:
    """Whether the person leads the sitting: the secretariat, the chair, or who presides today."""
    return (
        is_secretariat(user, meeting.body)
        or is_chair(user, meeting.body)
        or is_presiding(user, meeting)
    )


# Bodies -------------------------------------------------------------------------------------------
def can_activate_body(user: User, body: Body) -> bool:
    return user.is_superuser or is_secretariat(user, body)


def can_dissolve_body(user: User, body: Body) -> bool:
    return user.is_superuser or is_secretariat(user, body)


# Meetings -----------------------------------------------------------------------------------------
def can_plan_meeting(user: User, body: Body) -> bool:
    return is_secretariat(user, body)


def can_change_meeting(user: User, meeting: Meeting) -> bool:
    return is_secretariat(user, meeting.body)


def can_convene_meeting(user: User, meeting: Meeting) -> bool:
    return is_secretariat(user, meeting.body)


def can_cancel_meeting(user: User, meeting: Meeting) -> bool:
    return is_secretariat(user, meeting.body)


def can_open_meeting(user: User, meeting: Meeting) -> bool:
    return leads(user, meeting)


def can_mark_not_held(user: User, meeting: Meeting) -> bool:
    return leads(user, meeting)


def can_close_meeting(user: User, meeting: Meeting) -> bool:
    return leads(user, meeting)


def can_publish_meeting(user: User, meeting: Meeting) -> bool:
    return is_secretariat(user, meeting.body)


# The agenda ---------------------------------------------------------------------------------------
def can_change_agenda(user: User, meeting: Meeting) -> bool:
    return is_secretariat(user, meeting.body)


def can_attach_material(user: User, item: AgendaItem) -> bool:
    return is_secretariat(user, item.meeting.body)


def can_remove_material(user: User, material: Material) -> bool:
    return is_secretariat(user, material.item.meeting.body)


def can_download_material(user: User, material: Material) -> bool:
    """A public paper of a published meeting: anyone; the rest: who sits in the body or was called,
    and before convening only the secretariat and the chair."""
    meeting = material.item.meeting
    if material.is_public and meeting.state == Meeting.State.PUBLISHED:
        return True
    if user.is_superuser or is_secretariat(user, meeting.body) or is_chair(user, meeting.body):
        return True
    if meeting.state == Meeting.State.DRAFT:
        return False
    return is_member(user, meeting.body) or participant_of(user, meeting) is not None


def can_start_item(user: User, item: AgendaItem) -> bool:
    return leads(user, item.meeting)


def can_finish_item(user: User, item: AgendaItem) -> bool:
    return leads(user, item.meeting)


def can_take_off_item(user: User, item: AgendaItem) -> bool:
    return leads(user, item.meeting)


# Attendance ---------------------------------------------------------------------------------------
def can_respond(user: User, participant: Participant) -> bool:
    return is_own(user, participant)


def can_mark_attendance(user: User, meeting: Meeting) -> bool:
    return is_secretariat(user, meeting.body)


def can_preside(user: User, participant: Participant) -> bool:
    """Whether the person may say that this participant presides."""
    return is_secretariat(user, participant.meeting.body)


def is_own(user: User, participant: Participant) -> bool:
    return (
        user.is_authenticated
        and participant.official is not None
        and participant.official.user_id == user.pk
    )


# Votes --------------------------------------------------------------------------------------------
def can_open_poll(user: User, decision: Decision) -> bool:
    return _conducts_votes(user, decision.item.meeting)


def can_close_poll(user: User, poll: Poll) -> bool:
    return _conducts_votes(user, poll.decision.item.meeting)


def can_annul_poll(user: User, poll: Poll) -> bool:
    return _conducts_votes(user, poll.decision.item.meeting)


def can_cast_vote(user: User, poll: Poll) -> bool:
    participant = participant_of(user, poll.decision.item.meeting)
    return participant is not None and participant.is_voting


def can_enter_vote(user: User, poll: Poll) -> bool:
    return is_secretariat(user, poll.decision.body)


def _conducts_votes(user: User, meeting: Meeting) -> bool:
    return is_secretariat(user, meeting.body) or is_presiding(user, meeting)


# Decisions ----------------------------------------------------------------------------------------
def can_change_draft(user: User, decision: Decision) -> bool:
    return is_secretariat(user, decision.body)


def can_defer_decision(user: User, decision: Decision) -> bool:
    return _conducts_votes(user, decision.item.meeting)


def can_complete_assignment(user: User, assignment: Assignment) -> bool:
    return is_secretariat(user, assignment.point.decision.body)


def can_reopen_assignment(user: User, assignment: Assignment) -> bool:
    return is_secretariat(user, assignment.point.decision.body)


# Minutes ------------------------------------------------------------------------------------------
def can_read_minutes(user: User, minutes: Minutes) -> bool:
    """Who sits in the body or was called; anyone once the meeting is published."""
    meeting = minutes.meeting
    return (
        meeting.state == Meeting.State.PUBLISHED
        or user.is_superuser
        or is_member(user, meeting.body)
        or participant_of(user, meeting) is not None
    )


def can_change_minutes(user: User, minutes: Minutes) -> bool:
    return is_secretariat(user, minutes.meeting.body)


def can_render_minutes(user: User, minutes: Minutes) -> bool:
    return is_secretariat(user, minutes.meeting.body)


def can_prepare_minutes(user: User, minutes: Minutes) -> bool:
    return is_secretariat(user, minutes.meeting.body)


def can_send_minutes(user: User, minutes: Minutes) -> bool:
    return is_secretariat(user, minutes.meeting.body)


def can_withdraw_minutes(user: User, minutes: Minutes) -> bool:
    return is_secretariat(user, minutes.meeting.body)


def can_revise_minutes(user: User, minutes: Minutes) -> bool:
    return is_secretariat(user, minutes.meeting.body)


def can_sign_minutes(user: User, minutes: Minutes) -> bool:
    return signature_waiting_for(user, minutes) is not None


def can_refuse_signature(user: User, minutes: Minutes) -> bool:
    return signature_waiting_for(user, minutes) is not None


def signature_waiting_for(user: User, minutes: Minutes) -> Signature | None:
    """Give the signature on this version that waits for this person, if there is one."""
    if not user.is_authenticated:
        return None
    return minutes.signatures.filter(
        version=minutes.version,
        state=Signature.State.WAITING,
        participant__official__user=user,
    ).first()
