"""Addresses: schemes. The page of a scheme takes any word: it stands last of all (__init__)."""

from django.urls import path

from ..views import schemes

SCHEME = "schemes/<slug:scheme>/"
urlpatterns = [
    path("schemes/", schemes.scheme_list, name="scheme_list"),
    path("schemes/create/", schemes.scheme_create, name="scheme_create"),
    path(SCHEME, schemes.scheme_detail, name="scheme_detail"),
    path(f"{SCHEME}change/", schemes.scheme_change, name="scheme_change"),
    path(f"{SCHEME}phases/<slug:phase>/change/", schemes.phase_change, name="phase_change"),
    path(f"{SCHEME}verify/", schemes.scheme_verify, name="scheme_verify"),
]
