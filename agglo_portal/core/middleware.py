"""What happens around every request: its language, and the second factor of the secretariat."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import is_valid_path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_path, gettext

from . import accounts, languages


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
        if not languages.is_chosen(request, response):
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


class NoNulMiddleware:
    """Refuse an address with a NUL in it (400): no text of ours holds one, no database takes it.

    The OGC API says itself, in its own format, which parameter is wrong.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        says_itself = request.path_info.startswith(languages.SHARED)
        if "\x00" in request.path_info or ("%00" in query and not says_itself):
            raise SuspiciousOperation("NUL in the address")
        return self.get_response(request)


class TwoFactorMiddleware:
    """Lead those who need a second factor to set it up, where the setting asks for it.

    Till then they reach only what belongs to it, the way out, and what has no person in it.
    """

    OPEN = {
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "low_vision",
        "accessibility",
        "health",
        "root",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.url_name or ""
        if name in self.OPEN or name.startswith("mfa_") or not request.user.is_authenticated:
            return None
        if not accounts.lacks_second_factor(request.user):
            return None
        text = gettext("Your role asks for a second factor at login. Set it up to go on.")
        if request.path_info.startswith("/api/"):
            return JsonResponse({"code": "second_factor_missing", "detail": text}, status=403)
        messages.warning(request, text)
        return redirect("mfa_index")
