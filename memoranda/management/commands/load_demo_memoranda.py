"""Load the demo of the memoranda: people of the akimats, seven texts in various states."""

from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from agglo_portal.core.demo import load_accounts, refuse_in_production
from councils.demo.clock import Clock
from memoranda.demo import people, playing


class Command(BaseCommand):
    help = (
        "Load the demo of the memoranda (repeatable: what is there stays; after that of the "
        "councils). Refuses in production."
    )

    def handle(self, *args, **options):
        refuse_in_production()
        load_accounts()
        with translation.override("kk"):  # the language of what services write down in words
            people.load()
            playing.load(Clock.at(timezone.now()))
        if options["verbosity"]:
            self.stdout.write("The demo of the memoranda is loaded.")
