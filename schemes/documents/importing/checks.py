"""What the database itself finds out of the rows, all at once: shapes, twins, place, matches.

Every statement takes the whole import; nothing here goes row by row.
"""

from contextlib import contextmanager

from django.db import connection

from ... import geo
from ...models import Import
from ...rules.imports import BOUNDARY
from .values import mapped_attributes, mapped_targets

HIGHEST = 85.0  # degrees: beyond it the plane of web maps has no place
PARTS = {
    geo.POLYGON: """ST_Multi(CASE WHEN ST_GeometryType(sound) = 'ST_GeometryCollection'
        THEN ST_UnaryUnion(ST_CollectionExtract(sound, 3))
        ELSE ST_CollectionExtract(sound, 3) END)""",
    geo.LINE: "ST_Multi(ST_CollectionExtract(sound, 2))",
    geo.POINT: """CASE WHEN ST_NumGeometries(ST_CollectionExtract(sound, 1)) = 1
        THEN ST_GeometryN(ST_CollectionExtract(sound, 1), 1)
        ELSE ST_CollectionExtract(sound, 1) END""",
}
MARK = "md5(ST_AsBinary(ST_Normalize({})))"
HAS_ERROR = "({} @? '$[*] ? (@.is_warning == false)')"
# A row with a code of its own may lie where another lies; a row without one is then its double.
NOTE_OR_ERROR = "COALESCE({}->>'key', '') <> ''"


def _told(condition: str, code: str, facts: str = "'{}'::jsonb", warning: str = "false") -> str:
    return f"""|| CASE WHEN {condition} THEN jsonb_build_array(jsonb_build_object('field', 'shape',
        'code', '{code}', 'facts', {facts}, 'is_warning', {warning})) ELSE '[]'::jsonb END"""


TAKE_OVER = """
WITH judged AS MATERIALIZED (
    SELECT number, vals, problems, shape, shape IS NULL OR ST_IsValid(shape) AS is_sound
    FROM import_raw
), repaired AS MATERIALIZED (
    SELECT number, vals, problems, shape, is_sound,
           CASE WHEN is_sound THEN shape ELSE ST_MakeValid(shape) END AS sound
    FROM judged
), fitted AS MATERIALIZED (
    SELECT number, vals, problems, is_sound, shape AS given, {parts} AS shape FROM repaired
), measured AS MATERIALIZED (
    SELECT number, vals, problems, is_sound, given, shape,
           shape IS NOT NULL AND NOT ST_IsEmpty(shape) AS has_parts,
           ST_GeometryType(shape) = '{stored}' AS fits,
           {mark} AS mark,
           NULLIF(vals->>'key', '') AS code
    FROM fitted
), compared AS MATERIALIZED (
    SELECT measured.*,
           min(number) OVER (PARTITION BY code) AS first_of_code,
           count(*) OVER (PARTITION BY code) AS times_code,
           min(number) OVER (PARTITION BY mark) AS first_of_mark
    FROM measured
), edge AS MATERIALIZED (
    SELECT ST_Union(f.shape) AS shape
    FROM schemes_feature f JOIN schemes_layer l ON l.id = f.layer_id
    WHERE f.edition_id = %(edition)s AND l.code = %(boundary)s AND l.id <> %(layer)s
      AND f.removed_at IS NULL AND ST_Dimension(f.shape) = 2
), told AS (
    SELECT number, vals, is_sound, has_parts AND fits AS fits, compared.shape, problems
    {problems} AS problems
    FROM compared CROSS JOIN edge
)
INSERT INTO schemes_importrow (job_id, number, shape, values, outcome, is_repaired, problems)
SELECT %(job)s, number, CASE WHEN fits THEN shape END, vals,
       CASE WHEN {has_error} THEN 'refused' ELSE 'new' END, fits AND NOT is_sound, problems
FROM told
"""
PROBLEMS = (
    _told("given IS NOT NULL AND NOT has_parts", "wrong_type",
          "jsonb_build_object('found', ST_GeometryType(given))")
    + _told("has_parts AND NOT fits", "several_points")
    + _told(f"""has_parts AND (ST_YMax(compared.shape) > {HIGHEST}
                OR ST_YMin(compared.shape) < -{HIGHEST})""", "off_the_map")
    + _told("has_parts AND fits AND NOT is_sound", "repaired",
            """(SELECT jsonb_build_object('reason', d.reason,
                'lon', round(ST_X(d.location)::numeric, 5),
                'lat', round(ST_Y(d.location)::numeric, 5))
               FROM ST_IsValidDetail(given) d)""", "true")
    + _told("code IS NOT NULL AND times_code > 1", "key_twice",
            "jsonb_build_object('key', code, 'first', first_of_code)")
    + _told("mark IS NOT NULL AND number > first_of_mark", "shape_twice",
            "jsonb_build_object('first', first_of_mark)", NOTE_OR_ERROR.format("vals"))
    + _told("""has_parts AND edge.shape IS NOT NULL
               AND NOT ST_Intersects(edge.shape, compared.shape)""",
            "outside_territory", warning="true")
)  # fmt: skip

