"""A party receives a version when its person first opens it (domain rule 52)."""

from django.utils import timezone

from ..services.negotiation import note_reading


def note_opened(user, head: dict) -> None:
    """Keep the receipt of the person's party; what it has received already costs nothing."""
    party, version = head["party"], head["version"]
    if party is None or version is None or not head["is_negotiated"]:
        return
    standing = next((one for one in head["matrix"].parties if one.party.pk == party.pk), None)
    if standing is not None and standing.receipt is None:
        note_reading(head["round"], party, by=user, at=timezone.now())
