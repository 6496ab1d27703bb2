from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchemesConfig(AppConfig):
    name = "schemes"
    verbose_name = _("schemes")

    def ready(self):
        from agglo_portal.core import journal_texts
        from councils import panels as pages

        from . import journal_sentences, panels, tasks  # noqa: F401  handlers register themselves

        journal_texts.register(journal_sentences.SENTENCES)
        pages.add("decision_detail", panels.places_of_decision)
        pages.add("item_detail", panels.places_of_item)
