"""Addresses: features."""

urlpatterns = []
