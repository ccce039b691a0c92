"""The texts of the questions keep to what is agreed, and their tables don't shadow each other."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

import processengine
from processengine.evidence import tables

ROOT = Path(processengine.__file__).parent
SQL = ROOT / "evidence" / "sql"
FILES = sorted(SQL.rglob("*.sql"))
NAMES = [str(path.relative_to(SQL)) for path in FILES]

NOT_AGREED = (
    r"\bQUALIFY\b", r"\bFILTER\s*\(", r"\bGROUP BY ALL\b", r"\bORDER BY ALL\b", r"\bWINDOW\b", r"\bOVER\s+\w", r"\bIS (NOT )?(TRUE|FALSE|DISTINCT)\b", r"::", r"\bASOF\b",
    r"\b(LIST|ARRAY_AGG|STRING_AGG|STRUCT|UNNEST|MAP|ROW)\b\s*\(?", r"\[", r"\{", r"\b(QUANTILE\w*|MEDIAN|PERCENTILE\w*|MODE|ARG_MIN|ARG_MAX|FIRST_VALUE|ANY_VALUE|BOOL_OR|BOOL_AND)\s*\(",
    r"\bWITHIN GROUP\b", r"\bUSING\b", r"\bLIMIT\b", r"\bILIKE\b", r"\bTRY_CAST\b", r"\bEXCLUDE\b", r"\bPIVOT\b", r"\bIF\s*\(", r"\bIIF\s*\(", r"\bNULLS (FIRST|LAST)\b",
    r"(?<!COUNT\()\*(?=\s*[,)\n])", r"\bSELECT \*", r"\.\*", r"\d{7}", r'"',
)
AGREED = frozenset("COUNT SUM MIN MAX ROW_NUMBER LAG LEAD COALESCE CAST FLOOR MOD LN EXP LOWER OVER EXISTS IN AS FROM JOIN AND OR NOT WHEN THEN ON SELECT WHERE".split())  # noqa: SIM905 - a list of words


def _bare(path: Path) -> str:
    """Return a text without its comments and constants."""
    return re.sub(r"'[^']*'", "''", re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_question_is_asked_in_the_agreed_sql(path: Path) -> None:
    """Nothing that some warehouse lacks, and no function but those that all have."""
    bare = _bare(path)
    assert [one for one in NOT_AGREED if re.search(one, bare, re.IGNORECASE)] == []
    assert {one.upper() for one in re.findall(r"(\w+)\s*\(", bare)} - {one.upper() for one in _ctes(bare)} <= AGREED


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_question_begins_with_what_it_asks(path: Path) -> None:
    """In a comment."""
    assert re.match(r"-- [A-Z]", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("wrong", [
    "SELECT a FROM b QUALIFY c = 1", "SELECT SUM(a) FILTER (WHERE b) FROM c", "SELECT a FROM b GROUP BY ALL", "SELECT LAG(a) OVER w FROM b WINDOW w AS (ORDER BY a)",
    "SELECT p.*, a FROM p", "SELECT *\nFROM p", "SELECT a::INTEGER FROM b", "SELECT a FROM b WHERE c IS NOT TRUE", "SELECT LIST(a) FROM b", "SELECT a / 86400000000 FROM b",
    "SELECT a FROM b ASOF JOIN c ON d >= e", "SELECT quantile_cont(a, 0.5) FROM b", 'SELECT "a" FROM b', "SELECT a FROM b JOIN c USING (d)",
])
def test_what_is_not_agreed_is_found(wrong: str) -> None:
    """Each of the ways out."""
    assert any(re.search(one, wrong, re.IGNORECASE) for one in NOT_AGREED)


def _ctes(bare: str) -> list[str]:
    return re.findall(r"(?:\bWITH|\),)\s+(\w+) AS \(", bare)


def _made() -> dict[str, set[str]]:
    """Return in which files a table of each name is given or derived."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in ROOT.rglob("*.py"):
        for name in re.findall(r'\b(?:Given|Derived)\(\s*"(\w+)"', path.read_text(encoding="utf-8")):
            found[name].add(str(path.relative_to(ROOT)))
    return found


def test_no_cte_bears_the_name_of_a_table() -> None:
    """Whoever reads a name knows what it is."""
    held = _made().keys() | tables.SOURCE_COLUMNS.keys() | {"stage_name", "as_of"}
    shadows = {(name, cte) for name, path in zip(NAMES, FILES, strict=True) for cte in _ctes(_bare(path)) if cte in held}
    assert shadows == set()


def test_a_table_s_name_is_given_in_one_place() -> None:
    """Two parts that share a name would drop each other's tables.

    The same questions read `visit` with and without a process, and `watched` for a cohort and for what is only looked for: both have one shape, and no question reads two of them.
    """
    assert {name for name, places in _made().items() if len(places) > 1} <= {"visit", "watched"}
