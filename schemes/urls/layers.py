"""Addresses: layers."""

urlpatterns = []
