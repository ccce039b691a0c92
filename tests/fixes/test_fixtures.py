"""The law of fixes, over every bad case of every rule: a fix makes its finding vanish and brings no other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from processengine.check import SettingsByLibrary, check
from processengine.diagnostic import Diagnostic, Edit, Fix, Severity
from processengine.fixes import applied, mend, wanted
from processengine.fixes.mend import Look
from processengine.fixing import looking
from processengine.rules.fixable import SAFE, UNSAFE
from processengine.rules.index import find
from processengine.rules.listing import RuleSet
from processengine.syntax.document import children
from processengine.syntax.nodes import Node, Scalar
from processengine.syntax.parse import parse
from processengine.validate import Settings
from tests.rules.cases import TODAY, Case, bases_of, cases


class File(NamedTuple):
    """A file in which something can be fixed: its case, its text, how to look at it, and what is found."""

    case: Case
    name: str
    text: str
    look: Look
    found: list[Diagnostic]

    def __str__(self) -> str:
        """Name the file in the test's report."""
        return f"{self.case}/{Path(self.name).relative_to(self.case.path)}"


def files() -> Iterator[File]:
    """All files of bad cases in which something can be fixed, looked at under the widest set."""
    for case in cases():
        if not case.is_good:
            settings, bases = Settings(TODAY, RuleSet.ALL), bases_of(case)
            found = check([str(case.path)], None, settings, bases).diagnostics
            names = dict.fromkeys(one.file for one in found if wanted(one, unsafe=True))
            for name in names:
                look = looking(SettingsByLibrary(settings), bases)(name)
                yield File(case, name, Path(name).read_bytes().decode(), look, [one for one in found if one.file == name])


FILES = list(files())

HIDDEN: dict[tuple[str, str], set[tuple[str, str]]] = {
    ("duplicate-key/bad-doubled-stage-blames-nothing-else.yaml", "stages.c"): {("unreachable-stage", "stages.c")},
    ("unknown-key/bad-deep.yaml", "measures.m.count.reachd"): {("wrong-type", "measures.m.count")},
    ("unknown-key/bad-no-kind.yaml", "proces"): {("missing-outcome", "process"), ("unknown-stage", "stages.a.next.won")},
    ("unknown-reference/bad-proposal-of-no-process", "process"): {("unknown-reference", "moves.a")},
    ("unknown-stage/bad-start-typo.yaml", "start"): {("unreachable-stage", "stages.early")},
    ("unknown-step/bad-journey.yaml", "journey"): {("unknown-step", "stages.trouble-named.mirrors.ache")},
    ("wrong-type/bad-leaving-outcome-of-unknown-kind.yaml", "stages.gone.outcome"): {("leaving-outcome", "stages.gone")},
}
"""Errors that are not told while another one stands, as there are no cascades: by the case and the path of that one."""


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_fix_makes_its_finding_vanish(file: File) -> None:
    """Applied alone, to the text as it stands, it takes just one finding of that identity away."""
    for one in of_fixes(file):
        left = fingerprints(file.look(applied(file.text, [one.fix])))
        assert left[one.diagnostic.fingerprint] == fingerprints(file.found)[one.diagnostic.fingerprint] - 1


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_fix_leaves_the_rest_of_the_file_as_it_is(file: File) -> None:
    """All values are the same, but for those at the paths of its edits, and for what names what it renames."""
    for one in of_fixes(file):
        before, after = leaves(file.text), leaves(applied(file.text, [one.fix]))
        changed = (before - after) + (after - before)
        assert [leaf for leaf in changed if not any(is_about(edit, leaf) for edit in one.fix.edits)] == []


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_fix_of_what_can_be_read_adds_no_finding(file: File) -> None:
    """Of no rule, in no set; what is renamed has other paths afterwards, so findings are counted by rule."""
    for one in of_fixes(file):
        if not is_read_wrong(one.diagnostic):
            assert rules(file.look(applied(file.text, [one.fix]))) <= rules(file.found), one


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_fix_of_what_can_not_be_read_uncovers_only_what_was_hidden(file: File) -> None:
    """Rules rest where a key, a value or a name means nothing, and wake with the fix; errors that come so are listed."""
    for one in of_fixes(file):
        if is_read_wrong(one.diagnostic):
            added = errors(file.look(applied(file.text, [one.fix]))) - errors(file.found, one.fix)
            assert set(added) == HIDDEN.get((str(file.case), one.diagnostic.path), set()), one


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("file", FILES, ids=str)
def test_all_fixes_together_come_to_an_end(file: File, unsafe: bool) -> None:  # noqa: FBT001 - a case
    """Nothing is left to fix, nothing could not be placed, and another run changes nothing."""
    mended = mend(file.text, file.look, unsafe=unsafe)
    after = file.look(mended.text)
    assert mended.left == ()
    assert [one for one in after if wanted(one, unsafe=unsafe)] == []
    assert mend(mended.text, file.look, unsafe=unsafe) == (mended.text, 0, ())


