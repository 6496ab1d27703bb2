"""Registries of the core: accounts may be kept here, the journal and ordered work only be read."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import accounts, journal_texts, outbox
from .models import JournalEntry, OutboxMessage, User


class ReadOnly(admin.ModelAdmin):
    """Rows that only services write."""

    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class UserForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("language of letters"), choices=settings.LANGUAGES)

    def clean_email(self):
        return self.cleaned_data["email"].lower()


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """An account: the person sets the password by a link that is sent to the address."""

    form = UserForm
    list_display = ["email", "name", "language", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fields = ["email", "name", "language", "is_active", "is_staff", "is_superuser", "last_login"]
    readonly_fields = ["last_login"]
    actions = ["send_password_link"]

    def get_readonly_fields(self, request, obj=None):
        """Nobody raises himself: only a superuser makes another one."""
        mighty = [] if request.user.is_superuser else ["is_staff", "is_superuser"]
        return [*self.readonly_fields, *mighty]

    def has_delete_permission(self, request, obj=None):
        return False  # the journal names the person for ever: switch the account off instead

    def save_model(self, request, user, form, change):
        if change:
            accounts.change_account(
                user, changed=form.changed_data, by=request.user, at=timezone.now()
            )
        else:
            accounts.open_account(user, by=request.user, at=timezone.now())

    @admin.action(description=_("Send a link to set a password"))
    def send_password_link(self, request, users):
        for user in users.filter(is_active=True):
            accounts.order_password_link(user, at=timezone.now())
        messages.success(request, _("The letters are on their way."))


@admin.register(JournalEntry)
class JournalAdmin(ReadOnly):
    list_display = ["at", "said", "by", "record_type", "record_id", "from_state", "to_state"]
    list_filter = [("record_type", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["event", "by__email"]
    list_select_related = ["by", "record_type"]
    ordering = ["-id"]

    @admin.display(description=_("event"))
    def said(self, entry):
        return journal_texts.sentence_of(entry)


@admin.register(OutboxMessage)
class OutboxAdmin(ReadOnly):
    list_display = ["key", "kind", "state", "attempts", "ordered_at", "due_at", "done_at"]
    list_filter = ["state", "kind"]
    search_fields = ["key"]
    ordering = ["-id"]
    actions = ["order_again"]

    @admin.action(description=_("Try failed work again"))
    def order_again(self, request, rows):
        for row in rows:
            outbox.order_again(row, at=timezone.now())
        messages.success(request, _("The work is ordered again."))
