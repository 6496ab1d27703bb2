"""Addresses: map."""

urlpatterns = []
