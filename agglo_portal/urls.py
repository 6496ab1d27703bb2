"""Includes only."""

urlpatterns = []
