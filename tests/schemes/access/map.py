"""Records of the map's addresses that the scene lacks. map_pick without a place is 404 to all."""


def records(scene) -> dict:
    at = {"scheme": scene.scheme.code, "edition": scene.draft.code, "layer": scene.zones.code}
    return {"shapes": at}
