"""The public page of a registered memorandum."""

from django.shortcuts import render

from .public_parts import public_page


def public_detail(request, memorandum):
    """The text as a page, files, parties, signatories, dates, changes, promises, history.

    Answers for memorandum_detail when the text is in the register.
    """
    return render(request, "memoranda/_public_detail.html", public_page(request, memorandum))
