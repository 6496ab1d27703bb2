"""What exactly the parties agree to: hashes over the words of both languages."""

import hashlib
import json

WORDS = ("heading_kk", "heading_ru", "text_kk", "text_ru")


def clause_hash(kind: str, words: dict[str, str], operation: str = "", target: str = "") -> str:
    """Give the hash of a clause: its kind, its four texts, and what it does to which clause.

    An agreement is to this hash (domain rules 28, 47): one letter changed in either language and
    it is another one. The number is not in it: a clause may move and stay agreed.
    """
    return _hash([kind, *(words.get(name, "") for name in WORDS), operation, str(target or "")])


def version_hash(
    title_kk: str,
    title_ru: str,
    place_kk: str,
    place_ru: str,
    hashes: list[tuple[str, str]],
    term: str = "",
) -> str:
    """Give the hash of a whole version: title, place, term, and (number, hash) of clauses in order.

    `term` says when it begins and ends and how it is signed: the parties approve that too.
    """
    return _hash([title_kk, title_ru, place_kk, place_ru, term, [list(pair) for pair in hashes]])


def _hash(facts: list) -> str:
    # JSON keeps the borders between the texts: ("ab", "c") and ("a", "bc") differ.
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
