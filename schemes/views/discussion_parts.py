"""What pages of discussions share: finding, days in words, the map's element, search."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from councils.filters import says

from ..forms.discussion import RemarkSearchForm
from ..models import Discussion, PublicRemark
from ..reports.discussion import bounds_of_remarks, visible_discussions, visible_remarks
from ..reports.territory import planned_box


def find_discussion(request, uid) -> Discussion:
    return get_object_or_404(visible_discussions(request.user), uid=uid)


def find_remark(request, uid) -> PublicRemark:
    return get_object_or_404(visible_remarks(request.user), uid=uid)


def stage_of(discussion: Discussion) -> dict:
    """How far the discussion is: planned, awaited, open, over; and the days that are left."""
    today = timezone.localdate()
    if discussion.announced_at is None:
        stage = "planned"
    elif today < discussion.opens_on:
        stage = "awaited"
    else:
        stage = "open" if today <= discussion.closes_on else "over"
    until = discussion.opens_on if stage == "awaited" else discussion.closes_on
    return {"stage": stage, "days": (until - today).days}


def map_of(discussion: Discussion, remarks=None) -> dict:
    """The data of the map's element: what it shows first (the remarks, else the territory) and
    where its layers are."""
    edition = discussion.edition
    bounds = bounds_of_remarks(remarks) if remarks is not None else None
    at = [edition.scheme.code, edition.code]
    return {
        "bounds": ",".join(f"{one:.4f}" for one in bounds or planned_box(edition)),
        "base_url": reverse("schemes:map_info", args=at),
    }


def searched(request, discussion: Discussion):
    """The public remarks that the search of the page leaves, and its form."""
    form = RemarkSearchForm(request.GET)
    chosen = form.chosen()
    remarks = discussion.remarks.public().defer("email").newest_first()
    if chosen["q"].strip().lstrip("№ ").isdecimal():
        remarks = remarks.filter(number=int(chosen["q"].strip().lstrip("№ ")[:9]))
    elif chosen["q"]:
        remarks = remarks.filter(says(chosen["q"], "text", "author", "answer_kk", "answer_ru"))
    if chosen["outcome"] == RemarkSearchForm.UNANSWERED:
        remarks = remarks.filter(state=PublicRemark.State.PUBLISHED)
    elif chosen["outcome"]:
        remarks = remarks.filter(outcome=chosen["outcome"])
    return remarks, form
