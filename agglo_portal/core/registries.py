"""How the administration keeps registries: by staff, with a row of the journal for each change."""

from django.contrib import admin, messages
from django.db import IntegrityError, models, transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import journal


class Registry(admin.ModelAdmin):
    """Records that pages refer to; what is in use cannot be deleted, the database sees to it."""

    show_full_result_count = False
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff

    def has_module_permission(self, request):
        return request.user.is_staff

    def has_add_permission(self, request):
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff

    def has_delete_permission(self, request, obj=None):
        return request.user.is_staff

    def changeform_view(self, request, *args, **kwargs):
        """Rows of one form may contradict each other: the database says so, and the page too."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            text = _("Nothing was saved: two of the rows contradict each other, or another record.")
            messages.error(request, text)
            return redirect(request.get_full_path())

    def log_addition(self, request, obj, message):
        self._record("registry_added", request, obj, changes=message)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self._record("registry_changed", request, obj, changes=message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._record("registry_removed", request, obj)
        return super().log_deletions(request, queryset)

    def _record(self, event, request, obj, **facts):
        """Write the change into the portal's own journal, in its transaction."""
        at = timezone.now()
        journal.record(event, obj, by=request.user, at=at, title=str(obj)[:200], **facts)


class Rows(admin.TabularInline):
    """Rows that belong to a record of a registry, kept with it."""

    extra = 0
    show_change_link = False

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff

    def has_add_permission(self, request, obj=None):
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff

    def has_delete_permission(self, request, obj=None):
        return request.user.is_staff
