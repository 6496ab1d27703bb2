"""Addresses: plans."""

urlpatterns = []
