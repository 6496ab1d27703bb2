"""How a program of a person shows whose it is: `Authorization: Token agp_…`."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from rest_framework.exceptions import PermissionDenied

from . import accounts
from .models import ApiToken

NOTED_EVERY = timedelta(minutes=10)  # one write per token in this time, not one per request


class TokenAuthentication(KnoxTokenAuthentication):
    """Tokens of knox, with a note of when each was last used, so that idle ones can be revoked."""

    def authenticate_credentials(self, token):
        user, api_token = super().authenticate_credentials(token)
        if accounts.lacks_second_factor(user):  # as the middleware asks of those who log in
            text = gettext("Your role asks for a second factor at login. Set it up to go on.")
            raise PermissionDenied({"code": "second_factor_missing", "detail": text})
        now = timezone.now()
        if api_token.last_used_at is None or api_token.last_used_at < now - NOTED_EVERY:
            ApiToken.objects.filter(pk=api_token.pk).update(last_used_at=now)
        return user, api_token


class TokenScheme(OpenApiAuthenticationExtension):
    """How the description of the API names it."""

    target_class = "agglo_portal.core.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        return build_bearer_security_scheme_object(
            header_name="Authorization",
            token_prefix="Token",  # noqa: S106  a word, not a secret
        )
