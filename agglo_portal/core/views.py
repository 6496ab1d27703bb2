"""Pages that belong to no domain: the language of the root, the low-vision mode, the health."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_safe
from django.views.decorators.vary import vary_on_cookie

from . import health, low_vision


@login_not_required
@require_safe
@vary_on_cookie
def root(request):
    """Lead to the home page in the remembered language, Kazakh if none."""
    return HttpResponseRedirect(reverse("home"))


@login_not_required
def low_vision_mode(request):
    """Choose the contrast on a page of its own, or by a button of the bar that the mode shows."""
    back = _own_address(request, request.POST.get("next") or request.GET.get("next"))
    if request.method == "POST":
        contrast = request.POST.get("contrast", "")
        if contrast not in low_vision.Contrast.values:
            contrast = ""
        response = HttpResponseRedirect(back)
        low_vision.remember(response, contrast, secure=settings.LANGUAGE_COOKIE_SECURE)
        return response
    return render(
        request, "core/low_vision.html", {"choices": low_vision.Contrast.choices, "next": back}
    )


@login_not_required
@require_GET
def health_status(request):
    """Say whether the portal works, for the watching machine; nothing in it is secret."""
    report = health.report()
    return JsonResponse(report, status=200 if report["ok"] else 503)


@login_not_required
@require_GET
def robots(request):
    """Let search engines read what is public, and keep them off what asks for a login."""
    private = [f"/{code}/{part}/" for code, _name in settings.LANGUAGES
               for part in ("accounts", "admin", "desk")]  # fmt: skip
    lines = ["User-agent: *", *[f"Disallow: {path}" for path in private], "Disallow: /api/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _own_address(request, address: str | None) -> str:
    if address and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return reverse("home")


@login_not_required
@require_safe
def accessibility(request):
    """Say what the portal does for people who see, hear or move differently."""
    return render(request, "core/accessibility.html")