@pytest.mark.parametrize(("safe", "listed"), [(True, SAFE), (False, UNSAFE)], ids=["safe", "unsafe"])
def test_each_rule_that_is_said_to_have_fixes_has_them(safe: bool, listed: frozenset[str]) -> None:  # noqa: FBT001 - a case
    """The cases hold a fix of every one of them, so the laws above are about them, and of no other."""
    assert {one.diagnostic.rule for file in FILES for one in of_fixes(file) if one.fix.safe is safe} == listed


class Offered(NamedTuple):
    """A finding with its fix."""

    diagnostic: Diagnostic
    fix: Fix


def of_fixes(file: File) -> list[Offered]:
    """The findings in a file that have a fix."""
    return [Offered(one, one.fix) for one in file.found if one.fix is not None and one.fix.edits]


def leaves(text: str) -> Counter[tuple[str, str]]:
    """Every value of a file with its path."""
    root = parse(text)[0].root
    assert root is not None
    return Counter(below((), root))


def below(path: tuple[str, ...], node: Node) -> Iterator[tuple[str, str]]:
    """The values below a path; an empty map or list is one too."""
    inside = children(node)
    if not inside or isinstance(node, Scalar):
        yield ".".join(path), node.value if isinstance(node, Scalar) else ""
    else:
        for entry in inside:
            yield from below((*path, entry.key.value), entry.value)


def is_about(edit: Edit, leaf: tuple[str, str]) -> bool:
    """Whether an edit is about a value: it stands at the edit's path, or there the old or the new name is used."""
    path, value = leaf
    above, _, old = edit.path.rpartition(".")
    if f"{path}.".startswith(f"{edit.path}.") or (path == above and not value):
        return True
    names = {old, edit.value, edit.path.split(".", 1)[-1]} if edit.op == "rename" else {edit.value} if edit.op == "retext" else set()
    return any(name in f"{path}.{value}" for name in names)


def is_read_wrong(diagnostic: Diagnostic) -> bool:
    """Whether a finding says that something means nothing, so that rules that would ask what it means rest."""
    listing = find(diagnostic.rule)
    assert listing is not None
    return (listing.family == "syntax" and diagnostic.rule != "unused-suppression") or diagnostic.rule.startswith("unknown-")


def errors(found: Sequence[Diagnostic], fix: Fix | None = None) -> Counter[tuple[str, str]]:
    """The errors, each by its rule and by the path that it has after a fix."""
    return Counter((one.rule, renamed(one.path, fix)) for one in found if one.severity is Severity.ERROR)


def renamed(path: str, fix: Fix | None) -> str:
    """A path as it is after a fix that may rename something on it."""
    for edit in fix.edits if fix is not None else ():
        if edit.op == "rename" and f"{path}.".startswith(f"{edit.path}."):
            above, dot, _ = edit.path.rpartition(".")
            return above + dot + edit.value + path.removeprefix(edit.path)
    return path


def fingerprints(found: Sequence[Diagnostic]) -> Counter[str]:
    """How often each finding is there."""
    return Counter(one.fingerprint for one in found)


def rules(found: Sequence[Diagnostic]) -> Counter[str]:
    """How many findings there are of each rule."""
    return Counter(one.rule for one in found)
