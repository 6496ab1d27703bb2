"""Addresses: entries of the main menu that name no scheme."""

from django.urls import path

from ..views import home

urlpatterns = [path("dashboard/", home.dashboard_home, name="dashboard_home")]
