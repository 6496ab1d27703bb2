"""Load the demo of the councils: territories, bodies, two years of meetings."""

from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from agglo_portal.core.demo import load_accounts, refuse_in_production
from councils.demo import bodies, founding, meetings, registries
from councils.demo.clock import Clock


class Command(BaseCommand):
    help = "Load the demo of the councils (repeatable: what is there stays). Refuses in production."

    def handle(self, *args, **options):
        refuse_in_production()
        load_accounts()
        with translation.override("kk"):  # the language of what services write down in words
            registries.load_calendar()
            clock = Clock.at(timezone.now())
            registries.load_acts(clock)
            registries.load_organisations()
            bodies.load(clock)
            founding.load()
            meetings.load(clock)
        if options["verbosity"]:
            self.stdout.write("The demo of the councils is loaded.")
