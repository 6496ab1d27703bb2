"""Load the demo of the schemes: the Almaty agglomeration with its editions, plan, indicators."""

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone, translation

from agglo_portal.core.demo import load_accounts, refuse_in_production
from councils.demo.clock import Clock
from schemes.demo import discussion, indicators, letters, plans, scheme


class Command(BaseCommand):
    help = (
        "Load the demo of the schemes (repeatable: what is there stays; after that of the "
        "councils). Refuses in production."
    )

    def handle(self, *args, **options):
        refuse_in_production()
        load_accounts()
        clock = Clock.at(timezone.now())
        since = letters.last_order()
        # One transaction: no worker sees a letter before it is marked. In the language of what
        # services write down in words.
        with transaction.atomic(), translation.override("kk"):
            scheme.load(clock)
            discussion.load(clock)
            indicators.load(clock)
            plans.load(clock)
            letters.leave_unsent(since)
        if options["verbosity"]:
            self.stdout.write("The demo of the schemes is loaded.")
