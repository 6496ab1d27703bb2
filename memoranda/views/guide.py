"""The guided start of a memorandum: four steps in one form, which carries what was typed before.

Nothing is kept on the server until the last step: going back and forth loses nothing, and the
form works without JavaScript.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from councils.models import Body, Organisation
from councils.permissions import bodies_led_by

from ..forms.drafting import TitleForm, ValuesForm, amendable
from ..models import Memorandum
from ..services.sources import fields_of_source, nodes_of_source
from ..skeletons import KEYS, skeleton
from ..variables.values import values_for
from .organisations import organisations_to_add

STEPS = {
    "source": _("Template"),
    "title": _("Title and term"),
    "parties": _("Parties"),
    "values": _("Variables"),
}
ORDER = list(STEPS)
FEWEST_PARTIES = 2
OF_THE_FORM = {"csrfmiddlewaretoken", "step", "button", "find"}


@dataclass(frozen=True)
class Source:
    """Something to begin from: its address in the form, what it is called."""

    key: str
    title: str
    detail: str


class Guide:
    """What has been typed so far, read from the request; forms are made when they are asked for.

    The person must be of a secretariat.
    """

    def __init__(self, request):
        self.data: QueryDict = request.POST.copy()
        self.asked = request.GET
        self.day = timezone.localdate()
        served = Body.objects.filter(pk__in=bodies_led_by(request.user), state=Body.State.ACTIVE)
        self.bodies = list(served.by_name())
        templates = Memorandum.objects.templates_of(request.user).select_related("body")
        self.templates = list(templates.order_by("title_kk", "pk"))
        self.amended = self._asked_amended()
        self.chosen = self._organisations(self.data.getlist("party"))
        self.sources = self._sources()
        self.trouble = ""
        self.step = self.data.get("step") if self.data.get("step") in STEPS else ORDER[0]
        if self.step == "values":
            self._forget_what_was_proposed()

    # What was chosen -----------------------------------------------------------------------------
    @property
    def body(self) -> Body:
        """The body that was chosen, else that of the template or of the amended text."""
        wanted = self.data.get("body") or self.asked.get("body")
        usual = self.amended.body_id if self.amended else None
        if isinstance(self.source, Memorandum):
            usual = self.source.body_id
        fitting = [one for one in self.bodies if str(one.uid) == wanted]
        fitting += [one for one in self.bodies if one.pk == usual]
        return [*fitting, *self.bodies][0]

    @property
    def source_key(self) -> str:
        key = self.data.get("source") or self.asked.get("source")
        known = [one.key for one in self.sources]
        return key if key in known else known[0]

    @property
    def source(self) -> str | Memorandum | None:
        kind, _colon, name = self.source_key.partition(":")
        if kind == "skeleton":
            return name
        return next((one for one in self.templates if str(one.uid) == name), None)

    @property
    def fields(self) -> dict:
        """What draft_memorandum takes besides source, parties and values."""
        fields = dict(self.title_form().cleaned_data)
        kind, _colon, name = self.source_key.partition(":")
        return {**fields, "kind": name} if kind == "empty" else fields

    # Steps ---------------------------------------------------------------------------------------
    def title_form(self) -> TitleForm:
        """Bound once it was typed; before, with what the source and the body propose."""
        if "title_kk" in self.data:
            form = TitleForm(self.data, body=self.body, instance=Memorandum())
            form.is_valid()
            return form
        proposed = {
            "relation": Memorandum.Relation.ORIGINAL,
            "starts": Memorandum.Start.LAST_SIGNATURE,
            **fields_of_source(self.source),
        }
        proposed["place_kk"] = proposed.get("place_kk") or self.body.city_kk
        proposed["place_ru"] = proposed.get("place_ru") or self.body.city_ru
        if self.amended:
            relation = Memorandum.Relation.AMENDMENT
            proposed |= {"amends": self.amended.pk, "relation": relation}
        return TitleForm(initial=proposed, body=self.body, instance=Memorandum())

    def values_form(self) -> ValuesForm:
        """What the portal proposes for these parties; what the person typed goes before it."""
        form = self._proposed_values()
        typed = {name: self.data[name] for name in form.fields if name in self.data}
        if not typed and self.step != "values":
            return form
        data = {name: field.initial for name, field in form.fields.items()} | typed
        form = ValuesForm(data, values=form.rows)
        form.is_valid()
        return form

    def first_unsound(self, upto: str) -> str:
        """The first step up to this one in which something is wrong; "" if none is."""
        for name in ORDER[: ORDER.index(upto) + 1]:
            if name == "title":
                form = self.title_form()
                if not form.is_bound or form.errors:
                    return name
            if name == "parties" and len(self.chosen) < FEWEST_PARTIES:
                self.trouble = _("Choose at least two parties.")
                return name
            if name == "values" and self.values_form().errors:
                return name
        return ""

    def rearrange(self, button: str) -> bool:
        """Add, remove or move a party as the button says: add-17, remove-17, up-17, down-17."""
        word, _dash, number = button.partition("-")
        if word not in ("add", "remove", "up", "down") or not number.isdecimal():
            return False
        order = [one.pk for one in self.chosen]
        pk = int(number)
        if word == "add":
            order.append(pk)
        elif pk in order:
            place = order.index(pk)
            order.remove(pk)
            if word != "remove":
                order.insert(max(place + (1 if word == "down" else -1), 0), pk)
        self.chosen = self._organisations(order)
        self.data.setlist("party", [str(one.pk) for one in self.chosen])
        return True

    def kept(self, step: str) -> list[tuple[str, str]]:
        """What the other steps hold, for hidden fields of this one."""
        own = {
            "source": {"source", "body"},
            "title": set(TitleForm.base_fields),
            "parties": {"party"},
        }
        skip = OF_THE_FORM | own.get(step, {n for n in self.data if n.startswith("value-")})
        kept = [(name, one) for name in self.data for one in self.data.getlist(name)]
        kept = [(name, one) for name, one in kept if name not in skip]
        if step != "source" and "source" not in self.data:
            kept += [("source", self.source_key), ("body", str(self.body.uid))]
        return kept

    def to_add(self) -> list[Organisation]:
        """Organisations that are not parties yet, akimats first."""
        chosen = [one.pk for one in self.chosen]
        return organisations_to_add(chosen)

    def _sources(self) -> list[Source]:
        """Shipped skeletons, own templates, an empty page."""
        kinds = dict(Memorandum.Kind.choices)
        ready, own = _("eleven sections, ready in both languages"), _("own template")
        empty = _("an empty page: write it or import it from Word")
        found = [Source(f"skeleton:{key}", kinds[skeleton(key).key], ready) for key in KEYS]
        found += [
            Source(f"template:{one.uid}", one.title, f"{own} · {one.body.name}")
            for one in self.templates
        ]
        return found + [Source(f"empty:{kind}", word, empty) for kind, word in kinds.items()]

    def _proposed_values(self) -> ValuesForm:
        form = self.title_form()
        values = values_for(
            nodes_of_source(self.source),
            body=self.body,
            parties=self.chosen,
            fields=form.cleaned_data if form.is_bound else {},
            day=self.day,
        )
        return ValuesForm(values=values)

    def _forget_what_was_proposed(self) -> None:
        """Keep only what the person wrote: if the parties change, the rest is proposed anew."""
        for name, field in self._proposed_values().fields.items():
            if self.data.get(name, "").strip() == field.initial.strip() and name in self.data:
                del self.data[name]

    def _asked_amended(self) -> Memorandum | None:
        try:
            uid = UUID(self.asked.get("amends", ""))
        except ValueError:
            return None
        found = (amendable(body).filter(uid=uid).first() for body in self.bodies)
        return next((one for one in found if one), None)

    @staticmethod
    def _organisations(pks) -> list[Organisation]:
        order = [int(pk) for pk in pks if str(pk).isdecimal() and len(str(pk)) < 12]
        found = Organisation.objects.in_bulk(order)
        return [found[pk] for pk in dict.fromkeys(order) if pk in found]
