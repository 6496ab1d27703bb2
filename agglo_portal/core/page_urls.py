"""Pages that belong to no domain, under the language."""

from django.urls import path

from . import views

urlpatterns = [
    path("low-vision/", views.low_vision_mode, name="low_vision"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
