"""Every rule outside family syntax can be suppressed where its finding stands; no rule of family syntax can."""

import shutil
from pathlib import Path

import pytest

from processengine.check import check
from processengine.report.diagnostics import Validation
from processengine.rules.index import find
from processengine.rules.listing import Listing
from processengine.validate import Settings
from tests.rules.cases import TODAY, Case, Folders, cases, deals_for, expected, rule_set_of

BAD = [case for case in cases() if not case.is_good]


def listing_of(case: Case) -> Listing:
    """The rule that a case is about."""
    found = find(case.rule)
    assert found is not None
    return found


def run(case: Case, copy: Path) -> Validation:
    """What is found in a copy of a case, held against what the case itself is held against, and by its own deals."""
    what = case.path.name.partition("-")[2]
    base, upstream, releases = (case.path.with_name(f"{side}-{what}") for side in ("base", "upstream", "releases"))
    bases = Folders.of(copy, base, upstream, releases) if base.exists() else None
    with deals_for(case.rule) as deals:
        return check([str(copy)], None, Settings(TODAY, rule_set_of(case)), bases, deals=deals)


def copied(case: Case, folder: Path) -> Path:
    """A copy of a case."""
    copy = folder / case.path.name
    if case.path.is_dir():
        shutil.copytree(case.path, copy)
    else:
        shutil.copy(case.path, copy)
    return copy


def allow(file: Path, rule: str, lines: set[int], *, above: bool) -> None:
    """Write an `allow` above some lines of a file, or behind each of them."""
    text = file.read_bytes().decode().splitlines(keepends=True)
    for number in sorted(lines, reverse=True):
        line = text[number - 1]
        comment = f"# processengine: allow[{rule}] it is meant so"
        body, end = line.rstrip("\r\n"), line[len(line.rstrip("\r\n")):] or "\n"
        indent = body[: len(body) - len(body.lstrip())]
        text[number - 1] = f"{indent}{comment}{end}{line}" if above else f"{body}  {comment}{end}"
    file.write_bytes("".join(text).encode())


@pytest.mark.parametrize("where", ["above", "behind"])
@pytest.mark.parametrize("case", [case for case in BAD if listing_of(case).family != "syntax"], ids=str)
def test_an_allow_at_the_place_of_a_finding_suppresses_it(case: Case, tmp_path: Path, where: str) -> None:
    """Above the line where it stands, or at the line's end; all findings of the case's rule are then counted instead."""
    places: dict[str, set[int]] = {}
    wanted = [seen for seen in expected(case) if seen.rule == case.rule]
    for seen in wanted:
        places.setdefault(seen.file, set()).add(seen.span.line)
    copy = copied(case, tmp_path)
    before = run(case, copy)
    for file, lines in places.items():
        allow(copy / file if copy.is_dir() else copy, case.rule, lines, above=where == "above")
    after = run(case, copy)
    assert [one for one in after.diagnostics if one.rule == case.rule] == []
    assert after.suppressed == before.suppressed + len(wanted)
    assert not [one for one in after.diagnostics if one.rule in {"unused-suppression", "syntax-error"} and one not in before.diagnostics]


@pytest.mark.parametrize("case", [case for case in BAD if listing_of(case).family == "syntax"], ids=str)
def test_what_is_about_the_text_itself_stays(case: Case, tmp_path: Path) -> None:
    """An `allow` at its top allows nothing of it."""
    copy = copied(case, tmp_path)
    files = sorted(copy.rglob("*.y*ml")) if copy.is_dir() else [copy]
    before = run(case, copy)
    for file in files:
        file.write_bytes(f"# processengine: allow[{case.rule}] it is meant so\n".encode() + file.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    after = run(case, copy)
    kept = [one for one in after.diagnostics if one.rule == case.rule]
    assert len(kept) >= len([one for one in before.diagnostics if one.rule == case.rule])
