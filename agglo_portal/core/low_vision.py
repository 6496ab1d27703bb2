"""The version for people with low vision: the same pages, larger and in one of three contrasts.

A mode kept in a cookie, so it works without an account and without JavaScript (ST RK 2191-2023).
"""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE = "contrast"
COOKIE_AGE = 365 * 24 * 3600


class Contrast(models.TextChoices):
    NONE = "", _("Usual version")
    WHITE = "white", _("Black on white")
    BLACK = "black", _("White on black")
    BLUE = "blue", _("Dark blue on light blue")


def contrast_of(request: HttpRequest) -> str:
    """Give the chosen contrast; a value that we never gave counts as none."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in Contrast.values else ""


def remember(response: HttpResponse, contrast: str, *, secure: bool) -> None:
    """Keep the choice on this device, or forget it."""
    if contrast:
        response.set_cookie(
            COOKIE, contrast, max_age=COOKIE_AGE, secure=secure, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
