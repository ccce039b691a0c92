"""A rule has one name in five places: the index, its file, its document, its fixtures and the table."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

import processengine
from processengine.check import check
from processengine.diagnostic import Diagnostic, Severity
from processengine.rules import table
from processengine.rules.index import INDEX, find
from processengine.rules.listing import Listing, RuleSet
from processengine.validate import Settings
from tests.rules.cases import FOLDER, TODAY, Folders, cases, deals_for

HEADINGS = ["What it reports", "Why it matters", "Bad", "Good", "Exceptions"]
SETS = {"C": RuleSet.CORRECTNESS, "R": RuleSet.RECOMMENDED, "A": RuleSet.ALL}

each_rule = pytest.mark.parametrize("listing", INDEX, ids=lambda listing: listing.name)


def sections(listing: Listing) -> dict[str, str]:
    """The text below each heading of a rule's document, in order; above the first heading it is the summary's."""
    found: dict[str, list[str]] = {"": []}
    below = found[""]
    for line in (listing.module.__doc__ or "").splitlines():
        if line in HEADINGS:
            below = found[line] = []
        else:
            below.append(line)
    return {heading: "\n".join(lines).strip("\n") for heading, lines in found.items()}


def example(listing: Listing, heading: str) -> dict[str, str]:
    """The files of a rule's example: one, or those that lines like `# file: library.yaml` begin."""
    indented = [line for line in sections(listing)[heading].splitlines() if not line or line.startswith("    ")]
    name, *rest = re.split(r"^# file: (\S+)\n", textwrap.dedent("\n".join(indented)), flags=re.MULTILINE)
    return dict(zip(rest[::2], rest[1::2], strict=True)) if rest else {"process.yaml": name}


def validated(files: dict[str, str], folder: Path, rule: str) -> list[Diagnostic]:
    """The findings of a rule, and all errors, in files that lie in one folder, or in the only one.

    Files in `base/`, `upstream/` and `releases/` are what the others are held against. Rules about deals ask those that the
    example's own library.yaml names.
    """
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    bases = None
    if any(name.startswith("base/") for name in files):
        now = folder / "now"
        now.mkdir()
        for name in {name.split("/")[0] for name in files} - {"base", "upstream", "releases"}:
            (folder / name).rename(now / name)
        bases = Folders.of(now, *(folder / side for side in ("base", "upstream", "releases")))
        folder = now
    meant = folder if len(files) > 1 else folder / next(iter(files))
    with deals_for(rule) as deals:
        found = check([str(meant)], None, Settings(TODAY, RuleSet.ALL), bases, deals=deals).diagnostics
    return [one for one in found if one.rule == rule or one.severity is Severity.ERROR]


@each_rule
def test_a_rule_has_a_document_under_the_fixed_headings(listing: Listing) -> None:
    """A summary of one sentence, then every heading once, in order, with something below it."""
    found = sections(listing)
    assert list(found) == ["", *HEADINGS]
    assert all(found.values())
    assert re.fullmatch(r"[A-Z`].*\.", found[""])
    assert listing.summary == found[""]


@each_rule
def test_a_rule_has_a_check_that_says_what_it_does(listing: Listing) -> None:
    """Its file is named after it and holds `check`, with a docstring."""
    check_ = listing.module.check
    assert isinstance(check_, Callable)  # type: ignore[arg-type]
    assert check_.__doc__
    assert check_.__annotations__.keys() == {"subject", "return"}


@each_rule
def test_the_bad_example_of_a_rule_is_bad(listing: Listing, tmp_path: Path) -> None:
    """What the document shows as bad is what the rule reports."""
    assert listing.name in {one.rule for one in validated(example(listing, "Bad"), tmp_path, listing.name)}


@each_rule
def test_the_good_example_of_a_rule_is_good(listing: Listing, tmp_path: Path) -> None:
    """What the document shows as good has no finding of the rule, and no error at all."""
    assert validated(example(listing, "Good"), tmp_path, listing.name) == []


@each_rule
def test_a_rule_has_a_good_and_a_bad_case(listing: Listing) -> None:
    """Its fixture folder is named after it."""
    names = [case.path.name for case in cases() if case.rule == listing.name]
    assert any(name.startswith("good-") for name in names)
    assert any(name.startswith("bad-") for name in names)


def test_nothing_lies_about_without_a_name() -> None:
    """Every fixture folder belongs to a rule, and every case is good or bad."""
    assert {case.rule for case in cases()} <= {listing.name for listing in INDEX}
    assert all(case.path.name.startswith(("good-", "bad-")) for case in cases()), FOLDER


def test_every_document_of_a_rule_is_in_the_index() -> None:
    """A file that reads like a rule is one."""
    folder = Path(processengine.__file__).parent / "rules"
    documents = {
        f"{path.parent.name}.{path.stem}"
        for path in folder.glob("*/*.py")
        if "\nWhat it reports\n" in path.read_text(encoding="utf-8")
    }
    assert documents == {listing.module_name.removeprefix("processengine.rules.") for listing in INDEX}


def test_names_of_rules_are_told_apart() -> None:
    """No rule stands twice."""
    names = [listing.name for listing in INDEX]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)+", name) for name in names)


def test_families_stand_together() -> None:
    """A family's rules follow one another in the index."""
    families = [listing.family for listing in INDEX]
    assert sorted(families, key=families.index) == families


def test_the_table_lists_every_rule() -> None:
    """Each rule has a row with its severity, its set and its summary."""
    rows = table.table().splitlines()
    for one in INDEX:
        assert f"| `{one.name}` | {one.severity} | {one.set} | {one.summary} |" in rows
    assert [line for line in rows if line.startswith("## ")] == [*dict.fromkeys(f"## {table.TITLES[one.family]}" for one in INDEX)]


def test_the_index_is_the_one_that_was_agreed(shared: Path) -> None:
    """Every rule of the agreed index is built with its severity and set."""
    agreed = agreed_index((shared / "RULES.md").read_text(encoding="utf-8"))
    assert {listing.name for listing in INDEX} == agreed.keys()
    differing = {
        name: agreed[name] for name in agreed if (one := find(name)) and (one.severity, one.set) != agreed[name]
    }
    assert differing == {}


def agreed_index(text: str) -> dict[str, tuple[Severity, RuleSet]]:
    """The rules of a markdown index, each with its severity and set."""
    found: dict[str, tuple[Severity, RuleSet]] = {}
    for row in re.findall(r"^\| ([a-z, -]+) \| (error|warning|note) \| ([CRA]) \|", text, re.MULTILINE):
        for name in row[0].split(", "):
            found[name] = (Severity(row[1]), SETS[row[2]])
    return found
