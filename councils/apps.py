from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    name = "councils"
    verbose_name = _("councils")

    def ready(self):
        from . import tasks  # noqa: F401  the handlers of ordered work register themselves
