"""Records of the tiles and of the API that the scene lacks a name for."""

SQUARE = {"z": 9, "x": 365, "y": 187}


def records(scene):
    published = {"edition": scene.published.uid, "revision": scene.published.revision}
    draft = {"edition": scene.draft.uid, "revision": scene.draft.revision}
    collection = f"{scene.scheme.code}.{{}}.{scene.zones.code}"
    return {
        "published_tile": published | {"layer": scene.zones.code} | SQUARE,
        "draft_tile": draft | SQUARE,
        "collection": {"collection": collection.format(scene.published.code)},
        "draft_item": {"collection": collection.format(scene.draft.code), "item": scene.new.uid},
    }
