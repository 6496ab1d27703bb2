"""Letters to those who wrote a remark. The first holds nothing that was typed: whoever enters
another's address makes the portal say no words of theirs."""

from django.conf import settings
from django.urls import reverse

from agglo_portal.core.letters import letter

from ..models import PublicRemark
from ..remark_tokens import token_of

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
    letter(
        f"schemes/letters/remark_{kind}.txt",
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
    ).send()
