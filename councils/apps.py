from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    name = "councils"
    verbose_name = _("councils")

    def ready(self):
        from agglo_portal.core import context, journal_texts

        from . import desk, journal_sentences, tasks  # noqa: F401  handlers register themselves

        context.waiting_counters.append(desk.count_waiting)
        journal_texts.register(journal_sentences.SENTENCES)
