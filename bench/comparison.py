"""How fast two versions of 200 clauses are compared.

    bin/dev python -m bench.comparison [--sections 20] [--clauses 9] [--times 5]

Compares versions that differ in much, in every clause, and in keys of all clauses (everything typed
anew, the slowest: each clause is sought among all). Needs neither database nor servers.
"""

import argparse
import statistics
import time
from collections import Counter
from dataclasses import replace

from memoranda.rules.comparison import Row, compare
from tests.memoranda.long_text import make_text, moved, new_clause, reworded, with_after, without


def much(old: list[Row]) -> list[Row]:
    """A usual round: some words, a new clause, two gone, one elsewhere."""
    new = with_after(without(old, "c1.2", "c19.1"), "c4.4", new_clause("x", "s4"))
    return reworded(moved(new, "c8.1", "c14.6", "s14"), "c16.6", "отчёт", "доклад")


def all_reworded(old: list[Row]) -> list[Row]:
    """Another word in every clause of both languages."""
    return [
        replace(
            row,
            words={
                name: text.replace("отчёт", "доклад").replace("есепті", "баяндаманы")
                for name, text in row.words.items()
            },
        )
        for row in old
    ]


def all_typed_anew(old: list[Row]) -> list[Row]:
    """Another word in every clause, and no clause has its key."""
    return [
        replace(row, key=f"n{row.key}", parent_key=row.parent_key and f"n{row.parent_key}")
        for row in all_reworded(old)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sections", type=int, default=20)
    parser.add_argument("--clauses", type=int, default=9)
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    old = make_text(asked.sections, asked.clauses)
    print(f"{len(old)} clauses in two languages, median of {asked.times}")
    for change in (much, all_reworded, all_typed_anew):
        new = change(old)
        seconds = []
        for _time in range(asked.times):
            started = time.perf_counter()
            changes = compare(old, new)
            seconds.append(time.perf_counter() - started)
        counts = ", ".join(f"{kind} {n}" for kind, n in Counter(c.kind for c in changes).items())
        print(f"{change.__name__:15} {statistics.median(seconds):6.3f} s   {counts}")


if __name__ == "__main__":
    main()
