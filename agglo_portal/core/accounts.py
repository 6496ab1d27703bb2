"""How accounts behave: made by an administrator, entered by e-mail."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by himself: an account belongs to an official."""

    def is_open_for_signup(self, request):
        return False
