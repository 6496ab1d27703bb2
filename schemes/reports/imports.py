"""What an import shows of its staged rows: a page of them, a table, shapes to look at."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet

from ..models import Import, ImportRow

MOST_SHAPES = 4_000
FIRST_POINTS_OF_A_SHAPE = 200
BY_OUTCOME = {"refused", "new", "updated", "same"}
SHAPES = """
SELECT number, outcome, is_repaired, problems <> '[]'::jsonb AS is_told,
       COALESCE(values->>'name_kk', values->>'name_ru', values->>'key', '') AS name,
       ST_AsGeoJSON(CASE WHEN ST_NPoints(shape) > %(points)s
                    THEN ST_SimplifyPreserveTopology(shape, %(tolerance)s) ELSE shape END, 6)
FROM schemes_importrow
WHERE job_id = %(job)s AND shape IS NOT NULL
ORDER BY (problems <> '[]'::jsonb) DESC, number LIMIT %(most)s
"""


def rows_of(job: Import, *, outcome: str = "", code: str = "", told: bool = False) -> QuerySet:
    """Give the rows by what became of them, by a code of a problem, or those with any problem."""
    rows = job.rows.order_by("number")
    if outcome in BY_OUTCOME:
        rows = rows.filter(outcome=outcome)
    if code:
        rows = rows.filter(problems__contains=[{"code": code}])
    if told:
        rows = rows.exclude(problems=[])
    return rows


def shapes_of(job: Import) -> Iterator[tuple]:
    """Give shapes to look at, those with problems first: number, outcome, marks, name, GeoJSON."""
    box = job.report.get("bounds")
    tolerance = max(box[2] - box[0], box[3] - box[1]) / 4000 if box else 0.0001
    given = {
        "job": job.pk,
        "most": MOST_SHAPES,
        "points": FIRST_POINTS_OF_A_SHAPE,
        "tolerance": tolerance,
    }
    with connection.cursor() as cursor:
        cursor.execute(SHAPES, given)
        yield from cursor.fetchall()


def told_rows(job: Import) -> Iterator[ImportRow]:
    """Give every row with a problem, one by one, however many they are."""
    return rows_of(job, told=True).defer("shape").iterator(chunk_size=2000)
