"""Addresses: schemes."""

urlpatterns = []
