"""Bars drawn as SVG: the strict CSP allows no style attributes, and numbers become lengths here."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LENGTH = 600


def seats_bar(*, filled: int, total: int, needed: int, text: str) -> SafeString:
    """Draw one box a seat, the filled ones solid, and a line at the number needed."""
    if total < 1:
        return SafeString("")
    gap = 4
    width = (LENGTH - gap * (total - 1)) / total
    boxes = format_html_join(
        "",
        '<rect class="{}" x="{}" y="4" width="{}" height="18" rx="2"/>',
        [
            ("on" if n < filled else "off", _short(n * (width + gap)), _short(width))
            for n in range(total)
        ],
    )
    line = _short(min(needed, total) * (width + gap) - gap / 2)
    return format_html(
        '<svg class="seats-bar" viewBox="0 0 {} 26" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}<rect class="limit" x="{}" y="0" width="3" height="26"/></svg>',
        LENGTH,
        text,
        boxes,
        _short(max(float(line) - 1.5, 0)),
    )


def share_bar(parts: list[tuple[str, int]], *, text: str, needed: int = 0) -> SafeString:
    """Draw parts of a whole side by side as (tone, count); a line at `needed` of the whole."""
    whole = sum(count for _tone, count in parts)
    if whole < 1:
        return SafeString("")
    shown = [(tone, count) for tone, count in parts if count]
    gap = 3
    scale = (LENGTH - gap * (len(shown) - 1)) / whole
    left, rects = 0.0, []
    for tone, count in shown:
        rects.append((tone, _short(left), _short(count * scale)))
        left += count * scale + gap
    boxes = format_html_join("", '<rect class="{}" x="{}" y="4" width="{}" height="14"/>', rects)
    limit = SafeString("")
    if needed:
        at = min(needed / whole, 1) * LENGTH
        limit = format_html(
            '<rect class="limit" x="{}" y="0" width="3" height="22"/>', _short(max(at - 3, 0))
        )
    return format_html(
        '<svg class="share-bar" viewBox="0 0 {} 22" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}{}</svg>',
        LENGTH,
        text,
        boxes,
        limit,
    )


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
