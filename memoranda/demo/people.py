"""People of the akimats: officials with accounts and posts."""

from agglo_portal.core.demo import user_of
from agglo_portal.core.models import User
from councils.demo.bodies import MARKS
from councils.demo.data import find, keep, words
from councils.models import Official, Organisation, Post

from .reading import read


def load() -> None:
    """Make the officials and posts that are not there; give an account to who has none."""
    for entry in read("people.toml")["post"]:
        names = {f"name_{lang}": f"{entry[f'title_{lang}']} {mark}" for lang, mark in MARKS.items()
                 if f"title_{lang}" in entry}  # fmt: skip
        official = keep(Official, entry["official"], user=user_of(entry["account"]), **names)
        if official.user_id is None:
            official.user = user_of(entry["account"])
            official.save(update_fields=["user", "updated_at"])
        if "post" in entry:
            Post.objects.get_or_create(
                official=official,
                organisation=find(Organisation, entry["organisation"]),
                kind=entry["post"],
                defaults=words(entry, "title"),
            )


def requisites_of(keys: list[str]) -> dict[str, dict[str, str]]:
    """Give the values of {requisites_1} … for the parties with these keys."""
    known = read("people.toml")["requisites"]
    return {
        f"requisites_{place}": dict(zip(("kk", "ru"), known[key], strict=True))
        for place, key in enumerate(keys, start=1)
    }


def party_of(memorandum, user: User):
    """Give the party of the memorandum in which the account has its post."""
    posts = Post.objects.filter(official__user=user).values("organisation")
    return memorandum.parties.select_related("organisation").get(organisation__in=posts)
