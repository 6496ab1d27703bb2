"""How a test's authenticator app counts."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

SECRET = "JBSWY3DPEHPK3PXP"


def code_of(secret: str = SECRET) -> str:
    """Give the six digits that an app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
