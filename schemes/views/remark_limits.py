"""How many remarks are taken from one address of the network and from one e-mail."""

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR, DAY = 3600, 24 * 3600


def is_beyond_limits(request, email: str) -> bool:
    """Count this remark and say whether it is one too many.

    The address is what the login limits go by: behind TRUSTED_PROXIES it is the client's own.
    Neither it nor the e-mail stands in the cache as it is.
    """
    address = get_adapter().get_client_ip(request)
    return _count("address", address, HOUR) > settings.REMARKS_PER_ADDRESS or (
        _count("email", email.strip().lower(), DAY) > settings.REMARKS_PER_EMAIL
    )


def _count(kind: str, who: str, seconds: int) -> int:
    slot = int(time.time()) // seconds
    name = f"remarks:{kind}:{slot}:{salted_hmac('schemes.remarks', who).hexdigest()}"
    cache.add(name, 0, timeout=seconds)
    try:
        return cache.incr(name)
    except ValueError:  # it ended in this very moment
        return 1
