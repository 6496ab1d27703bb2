"""The parties as documents name them: requisites and signature blocks."""

from datetime import date

from councils.models import Official, Post

from ..models import Memorandum, Party
from .terms import TERMS


def signature_blocks(memorandum: Memorandum, *, language: str, on: date) -> list[dict]:
    """Give a block for each party in their order: name, BIN, post, authority, place to sign.

    Names and posts are those kept with the party, else those of the signatory on the day.
    """
    terms = TERMS[language]
    parties = memorandum.parties.select_related("organisation", "signatory").in_order()
    return [
        {
            "party": getattr(party.organisation, f"name_{language}"),
            "lines": _lines(party, language),
            "post": _post(party, language, on),
            "name": _name(party, language),
            "sign": terms["signature"],
            "seal": terms["seal"],
        }
        for party in parties
    ]


def party_name(party: Party, language: str) -> str:
    """The party's short name in the language of the document, or its full one."""
    organisation = party.organisation
    return getattr(organisation, f"short_name_{language}") or getattr(
        organisation, f"name_{language}"
    )


def post_of(official: Official | None, organisation_id: int, language: str, on: date) -> str:
    """The title of the official in the organisation on the day; empty where none is known."""
    if official is None:
        return ""
    posts = Post.objects.filter(official=official, organisation=organisation_id).valid_on(on)
    kinds = list(Post.Kind.values)
    found = sorted(posts, key=lambda post: (kinds.index(post.kind), post.pk))
    return getattr(found[0], f"title_{language}") if found else ""


def _lines(party: Party, language: str) -> list[str]:
    terms, lines = TERMS[language], []
    if party.organisation.bin:
        lines.append(terms["bin"].format(bin=party.organisation.bin))
    basis = getattr(party, f"authority_{language}")
    if basis:
        lines.append(terms["basis"].format(basis=basis))
    return lines


def _post(party: Party, language: str, on: date) -> str:
    kept = getattr(party, f"signatory_post_{language}")
    post = kept or post_of(party.signatory, party.organisation_id, language, on)
    return post[:1].upper() + post[1:]


def _name(party: Party, language: str) -> str:
    kept = getattr(party, f"signatory_name_{language}")
    if kept or party.signatory is None:
        return kept
    return getattr(party.signatory, f"name_{language}")
