"""The link by which a person shows that the mail is theirs: signed, and good for some days."""

from uuid import UUID

from django.conf import settings
from django.core import signing

from .models import PublicRemark

SALT = "schemes.remark"
DAY = 24 * 3600


class BadToken(Exception):
    """The link is not ours, or its days are over (`is_late`)."""

    def __init__(self, *, is_late: bool):
        self.is_late = is_late
        super().__init__(is_late)


def token_of(remark: PublicRemark) -> str:
    """Give the token for the link in the letter."""
    return signing.dumps(remark.uid.hex, salt=SALT)


def read_token(token: str) -> UUID:
    """Give the uid of the remark that the token confirms, or raise BadToken."""
    try:
        return UUID(hex=signing.loads(token, salt=SALT, max_age=settings.REMARK_CONFIRM_DAYS * DAY))
    except signing.SignatureExpired:
        raise BadToken(is_late=True) from None
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        raise BadToken(is_late=False) from None
