"""The texts of the questions, one file each, in SQL that every warehouse speaks.

Agreed are: SELECT, DISTINCT, WITH, FROM, JOIN, LEFT JOIN, CROSS JOIN, WHERE, EXISTS, GROUP BY columns, HAVING, ORDER BY, UNION and
UNION ALL; CASE, COALESCE, CAST, BETWEEN, IS NULL, IN; COUNT, COUNT(DISTINCT), SUM, MIN and MAX; ROW_NUMBER, LAG, LEAD, COUNT and SUM,
each with its OVER (PARTITION BY ... ORDER BY ...) written out; FLOOR, MOD, LN, EXP and LOWER; values bound by `?`.

Not agreed, as some warehouse lacks it or means another thing by it: QUALIFY, FILTER, GROUP BY ALL, the WINDOW clause, `*` for columns,
IS TRUE and its like, `::`, lists, structs, quantiles and medians, ordered aggregates, ASOF, USING, LIMIT. A condition is no column: it
becomes 1 or 0 by CASE. Numbers of a unit, such as the microseconds of a day, are bound and not written out. The first line says what
the question asks. No CTE bears the name of a table that is derived or given.
"""

from functools import cache
from pkgutil import get_data


@cache
def text(name: str) -> str:
    """Return the SQL of a file here: `text("moves")`."""
    data = get_data(__package__, f"{name}.sql")
    assert data is not None
    return data.decode("utf-8")
