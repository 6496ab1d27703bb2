"""Why an object cannot be drawn or changed so."""

from django.utils.translation import gettext_lazy as _

from agglo_portal.core.rules import Refused

from ...models import Feature
from ...problem_texts import sentence_of
from ...rules.problems import Problem


class ShapeRefused(Refused):
    """The drawing itself does not do; `at` is the place (longitude, latitude), if there is one."""

    code = "shape_refused"
    message = _("This shape cannot be kept.")
    at: tuple[float, float] | None = None


class ShapeEmpty(ShapeRefused):
    code = "shape_is_empty"
    message = _("There is no shape: draw the object or give its coordinates.")


class ShapeOfWrongKind(ShapeRefused):
    code = "shape_of_wrong_kind"
    message = _("This layer holds {wanted}, and the shape is not of that kind.")


class ShapeOffTheEarth(ShapeRefused):
    code = "shape_off_the_earth"
    message = _("The coordinates {lon}, {lat} are not degrees of longitude and latitude.")

    def __init__(self, *, lon: float, lat: float):
        super().__init__(lon=f"{lon:g}", lat=f"{lat:g}")


class ShapeTooHeavy(ShapeRefused):
    code = "shape_too_heavy"
    message = _("The shape has {count} vertices; an object may have {most}.")


class ShapeBroken(ShapeRefused):
    """`repaired` is what mending would make of it: offered to the person, never taken silently."""

    code = "shape_crosses_itself"
    message = _("The outline crosses or touches itself at {lat}, {lon} (latitude, longitude).")

    def __init__(self, *, at: tuple[float, float], reason: str, repaired):
        self.at, self.reason, self.repaired = at, reason, repaired
        super().__init__(lon=f"{at[0]:.6f}", lat=f"{at[1]:.6f}")


class ContentRefused(Refused):
    """`problems` say what is wrong with which field."""

    code = "content_is_wrong"
    message = _("Something is to be corrected: {list}")

    def __init__(self, problems: list[Problem], labels: dict[str, str]):
        self.problems = problems
        self.sentences = [(one.field, sentence_of(one, labels=labels)) for one in problems]
        super().__init__(list=" ".join(text for _field, text in self.sentences))


class LayerOfAnotherScheme(Refused):
    code = "layer_of_another_scheme"
    message = _("The layer belongs to another scheme.")


class FeatureChangedMeanwhile(Refused):
    """`theirs` is the object as it stands now: the person sees it and chooses."""

    code = "feature_changed_meanwhile"
    message = _("{who} changed this object at {time}, after you had opened it.")

    def __init__(self, theirs: Feature, *, time: str):
        self.theirs = theirs
        super().__init__(who=theirs.changed_by or "—", time=time)


class FeatureIsRemoved(Refused):
    code = "feature_is_removed"
    message = _("The object has been taken off the draft. Bring it back first.")


class FeatureIsPresent(Refused):
    code = "feature_is_present"
    message = _("The object stands in the draft already.")


class StateNotKept(Refused):
    code = "earlier_state_not_found"
    message = _("The object has no earlier state with the number {version}.")


class MergeTakesTwo(Refused):
    code = "merge_takes_two"
    message = _("Choose two objects or more to join.")


class MergeOfSeveralLayers(Refused):
    code = "merge_of_several_layers"
    message = _("Only objects of one layer of one edition can be joined.")


class PointsAreWhole(Refused):
    code = "points_are_whole"
    message = _("Points can be neither joined nor cut.")


class CutMisses(Refused):
    code = "cut_misses"
    message = _("The line or area does not cut the object: lead it right across.")


class CutLeavesNothing(Refused):
    code = "cut_leaves_nothing"
    message = _("Nothing of the object would be left. To take it off, remove it.")
