"""The ground of the REST door: refusals as 409, keyset pages."""

import base64
import json

from django.core.exceptions import ValidationError as InvalidValue
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import exception_handler as default_exception_handler

from .rules import Refused


class Conflict(APIException):
    """A rule of the domain said no: 409 with the refusal's stable code."""

    status_code = 409

    def __init__(self, refusal: Refused):
        super().__init__(detail=str(refusal), code=refusal.code)
        self.refusal = refusal


def exception_handler(error, context):
    """Give 409 {"code", "detail", "missing"?} for a refusal; DRF's own answer for the rest.

    The code is stable, the detail is in the language of the request.
    """
    if not isinstance(error, Refused):
        return default_exception_handler(error, context)
    answer = default_exception_handler(Conflict(error), context)
    answer.data = {"code": error.code, "detail": str(error)}
    if hasattr(error, "missing"):
        answer.data["missing"] = error.missing
    return answer


class KeysetPagination(BasePagination):
    """Pages by "after this row", not by number: as quick at the end as at the start.

    The view names `keyset = (field, direction)`; the primary key parts equal values. A page is
    {"results": […], "next": address or null}.
    """

    page_size = 50
    max_page_size = 500

    def paginate_queryset(self, queryset, request, view=None):
        self.request = request
        self.field, self.direction = getattr(view, "keyset", ("updated_at", "asc"))
        size = self._size(request)
        rows = self._after(queryset, request.query_params.get("after"))
        sign = "-" if self.direction == "desc" else ""
        page = list(rows.order_by(f"{sign}{self.field}", f"{sign}pk")[: size + 1])
        self.last = page[size - 1] if len(page) > size else None
        return page[:size]

    def get_paginated_response(self, data):
        following = None
        if self.last is not None:
            url = self.request.build_absolute_uri()
            following = replace_query_param(url, "after", self._mark(self.last))
        return Response({"results": data, "next": following})

    def get_paginated_response_schema(self, schema):
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {
                "results": schema,
                "next": {"type": "string", "nullable": True, "format": "uri"},
            },
        }

    def get_schema_operation_parameters(self, view):
        return [
            {
                "name": "limit",
                "in": "query",
                "schema": {"type": "integer", "maximum": 500},
            },
            {"name": "after", "in": "query", "schema": {"type": "string"}},
        ]

    def _size(self, request) -> int:
        try:
            size = int(request.query_params.get("limit", self.page_size))
        except ValueError:
            raise ValidationError({"limit": [_("Give a whole number.")]}) from None
        if size < 1:
            raise ValidationError({"limit": [_("Give a number of at least 1.")]})
        return min(size, self.max_page_size)

    def _mark(self, row) -> str:
        value = getattr(row, self.field)
        text = json.dumps([value.isoformat() if value is not None else None, row.pk])
        return base64.urlsafe_b64encode(text.encode()).decode()

    def _after(self, queryset, mark: str | None):
        if not mark:
            return queryset
        try:
            value, pk = json.loads(base64.urlsafe_b64decode(mark))
            field = queryset.model._meta.get_field(self.field)
            value = field.to_python(value)
            pk = int(pk)
            if value is None:
                raise TypeError
        except (ArithmeticError, InvalidValue, TypeError, ValueError) as error:
            raise ValidationError({"after": [_("This is not a mark of ours.")]}) from error
        compare = "gt" if self.direction == "asc" else "lt"
        return queryset.filter(
            Q(**{f"{self.field}__{compare}": value})
            | Q(**{self.field: value, f"pk__{compare}": pk})
        )
