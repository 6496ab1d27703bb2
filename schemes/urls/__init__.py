"""Pages of the schemes, area by area: URL, view and template share the name."""

from . import (
    discussion,
    editions,
    editor,
    features,
    files,
    imports,
    indicators,
    layers,
    links,
    map,
    plans,
    schemes,
)

app_name = "schemes"
urlpatterns = [
    *map.urlpatterns,
    *schemes.urlpatterns,
    *editions.urlpatterns,
    *layers.urlpatterns,
    *features.urlpatterns,
    *editor.urlpatterns,
    *imports.urlpatterns,
    *files.urlpatterns,
    *discussion.urlpatterns,
    *links.urlpatterns,
    *plans.urlpatterns,
    *indicators.urlpatterns,
]
