"""Registries of the councils. Meetings, decisions and states are moved by services alone."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agglo_portal.core.registries import Registry, Rows

from .models import (
    Act,
    Agglomeration,
    Body,
    Inclusion,
    Official,
    Organisation,
    Post,
    Seat,
    SpecialDay,
    Territory,
)

NAMES = ["name_kk", "name_ru", "name_en"]


@admin.register(Territory)
class TerritoryAdmin(Registry):
    list_display = ["name_kk", "name_ru", "kind", "kato", "parent", "starts_on", "ends_on"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = [*NAMES, "kato"]
    ordering = ["name_kk", "pk"]
    autocomplete_fields = ["parent", "adjacent"]
    fields = [*NAMES, "kind", "kato", "parent", "adjacent", "starts_on", "ends_on"]


@admin.register(Organisation)
class OrganisationAdmin(Registry):
    list_display = ["name_kk", "name_ru", "kind", "bin", "territory"]
    list_filter = ["kind"]
    list_select_related = ["territory"]
    search_fields = [*NAMES, "short_name_kk", "short_name_ru", "bin"]
    ordering = ["name_kk", "pk"]
    autocomplete_fields = ["territory"]


class PostRows(Rows):
    model = Post
    autocomplete_fields = ["organisation"]


@admin.register(Official)
class OfficialAdmin(Registry):
    list_display = ["__str__", "name_ru", "user"]
    list_select_related = ["user"]
    search_fields = [*NAMES, "user__email"]
    ordering = ["name_kk", "pk"]
    autocomplete_fields = ["user"]
    inlines = [PostRows]


class InclusionRows(Rows):
    model = Inclusion
    autocomplete_fields = ["territory", "act"]


@admin.register(Agglomeration)
class AgglomerationAdmin(Registry):
    list_display = ["name_kk", "name_ru", "level", "centre"]
    list_filter = ["level"]
    list_select_related = ["centre"]
    search_fields = NAMES
    ordering = ["name_kk", "pk"]
    autocomplete_fields = ["centre", "act"]
    inlines = [InclusionRows]


@admin.register(Act)
class ActAdmin(Registry):
    list_display = ["title_kk", "number_kk", "number_ru", "kind", "adopted_on", "in_force_to"]
    list_filter = ["kind"]
    search_fields = ["title_kk", "title_ru", "number_kk", "number_ru"]
    ordering = ["-adopted_on", "-pk"]
    exclude = ["is_demo"]


class SeatRows(Rows):
    model = Seat
    autocomplete_fields = ["official", "organisation"]


@admin.register(Body)
class BodyAdmin(Registry):
    """A body's regulation and seats; its state is moved on its page, by services."""

    list_display = ["name_kk", "name_ru", "kind", "state"]
    list_filter = ["kind", "state"]
    search_fields = NAMES
    ordering = ["name_kk", "pk"]
    autocomplete_fields = ["agglomeration", "formed_by", "agreement", "working_body"]
    readonly_fields = ["state", "activated_at", "dissolved_at"]
    inlines = [SeatRows]
    fieldsets = [
        (None, {"fields": [*NAMES, "kind", "state", "activated_at", "dissolved_at"]}),
        (_("Grounds"), {"fields": ["agglomeration", "formed_by", "agreement", "working_body"]}),
        (_("Places"), {"fields": ["place_kk", "place_ru", "city_kk", "city_ru"]}),
        (
            _("Regulation"),
            {
                "fields": [
                    ("quorum_numerator", "quorum_denominator", "regulation_article_quorum"),
                    ("majority_base", "tie_rule", "regulation_article_vote"),
                    ("materials_days", "minutes_days"),
                ]
            },
        ),
    ]

    def get_readonly_fields(self, request, obj=None):
        """What founded a body is settled when it begins its work (domain rules 1 and 2)."""
        settled = [] if obj is None or obj.state == Body.State.DRAFT else ["kind", "agglomeration"]
        return [*self.readonly_fields, *settled]


@admin.register(SpecialDay)
class SpecialDayAdmin(Registry):
    list_display = ["day", "is_working", "name_kk", "name_ru"]
    list_filter = ["is_working"]
    date_hierarchy = "day"
    ordering = ["-day"]
