"""Keys for a person's own programs: made here, shown once, revoked here."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from . import journal
from .models import ApiToken


class TokenForm(forms.ModelForm):
    """What the key is for: the only thing a person says of it."""

    class Meta:
        model = ApiToken
        fields = ["name"]


@never_cache
@reauthentication_required
def token_list(request):
    """List one's own keys and make a new one, which is shown this once."""
    form = TokenForm(request.POST or None)
    shown_once = ""
    if request.method == "POST" and form.is_valid():
        _token, shown_once = ApiToken.objects.create(request.user, name=form.cleaned_data["name"])
        journal.record(
            "token_made", request.user, by=request.user, at=timezone.now(), name=_token.name
        )
        form = TokenForm()
    tokens = ApiToken.objects.filter(user=request.user).order_by("-created", "digest")
    context = {"form": form, "tokens": tokens, "shown_once": shown_once}
    return render(request, "core/token_list.html", context)


@require_POST
def token_revoke(request, token_key):
    """End one of one's own keys at once."""
    token = get_object_or_404(ApiToken, user=request.user, token_key=token_key)
    token.delete()
    journal.record(
        "token_revoked", request.user, by=request.user, at=timezone.now(), name=token.name
    )
    messages.success(request, _("The key was revoked: it no longer opens anything."))
    return redirect("token_list")
