"""The administration: registries of the portal, not the inside of installed packages."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

# Their tables belong to the pages of the account: nobody's keys are looked at or made here.
NOT_REGISTRIES = {"auth", "account", "mfa", "usersessions", "knox"}


class RegistriesSite(AdminSite):
    site_header = _("Registries of the portal")
    site_title = _("Registries")
    index_title = _("What the pages refer to")

    def register(self, model_or_iterable, admin_class=None, **options):
        several = isinstance(model_or_iterable, list | tuple)
        models = model_or_iterable if several else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label not in NOT_REGISTRIES]
        super().register(ours, admin_class, **options)
