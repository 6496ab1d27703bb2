"""Addresses: indicators."""

urlpatterns = []
