"""Identity by allauth: what a person may do with an account that an administrator made.

Signing up and changing one's own e-mail are not among it: the addresses exist, because allauth
refers to them, and lead nowhere.
"""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.urls import include, path, re_path


@login_not_required
def closed(request, **kwargs):
    raise Http404


urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("signup/", closed, name="account_signup"),
    path("email/", closed, name="account_email"),
    path("email/sent/", closed, name="account_email_verification_sent"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
