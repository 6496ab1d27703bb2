"""What every page knows."""


def portal(request):
    """Give the base template what it needs of the request; no queries here."""
    return {"low_vision": request.COOKIES.get("contrast", "")}
