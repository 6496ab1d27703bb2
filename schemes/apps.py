from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchemesConfig(AppConfig):
    name = "schemes"
    verbose_name = _("schemes")

    def ready(self):
        from agglo_portal.core import context, journal_texts
        from councils import desk as tables
        from councils import panels as pages

        from . import (  # noqa: F401  handlers register themselves
            desk,
            discussion_desk,
            journal_sentences,
            panels,
            tasks,
        )

        journal_texts.register(journal_sentences.SENTENCES)
        tables.makers.append(desk.desk_todos)
        tables.makers.append(discussion_desk.desk_todos)
        context.waiting_counters.append(desk.count_waiting)
        pages.add("decision_detail", panels.places_of_decision)
        pages.add("item_detail", panels.places_of_item)
