"""Triggers by which the database itself keeps what was counted, signed or published."""

import pgtrigger


class ChangeOfAllBut(pgtrigger.Condition):
    """An update, while `when` holds, that changes any column except the named fields."""

    def __init__(self, *fields: str, when: str):
        self.fields = fields
        self.when = when

    def resolve(self, model) -> str:
        columns = [f.column for f in model._meta.concrete_fields if f.name not in self.fields]
        old = ", ".join(f'OLD."{column}"' for column in columns)
        new = ", ".join(f'NEW."{column}"' for column in columns)
        return f"(({self.when}) AND ROW({old}) IS DISTINCT FROM ROW({new}))"


def keeps(name: str, *fields: str, when: str) -> pgtrigger.Trigger:
    """While `when` holds of the old row, only these fields may change."""
    return pgtrigger.Protect(
        name=name,
        operation=pgtrigger.Update,
        condition=ChangeOfAllBut(*fields, when=when),
    )


def never_deleted(name: str, *, when: str = "") -> pgtrigger.Trigger:
    """A row (if `when` is given: of which it holds) is never deleted."""
    condition = pgtrigger.Condition(when) if when else None
    return pgtrigger.Protect(name=name, operation=pgtrigger.Delete, condition=condition)


def refuses(
    name: str, *, rows: str, message: str, operation=None, lock: str = ""
) -> pgtrigger.Trigger:
    """Refuse to write while the query `rows` finds any; `lock` first waits for its row."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation or pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            {lock}
            IF EXISTS ({rows}) THEN RAISE EXCEPTION '{message}'; END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )
