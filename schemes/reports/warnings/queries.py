"""Each kind of warning as one question to PostGIS over a whole layer or edition.

Every question gives rows (layer id, ids of the objects, west, south, east, north, square metres).
The index of objects by edition, layer and place finds the neighbours.
"""

# ruff: noqa: S608  only names of columns stand in the texts, values are parameters

BOX = "ST_XMin({0}), ST_YMin({0}), ST_XMax({0}), ST_YMax({0})"
PRESENT = "f.edition_id = %(edition)s AND f.removed_at IS NULL"

# Two areas of a covering layer that share more than a trifle.
OVERLAPS = f"""
    WITH pair AS (
        SELECT a.layer_id, a.id AS one, b.id AS other,
               ST_CollectionExtract(ST_Intersection(a.shape, b.shape), 3) AS shape
        FROM schemes_feature a
        JOIN schemes_feature b ON b.edition_id = a.edition_id AND b.layer_id = a.layer_id
             AND b.id > a.id AND b.removed_at IS NULL AND a.shape && b.shape
        WHERE a.edition_id = %(edition)s AND a.removed_at IS NULL AND a.layer_id = ANY(%(layers)s)
          AND ST_Relate(a.shape, b.shape, 'T********')
    ), sized AS (SELECT *, ST_Area(shape::geography) AS area FROM pair)
    SELECT layer_id, ARRAY[one, other], {BOX.format("shape")}, area
    FROM sized WHERE area > %(trifle)s ORDER BY area DESC LIMIT %(most)s
"""

# Holes of the union, and narrow clefts open to the outside: what closing the union would fill.
GAPS = f"""
    WITH whole AS (
        SELECT f.layer_id, ST_Union(f.shape) AS shape
        FROM schemes_feature f WHERE {PRESENT} AND f.layer_id = ANY(%(layers)s)
        GROUP BY f.layer_id
    ), filled AS (
        SELECT layer_id, ST_Difference(ST_Buffer(ST_Buffer(shape, %(cleft)s,
            'join=mitre mitre_limit=3'), -%(cleft)s, 'join=mitre mitre_limit=3'), shape) AS shape
        FROM whole
    ), hole AS (
        SELECT layer_id, (ring).geom AS shape
        FROM (SELECT layer_id, ST_DumpRings((ST_Dump(shape)).geom) AS ring FROM whole) AS ringed
        WHERE (ring).path[1] > 0
    ), gap AS (
        SELECT layer_id, shape FROM hole
        UNION ALL
        SELECT c.layer_id, c.shape FROM (
            SELECT layer_id, (ST_Dump(shape)).geom AS shape FROM filled) AS c
        WHERE NOT EXISTS (SELECT 1 FROM hole h
                          WHERE h.layer_id = c.layer_id AND ST_Intersects(h.shape, c.shape))
    ), sized AS (SELECT *, ST_Area(shape::geography) AS area FROM gap)
    SELECT s.layer_id, ARRAY(
               SELECT f.id FROM schemes_feature f
               WHERE {PRESENT} AND f.layer_id = s.layer_id
                 AND f.shape && ST_Expand(s.shape, %(touch)s)
                 AND ST_DWithin(f.shape, s.shape, %(touch)s)
               ORDER BY f.id LIMIT 6),
           {BOX.format("s.shape")}, s.area
    FROM sized s WHERE area > %(trifle)s AND area < %(gap)s ORDER BY area LIMIT %(most)s
"""

# Objects that the boundary of the same edition does not cover; a metre outside is forgiven. Most
# lie in one piece of it, which is quick to see; the whole boundary is asked of the others alone.
OUTSIDE = f"""
    WITH bounds AS MATERIALIZED (
        SELECT ST_Buffer(ST_Union(b.shape), 0.00001) AS shape
        FROM schemes_feature b
        WHERE b.edition_id = %(edition)s AND b.removed_at IS NULL AND b.layer_id = %(boundary)s
    ), piece AS MATERIALIZED (SELECT ST_Subdivide(shape, 128) AS shape FROM bounds),
    doubtful AS MATERIALIZED (
        SELECT f.id, f.layer_id, f.shape, f.area_m2
        FROM schemes_feature f
        WHERE {PRESENT} AND f.layer_id = ANY(%(layers)s) AND NOT EXISTS (
            SELECT 1 FROM piece p WHERE p.shape ~ f.shape AND ST_CoveredBy(f.shape, p.shape))
    )
    SELECT f.layer_id, ARRAY[f.id], {BOX.format("f.shape")}, f.area_m2
    FROM doubtful f, bounds
    WHERE bounds.shape IS NOT NULL AND NOT ST_CoveredBy(f.shape, bounds.shape)
    ORDER BY f.id LIMIT %(most)s
"""

# Areas too small, or so thin that they are a slip of the hand: a circle has 1, a square 0.79.
SLIVERS = f"""
    SELECT f.layer_id, ARRAY[f.id], {BOX.format("f.shape")}, f.area_m2
    FROM schemes_feature f
    WHERE {PRESENT} AND f.layer_id = ANY(%(areas)s)
      AND (f.area_m2 < %(small)s OR (f.area_m2 < %(large)s AND 4 * pi() * f.area_m2
           / greatest(power(ST_Perimeter(f.shape::geography), 2), 1) < %(thin)s))
    ORDER BY f.area_m2, f.id LIMIT %(most)s
"""

DUPLICATES = f"""
    SELECT f.layer_id, (array_agg(f.id ORDER BY f.id))[1:6],
           {BOX.format("ST_Extent(f.shape)")}, 0::float
    FROM schemes_feature f WHERE {PRESENT}
    GROUP BY f.layer_id, md5(ST_AsBinary(ST_Normalize(f.shape)))
    HAVING count(*) > 1 ORDER BY min(f.id) LIMIT %(most)s
"""

UNFILLED = f"""
    SELECT f.layer_id, ARRAY[f.id], {BOX.format("f.shape")}, 0::float
    FROM schemes_feature f
    JOIN unnest(%(strict)s::bigint[], %(codes)s::text[]) AS asked(layer, code)
         ON asked.layer = f.layer_id
    WHERE {PRESENT} AND NOT f.attributes ? asked.code
    GROUP BY f.id ORDER BY f.id LIMIT %(most)s
"""

NO_CODES = f"""
    SELECT f.layer_id, ARRAY[f.id], {BOX.format("f.shape")}, 0::float
    FROM schemes_feature f WHERE {PRESENT} AND f.key = ''
    ORDER BY f.id LIMIT %(most)s
"""
