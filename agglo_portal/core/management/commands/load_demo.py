"""Load the whole demo: the accounts, then what each app brings."""

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from agglo_portal.core.demo import load_accounts, refuse_in_production


class Command(BaseCommand):
    help = "Load the demo (repeatable: what is there stays). Refuses in production."

    def handle(self, *args, **options):
        refuse_in_production()
        load_accounts()
        for name in sorted(name for name in get_commands() if name.startswith("load_demo_")):
            call_command(name, verbosity=options["verbosity"], stdout=self.stdout)
