"""Lead sentences of amending texts: what a clause does to a clause of the amended one."""

from ..models import Operation
from ..rules.numbering import label
from .terms import CASES


def lead_sentence(operation: str, *, kind: str, number: str, new_kind: str, language: str) -> str:
    """Say in the words of legal drafting what happens to the target (`kind`, `number`).

    «3.2-тармақ мынадай редакцияда жазылсын:» / «Пункт 3.2 изложить в следующей редакции:»;
    `new_kind` is that of the clause which is inserted after the target.
    """
    name = label(kind, number, language).replace("преамбула", "преамбулу")  # accusative
    after, with_what = CASES[language][kind][0], CASES[language][new_kind][1]
    if operation == Operation.REPEAL:
        text = f"{name} алып тасталсын." if language == "kk" else f"{name} исключить."
    elif operation == Operation.REPLACE:
        ending = {
            "kk": "мынадай редакцияда жазылсын:",
            "ru": "изложить в следующей редакции:",
        }[language]
        text = f"{name} {ending}"
    elif language == "kk":
        place = f"{number}-{after}" if number else after
        text = f"{place} кейін мынадай мазмұндағы {with_what} толықтырылсын:"
    else:
        place = f"{after} {number}".strip()
        text = f"после {place} дополнить {with_what} следующего содержания:"
    return text[:1].upper() + text[1:]
