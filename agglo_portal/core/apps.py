from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class RegistriesConfig(admin_apps.AdminConfig):
    default = False
    default_site = "agglo_portal.core.admin_site.RegistriesSite"


class CoreConfig(AppConfig):
    default = True
    name = "agglo_portal.core"
    label = "core"
    verbose_name = _("shared ground")

    def ready(self):
        from . import accounts, journal_texts  # noqa: F401  accounts has a handler of ordered work

        journal_texts.register(
            {
                "account_opened": _("The account was opened."),
                "account_changed": _("The account was changed: {fields}."),
                "token_made": _("A key for programs was made: {name}"),
                "token_revoked": _("A key for programs was revoked: {name}"),
                "registry_added": _("Added to the registry: {title}"),
                "registry_changed": _("Changed in the registry: {title}"),
                "registry_removed": _("Removed from the registry: {title}"),
            }
        )
