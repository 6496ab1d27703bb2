"""What the rules of the scheme find wrong, in words."""

from django.utils.translation import gettext_lazy as _

from .rules.problems import Problem

TEXTS = {
    "too_many_attributes": _("A layer has at most {most} attributes."),
    "bad_attribute_code": _(
        "“{code}” is not a code: small Latin letters, digits and _, beginning with a letter."
    ),
    "reserved_attribute_code": _("“{code}” is a name that every object has already."),
    "attribute_code_twice": _("The code “{code}” stands twice."),
    "unknown_attribute_type": _("The type of “{code}” is not known."),
    "attribute_without_label": _("“{code}” needs a label in Kazakh and in Russian."),
    "choices_incomplete": _("Each choice of “{code}” needs a code and a label in both languages."),
    "choice_code_twice": _("A choice of “{code}” stands twice."),
    "value_required": _("“{code}” must be filled in."),
    "unknown_attribute": _("The layer has no attribute “{code}”."),
    "value_too_long": _("“{code}”: the text is too long."),
    "value_not_a_number": _("“{code}”: “{value}” is not a number."),
    "value_not_whole": _("“{code}”: “{value}” is not a whole number."),
    "value_not_a_date": _("“{code}”: “{value}” is not a date."),
    "value_not_yes_or_no": _("“{code}”: “{value}” is neither yes nor no."),
    "value_not_a_choice": _("“{code}”: “{value}” is not among the choices."),
    "text_too_long": _("The text is longer than {most} characters."),
    "object_code_taken": _("The layer already has an object with the code “{key}”: {name}."),
    "phase_of_another_scheme": _("The phase belongs to another scheme."),
    "unknown_status": _("Choose a status."),
    "cost_out_of_bounds": _("The cost cannot be below zero or so large."),
    "style_by_unknown_attribute": _("The style goes by “{code}”, which the layer does not have."),
    "style_case_twice": _("The style names a value twice."),
    "style_unknown_word": _("The style does not know “{word}”."),
    "style_bad_colour": _("A colour is written as #rrggbb."),
    "style_bad_number": _("Give a number."),
    "style_number_out_of_bounds": _("Give a number from {least} to {most}."),
}


def sentence_of(problem: Problem, *, labels: dict[str, str] | None = None) -> str:
    """Say a problem in the language of the page; `labels` name attributes by their labels."""
    facts = dict(problem.facts)
    if labels and "code" in facts:
        facts["code"] = labels.get(facts["code"], facts["code"])
    return str(TEXTS[problem.code]).format(**facts)
