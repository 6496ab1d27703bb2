"""Addresses: editor."""

urlpatterns = []
