"""Addresses: public discussions and remarks."""

from django.urls import path

from ..views import discussion, remark_moderation, remark_reports, remarks

urlpatterns = [
    path("schemes/discussions/", discussion.discussion_list, name="discussion_list"),
    path(
        "schemes/<slug:scheme>/editions/<slug:edition>/discussion/create/",
        discussion.discussion_create,
        name="discussion_create",
    ),
    path("schemes/discussions/<uuid:uid>/", discussion.discussion_detail, name="discussion_detail"),
    path(
        "schemes/discussions/<uuid:uid>/change/",
        discussion.discussion_change,
        name="discussion_change",
    ),
    path(
        "schemes/discussions/<uuid:uid>/announce/",
        discussion.discussion_announce,
        name="discussion_announce",
    ),
    path(
        "schemes/discussions/<uuid:uid>/extend/",
        discussion.discussion_extend,
        name="discussion_extend",
    ),
    path(
        "schemes/discussions/<uuid:uid>/remarks.json", remarks.remark_shapes, name="remark_shapes"
    ),
    path(
        "schemes/discussions/<uuid:uid>/remarks.csv",
        remark_reports.remark_export,
        name="remark_export",
    ),
    path(
        "schemes/discussions/<uuid:uid>/report/",
        remark_reports.remark_report,
        name="remark_report",
    ),
    path("schemes/discussions/<uuid:uid>/write/", remarks.remark_create, name="remark_create"),
    path("schemes/discussions/<uuid:uid>/sent/", remarks.remark_sent, name="remark_sent"),
    path(
        "schemes/discussions/<uuid:uid>/queue/", remark_moderation.remark_list, name="remark_list"
    ),
    path("schemes/remarks/confirm/<str:token>/", remarks.remark_confirm, name="remark_confirm"),
    path("schemes/remarks/<uuid:uid>/", remarks.remark_detail, name="remark_detail"),
    path(
        "schemes/remarks/<uuid:uid>/publish/",
        remark_moderation.remark_publish,
        name="remark_publish",
    ),
    path(
        "schemes/remarks/<uuid:uid>/reject/", remark_moderation.remark_reject, name="remark_reject"
    ),
    path(
        "schemes/remarks/<uuid:uid>/answer/", remark_moderation.remark_answer, name="remark_answer"
    ),
]
