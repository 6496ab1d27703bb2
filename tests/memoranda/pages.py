"""How tests of pages come to the memoranda: in English, so that words can be asked for."""

from django.urls import reverse
from django.utils.translation import override


def at(name: str, *args, query: str = "") -> str:
    """The English address of a page of the memoranda."""
    with override("en"):
        return reverse(f"memoranda:{name}", args=args) + query


def get(client, name: str, *args, query: str = ""):
    return client.get(at(name, *args, query=query))


def post(client, name: str, *args, **data):
    return client.post(at(name, *args), data)
