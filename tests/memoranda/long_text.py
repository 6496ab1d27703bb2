"""A text of 200 clauses, and what may happen to it between two versions."""

from dataclasses import replace

from memoranda.rules.comparison import Row

SUBJECTS = [
    ("көлік қатынасын", "транспортное сообщение"),
    ("су қорғау аймақтарын", "водоохранные зоны"),
    ("қатты тұрмыстық қалдықтарды", "твёрдые бытовые отходы"),
    ("инженерлік желілерді", "инженерные сети"),
    ("жер пайдалануды", "землепользование"),
    ("әлеуметтік объектілерді", "социальные объекты"),
    ("ауа сапасын", "качество воздуха"),
]
ACTS = [
    ("дамыту жөніндегі жұмыс тобын құрады", "создают рабочую группу по вопросам"),
    ("бірлесіп жоспарлайды және қаржыландырады", "совместно планируют и финансируют"),
    ("туралы деректермен алмасады", "обмениваются данными, касающимися темы"),
    ("бақылауды тоқсан сайын жүргізеді", "ежеквартально проводят контроль по теме"),
]


def make_text(sections: int = 20, clauses: int = 9) -> list[Row]:
    """Give sections with their clauses: 20 × (1 + 9) = 200 rows unless told otherwise."""
    rows = []
    for s in range(1, sections + 1):
        words = {"heading_kk": f"{s}-бағыт", "heading_ru": f"Направление {s}"}
        rows.append(Row(f"s{s}", str(s), "section", words))
        for c in range(1, clauses + 1):
            kk_what, ru_what = SUBJECTS[(s + c) % len(SUBJECTS)]
            kk_act, ru_act = ACTS[(s * c) % len(ACTS)]
            words = {
                "text_kk": f"Тараптар {s * 10 + c} жылдық бағдарлама шегінде {kk_what} {kk_act}, "
                f"бұл ретте {c * 7 + s}-объект бойынша есепті {c + 3} күн ішінде ұсынады.",
                "text_ru": f"Стороны в рамках программы {s * 10 + c} {ru_act} {ru_what}, при этом "
                f"отчёт по объекту {c * 7 + s} представляют в течение {c + 3} дней.",
            }
            rows.append(Row(f"c{s}.{c}", f"{s}.{c}", "clause", words, f"s{s}"))
    return rows


def without(rows: list[Row], *keys: str) -> list[Row]:
    """Leave these clauses out."""
    return [row for row in rows if row.key not in keys]


def with_after(rows: list[Row], key: str, *others: Row) -> list[Row]:
    """Put others after this clause."""
    at = next(index for index, row in enumerate(rows) if row.key == key) + 1
    return [*rows[:at], *others, *rows[at:]]


def moved(rows: list[Row], key: str, after: str, parent: str | None) -> list[Row]:
    """Put the clause (a section with what is in it) after another."""
    own = [row for row in rows if row.key == key or row.parent_key == key]
    own[0] = replace(own[0], parent_key=parent)
    rest = [row for row in rows if row.key not in {o.key for o in own}]
    last = [row.key for row in rest if row.key == after or row.parent_key == after][-1]
    return with_after(rest, last, *own)


def reworded(rows: list[Row], key: str, old: str, new: str) -> list[Row]:
    """Write other words in both languages where the old ones stand."""
    return [
        replace(row, words={name: text.replace(old, new) for name, text in row.words.items()})
        if row.key == key
        else row
        for row in rows
    ]


def retyped(rows: list[Row], key: str, new_key: str) -> list[Row]:
    """Give the clause another key: it was deleted and typed anew."""
    return [
        replace(
            row,
            key=new_key if row.key == key else row.key,
            parent_key=new_key if row.parent_key == key else row.parent_key,
        )
        for row in rows
    ]


def new_clause(key: str, parent: str | None) -> Row:
    """Give a clause whose words are nobody else's."""
    words = {
        "text_kk": "Қазына есебінен жасыл белдеу отырғызу туралы жаңа талап енгізіледі.",
        "text_ru": "Вводится новое требование о посадке зелёного пояса за счёт казны.",
    }
    return Row(key, "", "clause", words, parent)
