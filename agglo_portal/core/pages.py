"""What views share: an act with its answer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .rules import Refused


def act(request: HttpRequest, function: Callable[[], object], success: str, back) -> HttpResponse:
    """Call the service, say how it went, and go back to `back` (a record, URL name or address).

    `function` takes nothing: lambda: close_meeting(meeting, by=request.user, at=timezone.now()).
    A refusal becomes a message; nothing was changed then. `success` is empty where the page
    itself shows what was done.
    """
    try:
        function()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if success:
            messages.success(request, success)
    return redirect(back)
