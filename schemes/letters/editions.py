"""Letters to the members of the body: an edition waits for their decision, or is published."""

from agglo_portal.core.letters import send_letter
from agglo_portal.core.models import User

from ..models import Edition


def send_edition_news(edition: Edition, user: User, *, news: str) -> None:
    """Tell a member, in their language; nothing if the state moved on."""
    if edition.state != news:
        return
    send_letter(
        "schemes/letters/edition_news.txt",
        user,
        name=f"edition.{edition.uid}.{news}.{edition.revision}.{user.pk}",
        page=edition.get_absolute_url,
        facts={"edition": edition, "news": news},
    )
