"""How many files one address of the network may order in an hour without an account."""

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR = 3600


def is_beyond_limit(request) -> bool:
    """Count this order and say whether it is one too many; people with an account have no limit.

    The address is what the login limits go by; it does not stand in the cache as it is.
    """
    if request.user.is_authenticated:
        return False
    address = get_adapter().get_client_ip(request)
    slot = int(time.time()) // HOUR
    name = f"scheme-files:{slot}:{salted_hmac('schemes.files', address).hexdigest()}"
    cache.add(name, 0, timeout=HOUR)
    try:
        return cache.incr(name) > settings.FILES_PER_ADDRESS
    except ValueError:  # it ended in this very moment
        return False
