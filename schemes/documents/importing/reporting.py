"""What came of the check, in numbers: kept with the import, shown on its page."""

from django.contrib.gis.db.models import Extent
from django.db import connection
from django.db.models import Count, Q

from ...models import Import, ImportRow

CODES = """
SELECT p->>'code', (p->>'is_warning')::boolean, count(DISTINCT r.id)
FROM schemes_importrow r CROSS JOIN LATERAL jsonb_array_elements(r.problems) p
WHERE r.job_id = %s GROUP BY 1, 2 ORDER BY 2, 3 DESC, 1
"""


def count_rows(job: Import) -> dict:
    """Give the counts by outcome, how many were repaired or warned of, the codes, the bounds."""
    outcomes = ImportRow.Outcome
    counts = ImportRow.objects.filter(job=job).aggregate(
        rows=Count("pk"),
        repaired=Count("pk", filter=Q(is_repaired=True)),
        **{one.value: Count("pk", filter=Q(outcome=one)) for one in outcomes},
    )
    with connection.cursor() as cursor:
        cursor.execute(CODES, [job.pk])
        codes = [list(row) for row in cursor.fetchall()]
    extent = ImportRow.objects.filter(job=job, shape__isnull=False).aggregate(box=Extent("shape"))
    return {"counts": counts, "codes": codes, "bounds": extent["box"]}
