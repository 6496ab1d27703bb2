"""The same page in another language: kk, ru and en live under /kk/, /ru/, /en/."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language_from_path

# How the state sites write the switch; these are names of languages in themselves, not texts.
SHORT = {"kk": "ҚАЗ", "ru": "РУС", "en": "ENG"}
SHARED = "/ogc/"
OWN_NAME = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def language_of(request: HttpRequest) -> str:
    """Give the language of the address, else the remembered one, else Kazakh.

    The browser's own preference is not asked on pages: the state language comes first (domain
    rule 37). A client of the API has no cookie and says it with Accept-Language. Addresses that
    pages and programs share say it with `lang`, else by the cookie, else with Accept-Language.
    """
    known = dict(settings.LANGUAGES)
    language = get_language_from_path(request.path_info)
    remembered = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if _is_shared(request):
        language = request.GET.get("lang") or remembered
    says_it = request.path_info.startswith("/api/") or (_is_shared(request) and not language)
    if says_it and "Accept-Language" in request.headers:
        language = translation.get_language_from_request(request)
    language = language or remembered
    return language if language in known else settings.LANGUAGE_CODE


def is_chosen(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the address itself says the language of a page: a choice to be remembered."""
    if _is_shared(request):
        is_page = response.get("Content-Type", "").startswith("text/html")
        return is_page and request.GET.get("lang") in dict(settings.LANGUAGES)
    return bool(get_language_from_path(request.path_info))


def _is_shared(request: HttpRequest) -> bool:
    """Whether people and programs read the very same address (OGC API)."""
    return request.path_info.startswith(SHARED)


def same_page(request: HttpRequest, language: str) -> str:
    """Give the address of this very page, its query included, in another language."""
    path = request.path
    if _is_shared(request):
        query = request.GET.copy()
        query["lang"] = language
        return f"{path}?{query.urlencode()}"
    current = get_language_from_path(request.path_info)
    if not current:
        return f"/{language}/"
    query = request.META.get("QUERY_STRING", "")
    path = f"/{language}" + path[len(current) + 1 :]
    return f"{path}?{query}" if query else path


def switch(request: HttpRequest) -> list[dict]:
    """Give the three links of the language switch; the current one is marked."""
    return [
        {
            "code": code,
            "short": SHORT[code],
            "name": OWN_NAME[code],
            "url": same_page(request, code),
            "is_current": code == getattr(request, "LANGUAGE_CODE", ""),
        }
        for code, _name in settings.LANGUAGES
    ]
