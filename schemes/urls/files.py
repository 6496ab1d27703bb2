"""Addresses: files."""

urlpatterns = []
