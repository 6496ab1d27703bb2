"""Pages of objects: by their own order in the layer, which the index keeps."""

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError

from agglo_portal.core.api import KeysetPagination

LARGEST = 2**63 - 1


class FeaturePagination(KeysetPagination):
    """A change of an object does not move it to another page: the mark is the row itself."""

    def paginate_queryset(self, queryset, request, view=None):
        self.request = request
        size = self._size(request)
        rows = self._after(queryset, request.query_params.get("after"))
        page = list(rows.order_by("pk")[: size + 1])
        self.last = page[size - 1] if len(page) > size else None
        return page[:size]

    def _mark(self, row) -> str:
        return str(row.pk)

    def _after(self, queryset, mark: str | None):
        if not mark:
            return queryset
        if not (mark.isascii() and mark.isdigit()) or len(mark) > 19 or int(mark) > LARGEST:
            raise ValidationError({"after": [_("This is not a mark of ours.")]})
        return queryset.filter(pk__gt=int(mark))