COMPARE = """
WITH held AS MATERIALIZED (
    SELECT id, {mark} AS mark FROM schemes_feature
    WHERE edition_id = %(edition)s AND layer_id = %(layer)s AND removed_at IS NULL
), marks AS MATERIALIZED (
    SELECT mark, min(id) AS first_id, max(id) AS last_id FROM held GROUP BY mark
), rows AS MATERIALIZED (
    SELECT r.id, r.values, r.problems, NULLIF(r.values->>'key', '') AS code, {mark_of_row} AS mark
    FROM schemes_importrow r WHERE r.job_id = %(job)s
), matched AS MATERIALIZED (
    SELECT r.id, r.values, f.id AS feature_id,
           f.id IS NOT NULL AND (held.mark IS DISTINCT FROM r.mark {changed}) AS is_changed,
           jsonb_path_query_array(r.problems, '$[*] ? (@.code != "shape_in_layer")') AS problems,
           CASE WHEN f.id IS DISTINCT FROM marks.first_id THEN marks.first_id
                WHEN f.id IS DISTINCT FROM marks.last_id THEN marks.last_id END AS twin_id
    FROM rows r
    LEFT JOIN schemes_feature f
      ON f.edition_id = %(edition)s AND f.layer_id = %(layer)s AND f.removed_at IS NULL
     AND f.key = r.code
    LEFT JOIN held ON held.id = f.id
    LEFT JOIN marks ON marks.mark = r.mark
), told AS MATERIALIZED (
    SELECT r.id, r.feature_id, r.is_changed, r.problems {twin} AS problems
    FROM matched r LEFT JOIN schemes_feature twin ON twin.id = r.twin_id
), found AS MATERIALIZED (
    SELECT id, problems,
           CASE WHEN {has_error} THEN 'refused' WHEN feature_id IS NULL THEN 'new'
                WHEN is_changed THEN 'updated' ELSE 'same' END AS outcome
    FROM told
)
UPDATE schemes_importrow r SET outcome = found.outcome, problems = found.problems
FROM found
WHERE r.id = found.id AND (r.outcome, r.problems) IS DISTINCT FROM (found.outcome, found.problems)
"""
TWIN = _told("twin.id IS NOT NULL", "shape_in_layer",
             """jsonb_build_object('key', twin.key,
                'name', COALESCE(NULLIF(twin.name_kk, ''), twin.name_ru))""",
             NOTE_OR_ERROR.format("r.values"))  # fmt: skip

# New values of an object by target: its column and what the row says.
NEW = {
    "key": ("key", "COALESCE(r.values->>'key', '')"),
    "name_kk": ("name_kk", "COALESCE(r.values->>'name_kk', '')"),
    "name_ru": ("name_ru", "COALESCE(r.values->>'name_ru', '')"),
    "name_en": ("name_en", "COALESCE(r.values->>'name_en', '')"),
    "status": ("status", "COALESCE(r.values->>'status', 'existing')"),
    "phase": ("phase_id", "(r.values->>'phase')::bigint"),
    "responsible": ("responsible_id", "(r.values->>'responsible')::bigint"),
    "cost": ("cost", "(r.values->>'cost')::numeric"),
    "source": ("source", "COALESCE(r.values->>'source', '')"),
}
NEW_ATTRIBUTES = "((f.attributes - %(attributes)s::text[]) || (r.values->'attributes'))"


def changes(job: Import) -> dict[str, str]:
    """Give the columns of an object that the import sets, and the values it sets them to."""
    mapped = mapped_targets(job.choices)
    found = dict(NEW[code] for code in NEW if code in mapped and code != "key")
    if mapped_attributes(job.choices):
        found["attributes"] = NEW_ATTRIBUTES
    return found


def take_over(job: Import) -> None:
    """Turn the raw rows into staged ones: repaired, of the layer's kind, with every problem."""
    kind = job.layer.geometry_type
    query = TAKE_OVER.format(
        parts=PARTS[kind],
        stored=geo.STORED_TYPES[kind],
        mark=MARK.format("shape"),
        problems=PROBLEMS,
        has_error=HAS_ERROR.format("problems"),
    )
    _run(query, job)


def compare(job: Import) -> None:
    """Match the rows with the objects of the layer as it is now; may be run again."""
    changed = [f"OR f.{column} IS DISTINCT FROM {value}" for column, value in changes(job).items()]
    query = COMPARE.format(
        mark=MARK.format("shape"),
        mark_of_row=MARK.format("r.shape"),
        changed=" ".join(changed),
        twin=TWIN,
        has_error=HAS_ERROR.format("problems"),
    )
    with big_joins():
        _run(query, job)


@contextmanager
def big_joins():
    """Rows of a moment ago are unknown to the planner: it may not go through them in pairs."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = on")


def _run(query: str, job: Import) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters(job))


def parameters(job: Import) -> dict:
    return {
        "job": job.pk,
        "edition": job.edition_id,
        "layer": job.layer_id,
        "boundary": BOUNDARY,
        "attributes": mapped_attributes(job.choices),
    }
