"""What is wrong with a file or a row, in words: what happened, and what to do."""

from django.utils.translation import gettext_lazy as _

FILES = {
    "empty": _("The file is empty."),
    "unknown_kind": _(
        "The portal does not know this kind of file. Save it as GeoPackage, GeoJSON, zipped "
        "Shapefile, KML, DXF, CSV or XLSX."
    ),
    "pdf": _("This is a PDF: it holds a picture of a map, not its data."),
    "dwg": _("This is a DWG drawing. Save it as DXF (version 2007 or later, text)."),
    "dxf_binary": _("This is a binary DXF. Save it as a text DXF."),
    "packed_otherwise": _("This archive is not a ZIP. Pack the files as ZIP."),
    "shapefile_alone": _("A Shapefile is several files: put .shp, .shx, .dbf, .prj into one ZIP."),
    "macros": _("The workbook carries macros. Save it without macros as XLSX."),
    "old_office": _("This is an old office file. Save it as XLSX or CSV."),
    "utf_16": _("The file is written in UTF-16. Save it in UTF-8."),
    "json_without_shapes": _("The file is JSON, but not GeoJSON."),
    "vrt": _("The file only points at other files; such files are never read."),
    "xml_entities": _("The file declares XML entities; such files are never read."),
    "xml_unknown": _("The file is XML, but not KML."),
    "sqlite_without_shapes": _("The file is a database, but not a GeoPackage."),
    "zip_without_shapefile": _("The ZIP holds neither a Shapefile nor KML."),
    "office_without_tables": _("This office document is not a workbook."),
    "zip_members": _("The ZIP holds more than {most} files."),
    "zip_twins": _("Two files of the ZIP have the same name."),
    "zip_too_large": _("Unpacked, the file is larger than {most_mb} MB."),
    "zip_bomb": _("The ZIP unpacks to far more than it says or is worth."),
    "zip_path": _("The ZIP names a file outside itself: {name}."),
    "zip_password": _("The ZIP is locked with a password. Pack it without one."),
    "zip_link": _("The ZIP holds a link to another file: {name}."),
    "zip_in_zip": _("The ZIP holds another archive: {name}. Unpack that one first."),
    "shapefile_part_missing": _("The Shapefile “{layer}” lacks its {part} file."),
    "damaged": _("The file is damaged: it cannot be read to its end."),
    "too_many_layers": _("The file has more than {most} layers."),
    "too_many_fields": _("The table has more than {most} columns."),
    "too_many_features": _("The file has more than {most} objects. Import it in parts."),
    "too_many_vertices_in_all": _("All outlines together have more than {most} points."),
    "file_too_large": _("The file is larger than {most_mb} MB."),
    "line_too_long": _("A line of the table is too long."),
    "too_heavy": _("Reading the file takes too much memory or time."),
    "too_slow": _("Reading the file took more than {seconds} seconds."),
    "too_deep": _("The file is nested too deeply."),
    "reader_died": _("The file could not be read: it broke the program that reads it."),
    "reader_unsafe": _("Files of this kind cannot be read here. Tell the administrator."),
    "layer_unknown": _("The file has no layer “{layer}”."),
    "layer_without_shapes": _("The layer has no places, only a table."),
    "geopackage_without_shapes": _("The GeoPackage has no layer with places."),
    "geopackage_view": _("The layer “{layer}” is a query, not a table; queries are never run."),
    "kml_without_placemarks": _("The KML has no placemarks of its own."),
    "table_empty": _("The table has no rows under its heading."),
    "coordinates_not_chosen": _("Say which columns hold the coordinates."),
    "reference_unknown": _("Choose the coordinate system: the file does not say it."),
    "reference_without_way": _("There is no known way from this coordinate system to WGS 84."),
}
ROWS = {
    "no_geometry": _("The row has no place."),
    "geometry_damaged": _("The outline cannot be read."),
    "geometry_kind": _("Shapes of the kind {kind} are not imported."),
    "curve": _("The outline is made of curves. Turn curves into lines and import again."),
    "too_many_vertices": _("The outline has more than {most} points."),
    "not_finite": _("A coordinate is not a number."),
    "not_a_number": _("“{value}” in the column “{field}” is not a number."),
    "outside_projection": _("The place is outside of what its coordinate system covers."),
    "outside_world": _("The place is outside the world (longitude {lon}, latitude {lat})."),
    "too_many_cells": _("The row has more cells than the heading, which has {most}."),
    "text_too_long": _("The text in the column “{field}” is longer than {most} characters."),
    "row_too_long": _("The texts of the row are too long."),
}
WARNINGS = {
    "kml_links": _("Links to other files were left out: {count}."),
    "kml_overlays": _("Pictures laid over the map were left out: {count}."),
    "axes_swapped": _("Latitude and longitude seem to be swapped, objects: {count}."),
}
TEXTS = FILES | ROWS | WARNINGS


class _Facts(dict):
    def __missing__(self, key):
        return "…"


def reason(code: str, facts: dict) -> str:
    """Say a code with its facts in the language of the page; nothing for an unknown code."""
    text = TEXTS.get(code)
    return str(text).format_map(_Facts(facts)) if text else ""
