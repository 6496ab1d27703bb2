"""What still stands between a draft and the council, in words: the page shows it, services refuse
with it."""

from datetime import date

from django.db.models import Q
from django.utils.translation import get_language, gettext, ngettext

from ..models import Discussion, Edition, Feature, Import, PublicRemark
from ..rules.attributes import label_of
from .comparison import has_differences

UNDER_WAY = [
    Import.State.UPLOADED,
    Import.State.DESCRIBED,
    Import.State.STAGING,
    Import.State.CHECKED,
    Import.State.WRITING,
]


def missing_to_submit(edition: Edition, today: date) -> list[str]:
    """What a draft lacks: objects, a change, its note, required values, ended work and talk."""
    if edition.filled_at is None:
        return [gettext("The objects of the former edition are still being copied.")]
    return [
        *_objects(edition),
        *_note(edition),
        *_required_values(edition),
        *_imports(edition),
        *_discussion(edition, today),
    ]


def _objects(edition: Edition):
    if not Feature.objects.of(edition).exists():
        yield gettext("There is not a single object in the edition.")
    elif edition.based_on and not has_differences(edition.based_on, edition):
        yield gettext("Nothing has changed since the edition of %(code)s.") % {
            "code": edition.based_on.code
        }


def _note(edition: Edition):
    if not (edition.note_kk and edition.note_ru):
        yield gettext("Say in Kazakh and in Russian what the edition changes.")


def _required_values(edition: Edition):
    """Attributes may have become required after objects were drawn."""
    language = (get_language() or "kk")[:2]
    for layer in edition.scheme.layers.with_theme_order().in_legend_order():
        for one in layer.attributes:
            if not one.get("required"):
                continue
            rows = Feature.objects.of(edition, layer)
            count = rows.filter(~Q(attributes__has_key=one["code"])).count()
            if count:
                facts = {"count": count, "layer": layer.name, "label": label_of(one, language)}
                yield (
                    ngettext(
                        "%(layer)s: %(count)s object has no “%(label)s”.",
                        "%(layer)s: %(count)s objects have no “%(label)s”.",
                        count,
                    )
                    % facts
                )


def _imports(edition: Edition):
    count = edition.imports.filter(state__in=UNDER_WAY).count()
    if count:
        yield ngettext(
            "%(count)s import is not finished: write it or cancel it.",
            "%(count)s imports are not finished: write them or cancel them.",
            count,
        ) % {"count": count}


def _discussion(edition: Edition, today: date):
    discussion = Discussion.objects.filter(edition=edition, announced_at__isnull=False).first()
    if discussion is None:
        return
    if discussion.closes_on >= today:
        yield gettext("The public discussion is not over yet.")
    states = [PublicRemark.State.CONFIRMED, PublicRemark.State.PUBLISHED]
    count = discussion.remarks.filter(state__in=states).count()
    if count:
        yield ngettext(
            "%(count)s remark of the public has no answer.",
            "%(count)s remarks of the public have no answer.",
            count,
        ) % {"count": count}
