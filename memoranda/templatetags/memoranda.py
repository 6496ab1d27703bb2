"""How texts under negotiation are shown: light markup, redlines, states; no queries."""

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agglo_portal.core import icons

from ..looks import CELLS, CHANGES, DOTS, MARKS, ROWS
from ..reports.reading import label_of
from ..rules import markup as light
from ..rules.numbering import label
from ..rules.redline import redline as redline_of

register = template.Library()

# How many characters of unchanged text stay beside a change when the rest is left out.
KEPT = 110


@register.filter
def markup(text):
    """The text of a clause as safe HTML."""
    return mark_safe(light.to_html(text or ""))  # noqa: S308  the rule escapes every character


@register.filter
def plain_start(text, length=90):
    """The first words of a text without marks, for a clause that has no heading."""
    words = " ".join(light.plain((text or "")[: 4 * length]).split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + "…"


@register.filter
def lead(leads, clause_id):
    """The lead sentences of a clause, by its id."""
    return leads.get(clause_id, {})


@register.filter
def in_language(words, language):
    """One of two texts, by its language."""
    return words.get(language, "")


@register.simple_tag
def form_of(forms, uid):
    """The form of a record that came back refused, or nothing."""
    return (forms or {}).get(str(uid))


@register.simple_tag
def clause_name(clause):
    """The clause as it is cited in the language of the page; the first words where it is not."""
    return label_of(clause.kind, clause.number) or plain_start(clause.heading or clause.text, 60)


@register.filter
def printed_number(row, language=""):
    """The number of a row as texts print it: «3.2.», of an annex «1-қосымша» / «Приложение 1»."""
    language = language or (get_language() or "kk")[:2]
    if row.is_annex and row.number:
        words = label(row.kind, row.number, language)
        return words[:1].upper() + words[1:]
    return f"{row.number}." if row.number else ""


@register.simple_tag
def redline(pieces, trim=False):
    """Words that went and came, said to a reader and marked by brackets, not by colour alone.

    `trim` leaves out unchanged text far from a change.
    """
    pieces = list(pieces)
    last = len(pieces) - 1
    html = []
    for place, piece in enumerate(pieces):
        if piece.op == "same":
            text = _trimmed(piece.text, place == 0, place == last) if trim else piece.text
            html.append(escape(text))
        else:
            html.append(_marked(piece))
            is_followed = place < last and pieces[place + 1].op != "same"
            if is_followed and not piece.text[-1:].isspace():
                html.append(" ")
    return mark_safe("".join(html))  # noqa: S308  every text is escaped above


@register.simple_tag
def redline_side(language, op):
    """One side of a comparison: what is the same and what went ("del") or came ("ins")."""
    html = []
    for pieces, is_heading in ((language.heading, True), (language.text, False)):
        shown = redline([piece for piece in pieces if piece.op in ("same", op)])
        if shown:
            html.append(format_html("<strong>{}</strong>\n" if is_heading else "{}", shown))
    return mark_safe("".join(html))  # noqa: S308  made of escaped texts


@register.simple_tag
def redline_between(old, new, trim=False):
    """The redline of two texts."""
    return redline(redline_of(old or "", new or ""), trim)


@register.simple_tag
def only_here(old, new):
    """The new text with the words marked that the other language lacks: those that came."""
    pieces = [piece for piece in redline_of(old or "", new or "") if piece.op != "del"]
    return format_html_join("", "{}", ((_only(piece),) for piece in pieces))


def _only(piece) -> str:
    words = piece.text.strip()
    if piece.op == "same" or not words:
        return piece.text
    before, after = piece.text.split(words, 1)
    return format_html('{}<mark class="w-only">{}</mark>{}', before, words, after)


def _marked(piece) -> SafeString:
    """A deletion or insertion; spaces at its ends stay outside the marks."""
    words = piece.text.strip(" \n")
    if not words:
        return escape(piece.text)
    start = piece.text.index(words)
    before, after = piece.text[:start], piece.text[start + len(words) :]
    said = _("deleted:") if piece.op == "del" else _("added:")
    return format_html(
        '{}<{}><span class="visually-hidden">{} </span><span>{}</span></{}>{}',
        before,
        mark_safe(piece.op),  # noqa: S308  one of two words
        said,
        words,
        mark_safe(piece.op),  # noqa: S308
        after,
    )


def _trimmed(text: str, is_first: bool, is_last: bool) -> str:
    """Leave out the middle (or the far end) of a long stretch without changes."""
    if len(text) <= (KEPT if is_first or is_last else 2 * KEPT) + 20:
        return text
    head = "" if is_first else text[:KEPT].rsplit(" ", 1)[0]
    tail = "" if is_last else text[-KEPT:].split(" ", 1)[-1]
    return f"{head} … {tail}" if head and tail else f"{head} …" if head else f"… {tail}"


# States, with drawings that the page holds once ------------------------------------------------
@register.simple_tag
def drawings(*more):
    """The icons of states, and `more`, once a page: `use` points at them, however long the list."""
    names = sorted(
        {icon for _tone, icon, _words in [*CELLS.values(), *ROWS.values(), *CHANGES.values()]}
        | {icon for icon, _words in MARKS.values()}
        | {"chevron-right", "lock-fill", "arrow-up", "arrow-down", *more}
    )
    symbols = format_html_join("", "{}", ((_symbol(name),) for name in names))
    return format_html(
        '<svg class="visually-hidden" width="0" height="0" aria-hidden="true">{}</svg>', symbols
    )


@register.simple_tag
def drawing(name):
    """One of the icons that `drawings` put on the page."""
    return format_html('<svg class="w-i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def clause_mark(tone):
    """The round mark of a clause in the tree."""
    if tone not in MARKS:
        return mark_safe('<span class="w-st w-st--none"></span>')
    icon, words = MARKS[tone]
    return format_html(
        '<span class="w-st w-st--{}">{}<span class="visually-hidden">{}</span></span>',
        tone,
        drawing(icon),
        words,
    )


@register.simple_tag
def mark_tones():
    """The tones of the round marks, for the key to them."""
    return list(MARKS)


@register.simple_tag
def mark_words(tone):
    """What the round mark means."""
    return MARKS[tone][1]


@register.simple_tag
def cell_mark(state):
    """A cell of the matrix."""
    tone, icon, words = CELLS[str(state)]
    return format_html('<span class="w-cell w-cell--{}">{}{}</span>', tone, drawing(icon), words)


@register.simple_tag
def cell_chip(state):
    """What a party says, as a chip."""
    return _chip(*CELLS[str(state)])


@register.simple_tag
def row_chip(state):
    """How far a clause is, as a chip."""
    return _chip(*ROWS[str(state)])


@register.simple_tag
def change_chip(kind):
    """What became of a clause, as a chip."""
    return _chip(*CHANGES[str(kind)])


@register.simple_tag
def party_dot(dot):
    """A party in the list of negotiations: a round mark, its name, and in words how it stands."""
    tone, name, words = DOTS[str(dot.state)]
    return format_html(
        '<li class="dot"><span class="dot__i dot__i--{}">{}</span>{}'
        '<span class="visually-hidden">: {}</span></li>',
        tone,
        icons.icon(name),
        dot.party,
        words,
    )


@register.simple_tag
def dot_keys():
    """What the marks of parties mean: tone, icon, words."""
    return [(tone, icons.icon(name), words) for tone, name, words in DOTS.values()]


def _chip(tone, icon, words) -> SafeString:
    return format_html('<span class="chip {} i">{}{}</span>', tone, drawing(icon), words)


def _symbol(name: str) -> SafeString:
    """An icon as a symbol; its shapes are those of the package."""
    drawn = icons.icon(name)
    shapes = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]
    return format_html(
        '<symbol id="i-{}" viewBox="0 0 16 16">{}</symbol>',
        name,
        mark_safe(shapes),  # noqa: S308  cut out of a drawing of the package
    )
