"""How a column's values are read: SQL for texts, numbers, yes and no, whatever type the source keeps them in."""

from processengine.warehouse.quoting import quoted

_YES = "'true', 't', 'yes', 'y', '1', '1.0'"
_NO = "'false', 'f', 'no', 'n', '0', '0.0'"
_FRACTIONS = ("DOUBLE", "FLOAT")


def as_text(column: str, kind: str) -> str:
    """Return the SQL of a column as text, NULL where nothing stands there; a whole number has no fraction, whatever it is kept as."""
    name = quoted(column)
    if kind in _FRACTIONS:
        return f"(CASE WHEN {name} = FLOOR({name}) AND ABS({name}) < 1e15 THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE CAST({name} AS VARCHAR) END)"
    return f"NULLIF({name}, '')" if kind == "VARCHAR" else f"NULLIF(CAST({name} AS VARCHAR), '')"


def as_trimmed(column: str, kind: str) -> str:
    """Return the SQL of a column as text without blanks around it, NULL where nothing else stands there."""
    return f"NULLIF(TRIM({as_text(column, kind)}), '')"


def as_number(column: str, kind: str) -> str:
    """Return the SQL of a column as a finite number, NULL where it is none; commas between thousands are fine."""
    text = f"REPLACE({as_trimmed(column, kind)}, ',', '')" if kind == "VARCHAR" else quoted(column)
    number = f"TRY_CAST({text} AS DOUBLE)"
    return f"(CASE WHEN ISFINITE({number}) THEN {number} END)"


def as_whole(column: str, kind: str) -> str:
    """Return the SQL of a column as a whole number, NULL where it is none."""
    if kind.endswith("INT") or kind == "INTEGER":
        return f"TRY_CAST({quoted(column)} AS BIGINT)"
    text = as_trimmed(column, kind)
    return f"(CASE WHEN REGEXP_FULL_MATCH({text}, '[-+]?[0-9]+([.]0*)?') THEN TRY_CAST({text} AS BIGINT) END)"


def as_yes(column: str, kind: str) -> str:
    """Return the SQL of a column as true or false, NULL where it says neither."""
    if kind == "BOOLEAN":
        return quoted(column)
    text = f"LOWER({as_trimmed(column, kind)})"
    return f"(CASE WHEN {text} IN ({_YES}) THEN TRUE WHEN {text} IN ({_NO}) THEN FALSE END)"
