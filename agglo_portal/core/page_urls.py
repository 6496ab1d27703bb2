"""Pages that belong to no domain, under the language."""

from django.urls import path

from . import token_pages, views

urlpatterns = [
    path("low-vision/", views.low_vision_mode, name="low_vision"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("accounts/tokens/", token_pages.token_list, name="token_list"),
    path("accounts/tokens/<slug:token_key>/revoke/", token_pages.token_revoke, name="token_revoke"),
]
