from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MemorandaConfig(AppConfig):
    name = "memoranda"
    verbose_name = _("memoranda")

    def ready(self):
        from agglo_portal.core import journal_texts

        from . import journal_sentences, tasks  # noqa: F401  handlers register themselves

        journal_texts.register(journal_sentences.SENTENCES)
