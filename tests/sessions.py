"""How a test enters the portal as a person who gave his password just now."""

import time


def enter(client, user) -> None:
    """Log the person in and note that he has just entered his password once more."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": user.email, "reauthenticated": True}
    ]
    session.save()
