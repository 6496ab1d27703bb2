"""What the database itself keeps: endorsed editions, earlier shapes, shapes of the layer's kind."""

import pgtrigger

from agglo_portal.core.seals import keeps, never_deleted

CONTENT = (
    "key", "name_kk", "name_ru", "name_en", "attributes", "phase_id", "status", "responsible_id",
    "cost", "source",
)  # fmt: skip
KEPT = (*CONTENT, "version", "changed_at", "changed_by_id", "removed_at")

EDITION = [
    keeps(
        "endorsed_edition_keeps_what_it_was",
        "state", "published_at", "updated_at", "note_kk", "note_ru", "note_en", "act",
        when="OLD.state IN ('endorsed', 'published')",
    ),
    pgtrigger.Protect(
        name="endorsed_edition_never_goes_back",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "OLD.state IN ('endorsed', 'published')"
            " AND NOT (NEW.state = OLD.state OR NEW.state = 'published')"
        ),
    ),
    never_deleted(
        "endorsed_edition_is_never_deleted", when="OLD.state IN ('endorsed', 'published')"
    ),
]  # fmt: skip

_IS_CHANGED = " OR ".join(
    [
        "NOT ST_OrderingEquals(OLD.shape, NEW.shape)",
        "OLD.removed_at IS DISTINCT FROM NEW.removed_at",
    ]
    + [f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in CONTENT]
)

_KEEP_EARLIER = f"""
    INSERT INTO schemes_earlierfeature (feature_id, shape, replaced_at, {", ".join(KEPT)})
    VALUES (OLD.id, OLD.shape, NEW.changed_at, {", ".join(f"OLD.{one}" for one in KEPT)});
    RETURN NULL;
"""  # noqa: S608 names of columns of our own

# A statement at a time, not a row: a hundred thousand copied objects are judged by one join.
_NO_DRAFT = """
    IF EXISTS (
        SELECT 1 FROM {rows} r JOIN schemes_edition e ON e.id = r.edition_id
        WHERE e.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'the edition is no longer a draft: its objects stay as they are';
    END IF;
"""
_UNFIT = """
    IF EXISTS (
        SELECT 1 FROM new_rows r
        JOIN schemes_layer l ON l.id = r.layer_id
        JOIN schemes_edition e ON e.id = r.edition_id
        WHERE e.scheme_id <> l.scheme_id OR ST_GeometryType(r.shape) <> CASE l.geometry_type
            WHEN 'point' THEN 'ST_Point' WHEN 'line' THEN 'ST_MultiLineString'
            ELSE 'ST_MultiPolygon' END
    ) THEN
        RAISE EXCEPTION 'the shape or the edition does not fit the layer';
    END IF;
"""


def _statement(name: str, operation, *parts: str, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(**tables),
        func="".join(parts) + "    RETURN NULL;\n",
    )


FEATURE = [
    _statement(
        "objects_are_added_only_to_a_draft",
        pgtrigger.Insert,
        _NO_DRAFT.format(rows="new_rows"),
        _UNFIT,
        new="new_rows",
    ),
    _statement(
        "objects_change_only_in_a_draft",
        pgtrigger.Update,
        _NO_DRAFT.format(rows="old_rows"),
        _NO_DRAFT.format(rows="new_rows"),
        _UNFIT,
        old="old_rows",
        new="new_rows",
    ),
    _statement(
        "objects_are_deleted_only_from_a_draft",
        pgtrigger.Delete,
        _NO_DRAFT.format(rows="old_rows"),
        old="old_rows",
    ),
    pgtrigger.Trigger(
        name="earlier_state_is_kept",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(_IS_CHANGED),
        func=_KEEP_EARLIER,
    ),
    pgtrigger.Protect(
        name="changed_object_counts_its_versions",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"NEW.version <= OLD.version AND ({_IS_CHANGED})"),
    ),
]
EARLIER_FEATURE = [
    pgtrigger.Protect(name="earlier_state_is_immutable", operation=pgtrigger.Update),
]
