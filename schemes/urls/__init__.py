"""Pages of the schemes, area by area: URL, view and template share the name."""

from . import (
    discussion,
    editions,
    editor,
    features,
    files,
    home,
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
    *home.urlpatterns,
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
    *schemes.urlpatterns,  # last: schemes/<any word>/ is the page of a scheme
]
