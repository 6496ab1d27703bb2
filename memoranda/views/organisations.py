"""The choice of an organisation, as the page lists it."""

from collections.abc import Iterable

from django.db.models.functions import Lower
from django.utils.translation import get_language

from councils.models import Organisation


def organisations_to_add(without: Iterable[int]) -> list[Organisation]:
    """Give all organisations but these: akimats first, then by kind; in each by the name shown."""
    name = "name_ru" if (get_language() or "kk").startswith("ru") else "name_kk"
    rest = Organisation.objects.exclude(pk__in=list(without)).order_by(Lower(name), "pk")
    kinds = list(Organisation.Kind.values)
    return sorted(rest, key=lambda one: kinds.index(one.kind))
