"""Letters to those who wrote a remark. The first holds nothing that was typed: whoever enters
another's address makes the portal say no words of theirs."""

from django.conf import settings
from django.urls import reverse

from ..models import PublicRemark
from ..remark_tokens import token_of
from .sending import post

State = PublicRemark.State
# A letter is sent while the remark still stands as the letter says.
STATES = {
    "confirm": (State.SENT,),
    "published": (State.PUBLISHED, State.ANSWERED),
    "rejected": (State.REJECTED,),
    "answered": (State.ANSWERED,),
}


def send_remark_letter(remark: PublicRemark, *, kind: str) -> None:
    """Write to the author; nothing if the remark has moved on."""
    if remark.state not in STATES[kind]:
        return
    discussion = remark.discussion
    if kind == "confirm":
        token = token_of(remark)
        page = lambda: reverse("schemes:remark_confirm", args=[token])  # noqa: E731
    elif kind == "rejected":
        page = discussion.get_absolute_url
    else:
        page = lambda: reverse("schemes:remark_detail", args=[remark.uid])  # noqa: E731
    moderated = remark.moderated_at.timestamp() if remark.moderated_at else 0
    post(
        f"remark_{kind}",
        to=remark.email,
        language=remark.language,
        name=f"remark.{remark.uid}.{kind}.{moderated:.0f}",
        page=page,
        facts={
            "remark": remark,
            "discussion": discussion,
            "scheme": discussion.edition.scheme,
            "days": settings.REMARK_CONFIRM_DAYS,
        },
    )
