"""What every page knows."""

from collections.abc import Callable

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from . import languages, low_vision
from .models import User

# How many things wait for the person: apps add their counters in ready(), one query each.
waiting_counters: list[Callable[[User], int]] = []

SITE_NAME = _("Almaty agglomeration")
SITE_SUBTITLE = _("Coordination council")


def portal(request):
    """Give the base template what it needs of the request; a query only where a number shows."""
    user = getattr(request, "user", None)
    is_known = user is not None and user.is_authenticated
    return {
        "site_name": SITE_NAME,
        "site_subtitle": SITE_SUBTITLE,
        "site_url": settings.SITE_URL,
        "languages": languages.switch(request),
        "contrast": low_vision.contrast_of(request),
        "waiting_count": SimpleLazyObject(
            lambda: sum(count(user) for count in waiting_counters) if is_known else 0
        ),
    }
