"""Pages with a part that renews itself in the browser."""

import re
from hashlib import md5

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def live_page(request, template: str, part: str, context: dict) -> HttpResponse:
    """Answer the page with its live `part`, or nothing (204) while the browser has the same part.

    The part is drawn once and marked by its content; the page asks again with the mark it has
    (`?seen=`). So a quiet sitting costs no swap, and nothing under the hand of a person moves.
    """
    drawn = render_to_string(part, context, request)
    mark = md5(FORM_TOKEN.sub("", drawn).encode(), usedforsecurity=False).hexdigest()[:16]
    if request.htmx and request.GET.get("seen") == mark:
        return HttpResponse(status=204)
    return render(request, template, {**context, "live": drawn, "mark": mark})
