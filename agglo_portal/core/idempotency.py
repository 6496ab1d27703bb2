"""One act for one key: a program that got no answer asks again and does nothing twice.

The header `Idempotency-Key` is optional. The act and its kept answer are one transaction, so that
no crash can part them; what was refused is not kept, for nothing was done.
"""

import functools
import hashlib
import json
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from .models import IdempotentAnswer

HEADER = "Idempotency-Key"
LONGEST_KEY = 255
KEPT_FOR = timedelta(days=30)
# How the header stands in the description of an act.
IDEMPOTENCY = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    required=False,
    description="A key of the act: the same key and body do nothing twice.",
)


class _SaidNo(APIException):
    def __init__(self):
        super().__init__({"code": self.default_code, "detail": self.default_detail})


class KeyInUse(_SaidNo):
    """The first request with this key has not been answered yet."""

    status_code = 409
    default_code = "key_in_use"
    default_detail = _("A request with this key is being done right now: ask again a little later.")


class KeyOfAnotherRequest(_SaidNo):
    """The key stands for another request; whose act is meant cannot be known."""

    status_code = 422
    default_code = "key_of_another_request"
    default_detail = _("This key was used for another request: give each act a key of its own.")


def idempotent(act):
    """Make a viewset's POST answer the same to the same key and body, doing its work once.

    Another body or address with the key is 422, a request with it under way 409. Keys belong to
    the person; a request of nobody goes on to be refused as ever.
    """

    @functools.wraps(act)
    def once(view, request, *args, **kwargs):
        key = request.headers.get(HEADER, "")
        if not key or not request.user.is_authenticated:
            return act(view, request, *args, **kwargs)
        if len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
            raise ValidationError({HEADER: [_("Give at most 255 printable ASCII characters.")]})
        with transaction.atomic():
            _take(f"{request.user.pk}:{key}")
            kept = IdempotentAnswer.objects.filter(user=request.user, key=key).first()
            if kept is not None:
                return _again(kept, request)
            response = act(view, request, *args, **kwargs)
            _keep(key, request, response)
            return response

    return once


def forget_old_answers(*, at: datetime) -> int:
    """Remove answers kept longer than thirty days; give how many."""
    removed, _by_model = IdempotentAnswer.objects.filter(created_at__lt=at - KEPT_FOR).delete()
    return removed


def _take(name: str) -> None:
    """Take the lock of the key until the transaction ends; refuse if another request has it."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise KeyInUse


def _again(kept: IdempotentAnswer, request) -> Response:
    if (kept.request, kept.body_sha256) != (_named(request), _body_sha256(request)):
        raise KeyOfAnotherRequest
    return Response(kept.answer, status=kept.status, headers={"Idempotency-Replayed": "true"})


def _keep(key: str, request, response: Response) -> None:
    IdempotentAnswer.objects.create(
        user=request.user,
        key=key,
        request=_named(request),
        body_sha256=_body_sha256(request),
        status=response.status_code,
        answer=json.loads(JSONRenderer().render(response.data) or b"null"),
        created_at=timezone.now(),
    )


def _named(request) -> str:
    return f"{request.method} {request.path}"[:500]


def _body_sha256(request) -> str:
    body = json.dumps(request.data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
