"""Small filters and tags for display; they ask the database nothing."""

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.text import capfirst

from .. import bars, browsers, dates, icons, journal_texts, tones

register = template.Library()


@register.filter
def official_date(value, form="plain"):
    """2026 жылғы 12 наурыз; `:"of"`, `:"since"`, `:"until"` for the other forms."""
    return dates.official_date(value, form=dates.Form(form)) if value else ""


@register.filter
def short_date(value):
    """9 желтоқсан: a day in a list, where the year is plain."""
    return dates.short_date(value) if value else ""


@register.filter
def month_name(value):
    """желтоқсан, as it stands after a day."""
    return dates.month_name(value) if value else ""


@register.filter
def weekday_name(value):
    """дүйсенбі, понедельник, Monday."""
    return dates.weekday_name(value) if value else ""


@register.filter
def clock(value):
    """10:05, in the time of Kazakhstan."""
    if not value:
        return ""
    return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%H:%M}"


@register.filter
def number(value):
    """2 345 012 or 55,8, as the language of the page groups and points."""
    return number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def filesize(value):
    """1,2 MB in the language of the page."""
    return filesizeformat(value)


@register.filter
def browser(user_agent):
    """Firefox, Windows."""
    return browsers.browser_in_words(user_agent)


@register.filter
def tone(state):
    """The tone (ok, info, warn, bad, wait, mute) of a state or of a message's level."""
    return tones.tone_of(state)


@register.simple_tag
def icon(name):
    """An icon of the package, as decoration: {% icon "eye" %}."""
    return icons.icon(name)


@register.simple_tag
def state_chip(record, tone=""):
    """The state of a record as a chip: its word, and the colour that repeats it."""
    return format_html(
        '<span class="chip {}">{}</span>',
        tone or tones.tone_of(record.state),
        capfirst(record.get_state_display()),
    )


@register.simple_tag
def event_text(entry):
    """What happened, said by the registry of journal texts."""
    return journal_texts.sentence_of(entry)


@register.simple_tag
def actor_text(entry):
    """Who did it."""
    return journal_texts.actor_of(entry)


@register.simple_tag
def seats_bar(filled, total, needed, text):
    """One box a seat and a line at the number needed; `text` says it in words."""
    return bars.seats_bar(filled=filled, total=total, needed=needed, text=text)


@register.simple_tag
def share_bar(text, needed=0, **parts):
    """Parts of a whole: {% share_bar text ok=37 info=23 bad=4 %}."""
    return bars.share_bar(list(parts.items()), text=text, needed=needed)


@register.simple_tag(takes_context=True)
def is_at(context, *prefixes):
    """Whether the page's URL name ("meeting") or app ("memoranda:") begins so: for the menu."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or not match.url_name:
        return False
    return match.url_name.startswith(prefixes) or match.view_name.startswith(prefixes)


@register.simple_tag(takes_context=True)
def query_with(context, **changes):
    """The page's query with some parameters set, or taken out when empty: ?page=2&state=done."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


@register.filter
def control(field: BoundField):
    """The widget of a form field with the classes of our look; errors are named to it."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput | CheckboxSelectMultiple | RadioSelect):
        look = "form-check-input"
    elif isinstance(widget, Select):
        look = "form-select"
    else:
        look = "form-control"
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{look} {own}".strip()})


@register.filter
def control_kind(field: BoundField):
    """check, choices, file or input: how components/field.html lays the field out."""
    widget = field.field.widget
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "check"
    return "input"


@register.filter
def page_range(paginator, current):
    """Numbers of pages round the current one; None where some are left out."""
    return [
        number if number != paginator.ELLIPSIS else None
        for number in paginator.get_elided_page_range(current, on_each_side=2, on_ends=1)
    ]
