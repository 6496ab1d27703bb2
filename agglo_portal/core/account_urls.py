"""Identity by allauth: what a person may do with an account that an administrator made."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
]
