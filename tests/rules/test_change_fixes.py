"""Fixes that rules about changes offer, applied to the case that they were offered for."""

from pathlib import Path

import pytest

from processengine.check import check
from processengine.diagnostic import Diagnostic
from processengine.syntax.edit import apply
from processengine.syntax.edit.named.fixes import from_fix
from processengine.syntax.parse import parse
from processengine.validate import Settings
from tests.rules.cases import FOLDER, TODAY, Case, bases_of

CASES = [
    ("hand-set-version", "bad-raised.yaml", ["Write 1.2.0 again"]),
    ("hand-set-version", "bad-first.yaml", ["Take it out again"]),
    ("needless-move", "bad-renamed", ["Take it out"]),
    ("needless-move", "bad-stays", ["Take it out", "Take it out"]),
]


def found(rule: str, path: Path, beside: Path) -> list[Diagnostic]:
    """What a rule finds in files, held against what lies beside a case."""
    settings = Settings(TODAY, select=frozenset({rule}))
    return list(check([str(path)], None, settings, bases_of(Case(rule, beside))).diagnostics)


@pytest.mark.parametrize(("rule", "name", "titles"), CASES)
def test_a_fix_does_away_with_its_finding(rule: str, name: str, titles: list[str]) -> None:
    """The edits can be done, and the text then has what they say."""
    case = FOLDER / rule / name
    diagnostics = found(rule, case, case)
    assert [one.fix.title for one in diagnostics if one.fix] == titles
    for one in diagnostics:
        assert one.fix is not None
        before = Path(one.file).read_text(encoding="utf-8")
        after = apply(before, from_fix(one.fix, parse(before)[0]))
        if rule == "needless-move":
            assert parse(after)[0].at(one.path) is None
        else:
            base = (case.parent / name.replace("bad-", "base-")).read_text(encoding="utf-8")
            versions = [parse(text)[0].at("version") for text in (base, after)]
            assert [one and getattr(one.value, "value", None) for one in versions] == ([None] * 2 if "first" in name else ["1.2.0"] * 2)
