"""Pages of the councils: URL, view and template share the name."""

from django.urls import path

from .views import (
    agenda,
    bodies,
    decisions,
    desk,
    drafts,
    meeting_acts,
    meetings,
    minutes,
    polls,
    sitting,
)

app_name = "councils"
urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("bodies/", bodies.body_list, name="body_list"),
    path("bodies/<uuid:uid>/", bodies.body_detail, name="body_detail"),
    path("bodies/<uuid:uid>/activate/", bodies.body_activate, name="body_activate"),
    # Meetings: before and after
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("meetings/create/", meeting_acts.meeting_create, name="meeting_create"),
    path("meetings/<uuid:uid>/", meetings.meeting_detail, name="meeting_detail"),
    path(
        "meetings/<uuid:uid>/calendar.ics",
        meetings.meeting_calendar,
        name="meeting_calendar",
    ),
    path(
        "meetings/<uuid:uid>/change/",
        meeting_acts.meeting_change,
        name="meeting_change",
    ),
    path(
        "meetings/<uuid:uid>/convene/",
        meeting_acts.meeting_convene,
        name="meeting_convene",
    ),
    path(
        "meetings/<uuid:uid>/cancel/",
        meeting_acts.meeting_cancel,
        name="meeting_cancel",
    ),
    path("meetings/<uuid:uid>/respond/", meetings.meeting_respond, name="meeting_respond"),
    path("meetings/<uuid:uid>/publish/", meetings.meeting_publish, name="meeting_publish"),
    # The agenda builder
    path("meetings/<uuid:uid>/agenda/", agenda.agenda_detail, name="agenda_detail"),
    path(
        "meetings/<uuid:uid>/agenda/items/create/",
        agenda.item_create,
        name="item_create",
    ),
    path("items/<uuid:uid>/", agenda.item_detail, name="item_detail"),
    path("items/<uuid:uid>/change/", agenda.item_change, name="item_change"),
    path("items/<uuid:uid>/move/", agenda.item_move, name="item_move"),
    path("items/<uuid:uid>/remove/", agenda.item_remove, name="item_remove"),
    path(
        "items/<uuid:uid>/materials/create/",
        agenda.material_create,
        name="material_create",
    ),
    path("materials/<uuid:uid>/", agenda.material_download, name="material_download"),
    path("materials/<uuid:uid>/remove/", agenda.material_remove, name="material_remove"),
    # The sitting: the secretary's console and the member's page
    path("meetings/<uuid:uid>/console/", sitting.meeting_console, name="meeting_console"),
    path("meetings/<uuid:uid>/sitting/", sitting.meeting_sitting, name="meeting_sitting"),
    path("meetings/<uuid:uid>/open/", sitting.meeting_open, name="meeting_open"),
    path("meetings/<uuid:uid>/close/", sitting.meeting_close, name="meeting_close"),
    path(
        "meetings/<uuid:uid>/not-held/",
        sitting.meeting_not_held,
        name="meeting_not_held",
    ),
    path("items/<uuid:uid>/start/", sitting.item_start, name="item_start"),
    path("items/<uuid:uid>/finish/", sitting.item_finish, name="item_finish"),
    path("items/<uuid:uid>/take-off/", sitting.item_take_off, name="item_take_off"),
    path(
        "participants/<int:pk>/arrive/",
        sitting.participant_arrive,
        name="participant_arrive",
    ),
    path(
        "participants/<int:pk>/leave/",
        sitting.participant_leave,
        name="participant_leave",
    ),
    path(
        "participants/<int:pk>/preside/",
        sitting.participant_preside,
        name="participant_preside",
    ),
    path("decisions/<uuid:uid>/resume/", sitting.decision_resume, name="decision_resume"),
    path("decisions/<uuid:uid>/polls/open/", polls.poll_open, name="poll_open"),
    path("polls/<uuid:uid>/vote/", polls.poll_vote, name="poll_vote"),
    path("polls/<uuid:uid>/enter/", polls.poll_enter, name="poll_enter"),
    path("polls/<uuid:uid>/close/", polls.poll_close, name="poll_close"),
    path("polls/<uuid:uid>/annul/", polls.poll_annul, name="poll_annul"),
    # Decisions
    path("decisions/", decisions.decision_list, name="decision_list"),
    path("decisions/export.csv", decisions.decision_export, name="decision_export"),
    path("decisions/feed.atom", decisions.decision_feed, name="decision_feed"),
    path("decisions/<uuid:uid>/", decisions.decision_detail, name="decision_detail"),
    path(
        "decisions/<uuid:uid>/change/",
        drafts.decision_change,
        name="decision_change",
    ),
    path("decisions/<uuid:uid>/defer/", decisions.decision_defer, name="decision_defer"),
    path(
        "assignments/<uuid:uid>/complete/",
        decisions.assignment_complete,
        name="assignment_complete",
    ),
    path(
        "assignments/<uuid:uid>/reopen/",
        decisions.assignment_reopen,
        name="assignment_reopen",
    ),
    # Minutes
    path("meetings/<uuid:uid>/minutes/", minutes.minutes_detail, name="minutes_detail"),
    path(
        "meetings/<uuid:uid>/minutes/change/",
        minutes.minutes_change,
        name="minutes_change",
    ),
    path(
        "meetings/<uuid:uid>/minutes/render/",
        minutes.minutes_render,
        name="minutes_render",
    ),
    path(
        "meetings/<uuid:uid>/minutes/prepare/",
        minutes.minutes_prepare,
        name="minutes_prepare",
    ),
    path("meetings/<uuid:uid>/minutes/send/", minutes.minutes_send, name="minutes_send"),
    path("meetings/<uuid:uid>/minutes/sign/", minutes.minutes_sign, name="minutes_sign"),
    path(
        "meetings/<uuid:uid>/minutes/refuse/",
        minutes.minutes_refuse,
        name="minutes_refuse",
    ),
    path(
        "meetings/<uuid:uid>/minutes/withdraw/",
        minutes.minutes_withdraw,
        name="minutes_withdraw",
    ),
    path(
        "meetings/<uuid:uid>/minutes/revise/",
        minutes.minutes_revise,
        name="minutes_revise",
    ),
    path("minutes-files/<int:pk>/", minutes.minutes_file, name="minutes_file"),
]
