"""A fix that a rule offers does away with what it was offered for."""

from pathlib import Path

import pytest

from processengine.diagnostic import Diagnostic, Edit
from processengine.rules.listing import RuleSet
from processengine.syntax.edit import Operation, Remove, Rename, Set, apply
from processengine.validate import Settings, validate
from tests.rules.cases import TODAY, cases

FILES = [case.path for case in cases() if case.path.is_file() and not case.is_good]


def found(text: str) -> list[Diagnostic]:
    """What is found in a text, whatever the set."""
    return validate(text, "process.yaml", Settings(TODAY, RuleSet.ALL)).diagnostics


def operation(edit: Edit) -> Operation:
    """An edit as the operation that it names."""
    if edit.op == "remove":
        return Remove(edit.path)
    return Rename(edit.path, edit.value) if edit.op == "rename" else Set(edit.path, edit.value)


def with_fixes(path: Path) -> list[Diagnostic]:
    """The findings in a file that come with a fix; a path in text can't name an id that holds a dot."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    offered = [one for one in found(text) if one.fix is not None and one.fix.edits]
    return [one for one in offered if "." not in "".join(one.values)]


@pytest.mark.parametrize(
    "path", [path for path in FILES if with_fixes(path)], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_fix_does_away_with_its_finding(path: Path) -> None:
    """Applied alone, to the text as it stands; the finding's fingerprint is gone afterwards."""
    text = path.read_text(encoding="utf-8")
    for one in with_fixes(path):
        assert one.fix is not None
        mended = apply(text, [operation(edit) for edit in one.fix.edits])
        assert one.fingerprint not in {left.fingerprint for left in found(mended)}


def test_fixes_are_offered() -> None:
    """Typos in names have them."""
    rules = {one.rule for path in FILES for one in with_fixes(path)}
    assert rules >= {
        "unknown-stage",
        "unknown-role",
        "unknown-team-member",
        "unknown-step",
        "unknown-kit",
        "unknown-key",
    }
