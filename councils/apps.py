from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    name = "councils"
    verbose_name = _("councils")

    def ready(self):
        from agglo_portal.core import accounts, context, journal_texts

        from . import desk, journal_sentences, permissions, tasks  # noqa: F401  handlers register themselves

        context.waiting_counters.append(desk.count_waiting)
        accounts.two_factor_rules.append(permissions.bodies_led_by)  # the secretariats
        journal_texts.register(journal_sentences.SENTENCES)
