"""The cases that lie beside the rules' tests: what each expects, and what a run finds."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from processengine.check import check
from processengine.deals.asked import Asked
from processengine.deals.recorded import RecordedDeals, recorded_deals
from processengine.diagnostic import Diagnostic, Severity
from processengine.rules.base import Base
from processengine.rules.index import find
from processengine.rules.listing import RuleSet
from processengine.sides.place import Disk
from processengine.since import Bases, compared, documents
from processengine.span import Span
from processengine.validate import Settings

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 20)

_EXPECT = re.compile(r"# expect: (\S+) (\d+):(\d+)-(\d+):(\d+) (.+?)(?: witness: (.+))?")
_SET = re.compile(r"# set: (\w+)")


class Seen(NamedTuple):
    """One finding, as a case lists it: its file, its place, its rule, its path and its witness."""

    file: str
    span: Span
    rule: str
    path: str
    witness: tuple[str, ...]


class Case(NamedTuple):
    """A file or a folder to validate, and the rule that it is about."""

    rule: str
    path: Path

    @property
    def is_good(self) -> bool:
        """Whether nothing may be found."""
        return self.path.name.startswith("good-")

    def __str__(self) -> str:
        """Name the case in the test's report."""
        return f"{self.rule}/{self.path.name}"


def cases() -> list[Case]:
    """Return all cases, in the order of their names."""
    return [
        Case(folder.name, path)
        for folder in sorted(FOLDER.iterdir())
        if folder.is_dir() and folder.name != "__pycache__"
        for path in sorted(folder.iterdir())
        if not path.name.startswith(("base-", "upstream-", "releases-"))
    ]


def expected(case: Case) -> list[Seen]:
    """Return what a case says that is found in it, in the order of the text."""
    found = [
        seen for path in _files(case) for line in _head(path) if (seen := _seen(path.relative_to(case.path), line))
    ]
    return sorted(found)


def listed(file: Path) -> list[Seen]:
    """Return what a file says among the comments at its top that is found in it, in the order of the text."""
    comments = takewhile(lambda line: line.startswith("#"), file.read_text(encoding="utf-8").splitlines())
    return sorted(seen for line in comments if line.startswith("# expect:") and (seen := _seen(Path(file.name), line)))


def found(case: Case) -> list[Seen]:
    """Return what is found of the case's rule, and every error of others."""
    with deals_for(case.rule) as deals:
        validation = check([str(case.path)], None, Settings(TODAY, rule_set_of(case)), bases_of(case), deals=deals)
    return sorted(
        _as_listed(case, diagnostic)
        for diagnostic in validation.diagnostics
        if diagnostic.rule == case.rule or diagnostic.severity is Severity.ERROR
    )


@contextmanager
def deals_for(rule: str) -> Iterator[RecordedDeals | None]:
    """Yield what asks the deals of a case's own library, where its rule is about deals."""
    listing = find(rule)
    if listing is None or listing.family != "evidence":
        yield None
        return
    with recorded_deals(Asked()) as deals:
        yield deals


def bases_of(case: Case) -> Bases | None:
    """Return what a case is held against: the files beside it that have its name and begin with `base-` and the like.

    Where a good and a bad case of one name share a base, so the pair differs in what makes one of them bad.
    """
    what = case.path.name.partition("-")[2]
    base, upstream, releases = (case.path.with_name(f"{side}-{what}") for side in ("base", "upstream", "releases"))
    return Folders.of(case.path, base, upstream, releases) if base.exists() else None


@dataclass(frozen=True)
class Folders:
    """Holds files against what other folders hold, or other files."""

    base: Base

    @classmethod
    def of(cls, now: Path, base: Path, upstream: Path, releases: Path) -> "Folders":
        """Return what `now` is held against; `releases` has a folder for each release, named for its version."""
        before, after = (documents(Disk("", path).texts()) for path in (base, now))
        tip = documents(Disk("", upstream).texts()) if upstream.exists() else None
        tags = sorted(releases.iterdir()) if releases.exists() else []
        released = [(f"v{path.name}", documents(Disk("", path).texts())) for path in tags]
        return cls(compared("main", before, after, tip, released))

    def base_of(self, path: Path) -> Base:
        """Return what any file is held against."""
        del path
        return self.base


def rule_set_of(case: Case) -> RuleSet:
    """Return the set that a case runs under: the one it names, else the smallest usual one that holds its rule."""
    for path in _files(case):
        for line in _head(path):
            named = _SET.fullmatch(line)
            if named:
                return RuleSet(named.group(1))
    listing = find(case.rule)
    assert listing is not None, f"there is no rule {case.rule}"
    return RuleSet.ALL if listing.set is RuleSet.ALL else RuleSet.RECOMMENDED


def _files(case: Case) -> list[Path]:
    return sorted(case.path.rglob("*.y*ml")) if case.path.is_dir() else [case.path]


def _head(path: Path) -> Iterator[str]:
    """Return the comments at the top of a file, which need not be readable as a whole."""
    for line in path.read_bytes().decode("utf-8-sig", "replace").splitlines():
        if not line.startswith(("# expect:", "# set:")):
            return
        yield line


def _seen(file: Path, line: str) -> Seen | None:
    if line.startswith("# set:"):
        return None
    said = _EXPECT.fullmatch(line)
    assert said is not None, f"{line!r} is not written as README.md says"
    rule, *places, path, witness = said.groups()
    first, column, last, end = (int(place) for place in places)
    walk = tuple(witness.split(", ")) if witness else ()
    return Seen(str(file), Span(first, column, last, end), rule, "" if path == "-" else path, walk)


def _as_listed(case: Case, diagnostic: Diagnostic) -> Seen:
    file = Path(diagnostic.file).relative_to(case.path)
    return Seen(str(file), diagnostic.span, diagnostic.rule, diagnostic.path, diagnostic.witness or ())
