"""Registries of the schemes. Editions, layers and objects are changed by services alone."""

from django.contrib import admin

from agglo_portal.core.registries import Registry, Rows

from .models import Phase, Scheme

NAMES = ["name_kk", "name_ru", "name_en"]


class PhaseRows(Rows):
    """Names and years of the phases; which there are is settled when the scheme begins."""

    model = Phase
    fields = ["position", "code", *NAMES, "year", "starts_on", "ends_on"]
    readonly_fields = ["position", "code"]
    ordering = ["position", "pk"]

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Scheme)
class SchemeAdmin(Registry):
    """Names and the act; the standing is found out on the scheme's own page, with its source."""

    list_display = ["name_kk", "name_ru", "agglomeration", "body", "standing", "horizon"]
    list_filter = ["standing"]
    list_select_related = ["agglomeration", "body"]
    search_fields = [*NAMES, "code"]
    ordering = ["name_kk", "pk"]
    autocomplete_fields = ["act"]
    fields = ["code", *NAMES, "agglomeration", "body", "act", "horizon", "standing",
              "standing_source", "verified_on", "verified_by"]  # fmt: skip
    readonly_fields = ["code", "agglomeration", "body", "standing", "standing_source",
                       "verified_on", "verified_by"]  # fmt: skip
    inlines = [PhaseRows]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
