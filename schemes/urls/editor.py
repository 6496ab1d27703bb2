"""Addresses: drawing in a draft, objects by a form, their earlier states, warnings."""

from django.urls import path

from ..views import editor, editor_data, editor_states

EDITION = "schemes/<slug:scheme>/editions/<slug:edition>"
DRAW = f"{EDITION}/draw"
OBJECT = "schemes/objects/<uuid:uid>"

urlpatterns = [
    path(f"{DRAW}/", editor.draft_map, name="draft_map"),
    path(f"{DRAW}/acts/", editor_data.draft_act, name="draft_act"),
    path(f"{DRAW}/warnings.json", editor_data.draft_warnings, name="draft_warnings"),
    path(f"{DRAW}/<slug:layer>/new/", editor.feature_create, name="feature_create"),
    path(f"{DRAW}/<slug:layer>/shapes.json", editor_data.draft_shapes, name="draft_shapes"),
    path(f"{DRAW}/<slug:layer>/objects.json", editor_data.draft_objects, name="draft_objects"),
    path(f"{DRAW}/<slug:layer>/form.json", editor_data.draft_form, name="draft_form"),
    path(f"{DRAW}/<slug:layer>/save/", editor_data.draft_save, name="draft_save"),
    path(f"{EDITION}/warnings/", editor.warning_list, name="warning_list"),
    path(f"{OBJECT}/change/", editor.feature_change, name="feature_change"),
    path(f"{OBJECT}/remove/", editor_states.feature_remove, name="feature_remove"),
    path(f"{OBJECT}/restore/", editor_states.feature_restore, name="feature_restore"),
    path(f"{OBJECT}/history/", editor_states.feature_history, name="feature_history"),
]
