"""Pages for what went wrong, in the language of the request."""

from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils import translation

from . import languages


def bad_request(request, exception=None):
    return _page(request, 400)


def forbidden(request, exception=None):
    return _page(request, 403)


def not_found(request, exception=None):
    return _page(request, 404)


def csrf_failure(request, reason=""):
    """The form is from another time or place: nothing was done; say how to go on."""
    return _page(request, 403, "403_csrf.html")


def server_error(request):
    """Say so without asking the database, the session or a context processor for anything."""
    language = languages.language_of(request)
    with translation.override(language):
        page = loader.get_template("500.html").render({"language": language})
    return HttpResponseServerError(page)


def _page(request, status: int, template: str = "") -> HttpResponse:
    language = languages.language_of(request)
    with translation.override(language):
        return render(request, template or f"{status}.html", status=status)
