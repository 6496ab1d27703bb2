"""A layer of the draft as an address names it."""


def records(scene):
    here = {"scheme": scene.scheme.code, "edition": scene.draft.code}
    return {"drawn_layer": {**here, "layer": scene.zones.code}}
