"""Print the demo accounts: role, e-mail, password."""

from django.core.management.base import BaseCommand

from agglo_portal.core.demo import described, email_of, refuse_in_production
from agglo_portal.core.models import User


class Command(BaseCommand):
    help = "Print the demo accounts that are loaded. Refuses in production."

    def handle(self, *args, **options):
        refuse_in_production()
        loaded = set(User.objects.filter(is_demo=True).values_list("email", flat=True))
        rows = [
            (email_of(account["name"]), described()["password"], account["role"])
            for account in described()["account"]
            if email_of(account["name"]) in loaded
        ]
        width = max((len(email) for email, _password, _role in rows), default=0)
        for email, password, role in rows:
            self.stdout.write(f"{email:<{width}}  {password}  {role}")
