"""What views share: an act with its answer."""

from collections.abc import Callable
from functools import wraps

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


def post_to(page: str):
    """Make a view take POST alone; whoever asks for its address by GET is led to the page.

    For acts whose answer shows the page again with what was typed: the act's address then stands
    in the browser, and reloading or sharing it must lead somewhere. `page` takes the same uid.
    """

    def decorate(view):
        @wraps(view)
        def answer(request, uid):
            if request.method == "POST":
                return view(request, uid)
            return redirect(page, uid)

        return answer

    return decorate
