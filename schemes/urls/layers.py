"""Addresses: what a layer is. Its objects as a table are among those of features."""

from django.urls import path

from ..views import layers

LAYER = "schemes/<slug:scheme>/layers/<slug:layer>/"
urlpatterns = [
    path("schemes/<slug:scheme>/add-layer/", layers.layer_create, name="layer_create"),
    path(f"{LAYER}change/", layers.layer_change, name="layer_change"),
    path(f"{LAYER}move/", layers.layer_move, name="layer_move"),
]
