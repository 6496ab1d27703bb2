from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "agglo_portal.core"
    label = "core"
    verbose_name = _("shared ground")

    def ready(self):
        from . import accounts  # noqa: F401  its handler of ordered work registers itself
