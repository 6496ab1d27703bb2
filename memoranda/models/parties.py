"""The parties: akimats and other organisations, with who coordinates and who signs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.models import Addressed, StoredFile
from agglo_portal.core.translated import Translated
from councils.models import Official, Organisation, Post

from .memoranda import Memorandum

# Whose word is the party's word, by a post valid today; beside them its named coordinator.
SPEAKERS = frozenset({Post.Kind.HEAD, Post.Kind.DEPUTY, Post.Kind.COORDINATOR})


class PartyQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("position", "pk")


class Party(Addressed):
    """An organisation that negotiates and signs, by its head or by a written authority."""

    class Authority(models.TextChoices):
        OFFICE = "office", _("by office")
        DOCUMENT = "document", _("by a written authority")

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="memorandum_parties",
        verbose_name=_("organisation"),
    )
    # The place among the parties, and the order of signing where one is kept.
    position = models.PositiveSmallIntegerField(_("order"))
    coordinator = models.ForeignKey(
        Official,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coordinator"),
    )
    signatory = models.ForeignKey(
        Official,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signatory"),
    )
    signatory_post_kk = models.CharField(_("post in Kazakh"), max_length=300, blank=True)
    signatory_post_ru = models.CharField(_("post in Russian"), max_length=300, blank=True)
    signatory_post = Translated()
    signatory_name_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)
    signatory_name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    signatory_name = Translated()
    authority = models.CharField(
        _("authority"), max_length=10, choices=Authority, default=Authority.OFFICE
    )
    authority_kk = models.CharField(
        _("acts on the basis of, in Kazakh"), max_length=300, blank=True
    )
    authority_ru = models.CharField(
        _("acts on the basis of, in Russian"), max_length=300, blank=True
    )
    authority_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["memorandum", "organisation"],
                name="organisation_is_a_party_once",
                violation_error_message=_("This organisation is a party already."),
            ),
            models.UniqueConstraint(
                fields=["memorandum", "position"],
                name="party_has_its_own_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="party_place_counts_from_one", condition=Q(position__gte=1)
            ),
        ]

    def __str__(self):
        return self.organisation.short_name or self.organisation.name
