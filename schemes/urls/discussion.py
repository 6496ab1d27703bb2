"""Addresses: discussion."""

urlpatterns = []
