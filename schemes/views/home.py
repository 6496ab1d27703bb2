"""Entries of the main menu that name no scheme: the first one is meant."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ..models import Scheme


@login_not_required
@require_safe
def dashboard_home(request):
    """The dashboard of the first scheme; the list of plans while there is none."""
    scheme = Scheme.objects.order_by("pk").first()
    if scheme is None:
        return redirect("schemes:plan_list")
    return redirect("schemes:dashboard_detail", scheme.code)
