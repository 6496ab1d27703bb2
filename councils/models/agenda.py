"""The agenda: matters as they are treated in one meeting, and the papers for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, StoredFile
from agglo_portal.core.translated import Translated

from .meetings import Meeting
from .organisations import Official

SAME_MATTER = """
    WITH RECURSIVE matter(id, continues_id) AS (
        SELECT id, continues_id FROM councils_agendaitem WHERE id = %s
        UNION
        SELECT i.id, i.continues_id FROM councils_agendaitem i
        JOIN matter m ON i.id = m.continues_id OR i.continues_id = m.id
    ) SELECT id FROM matter
"""


class AgendaItemQuerySet(models.QuerySet):
    def of_matter(self, item):
        """Every treatment of the item's matter, in whatever meeting, itself among them."""
        matter = RawSQL(SAME_MATTER, [item.pk])  # noqa: S611  our own words, one parameter
        return self.filter(pk__in=matter)


class AgendaItem(Addressed):
    """The treatment of a matter in one meeting; `continues` leads to its earlier treatment."""

    class State(models.TextChoices):
        WAITING = "waiting", _("in the queue")
        CURRENT = "current", _("being considered")
        CONSIDERED = "considered", _("considered")
        TAKEN_OFF = "taken_off", _("taken off the agenda")

    MOVES = {
        State.WAITING: {State.CURRENT, State.TAKEN_OFF},
        State.CURRENT: {State.CONSIDERED, State.WAITING, State.TAKEN_OFF},
        State.CONSIDERED: {State.CURRENT},
    }

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    title_kk = models.CharField(_("title in Kazakh"), max_length=500)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    title = Translated()
    rapporteur = models.ForeignKey(
        Official, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rapporteur_kk = models.CharField(_("rapporteur in Kazakh"), max_length=300, blank=True)
    rapporteur_ru = models.CharField(_("rapporteur in Russian"), max_length=300, blank=True)
    rapporteur_en = models.CharField(_("rapporteur in English"), max_length=300, blank=True)
    rapporteur_text = Translated("rapporteur")
    planned_minutes = models.PositiveSmallIntegerField(_("minutes planned"), default=15)
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
    )
    # What came of it in a meeting known only from a publication, which has no minutes.
    outcome_kk = models.TextField(_("outcome by the source, in Kazakh"), blank=True)
    outcome_ru = models.TextField(_("outcome by the source, in Russian"), blank=True)
    outcome = Translated()
    taken_off_reason = models.CharField(_("why it was taken off"), max_length=500, blank=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="agenda_item_has_its_own_number",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state="current"),
                name="one_item_is_considered_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"

    def get_absolute_url(self):
        return reverse("councils:item_detail", args=[self.uid])


class Material(Addressed):
    """A paper for an agenda item, in one language; late ones are marked (domain rules 9, 10)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="materials")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=300)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    is_public = models.BooleanField(_("published with the meeting"), default=False)
    is_late = models.BooleanField(_("came late"), default=False)

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self):
        return self.title
