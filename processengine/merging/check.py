"""A merge of two branches tried beforehand: by meaning, judged as a whole, and beside it what git's lines would give."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from processengine.collector import collector_paused
from processengine.diagnostic import Diagnostic, Severity
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.command import ask
from processengine.merge import Decision
from processengine.merging.by_lines import ByLines
from processengine.merging.contents import merge_contents
from processengine.merging.edits import Edits
from processengine.merging.judging import beyond
from processengine.merging.pieces import Piece, Sides, contents_of, piece_of, whole
from processengine.merging.snapshot import Snapshot, snapshot
from processengine.merging.triples import triples
from processengine.report.merge_check import Checked, CheckedFile
from processengine.settings import said_of_rules
from processengine.store import LIBRARY_FILE, shown
from processengine.syntax.peek import peek

_SHALLOW = "This clone is shallow, and may lack where the two parted: `git fetch --unshallow` brings the rest of the history."
_RANGE = re.compile(r"(?P<base>.*?)\.{2,3}(?P<head>.*)")


def check_merge(revisions: str, today: date) -> Checked:
    """Say what merging HEAD into BASE would give, `revisions` being BASE..HEAD; nothing is written.

    Raise CannotRun where there is no such revision, or the two have nothing in common.
    """
    repository = Repository.around(Path())
    with collector_paused():
        sides = _sides(repository, revisions)
        checking = _Check(_judged(sides), today)
        files, settings = checking.files(), checking.settings()
    remarks = [*settings, _SHALLOW] if _is_shallow(repository) else settings
    return Checked(sides.ours.label, sides.theirs.label, files, "\n".join(remarks))


def _is_shallow(repository: Repository) -> bool:
    return ask(repository.root, "rev-parse", "--is-shallow-repository").line == "true"


def _sides(repository: Repository, revisions: str) -> Sides:
    found = _RANGE.fullmatch(revisions)
    if found is None:
        raise CannotRun(f"`{revisions}` names no two branches; write BASE..HEAD, as in main..HEAD.")
    base, head = found["base"] or "HEAD", found["head"] or "HEAD"
    ours, theirs = repository.commit(base), repository.commit(head)
    return _relevant(Sides(
        snapshot(repository, repository.merge_base(base, head), f"where {head} left {base}"),
        snapshot(repository, ours, base),
        snapshot(repository, theirs, head),
    ))


def _judged(sides: Sides) -> Sides:
    """Return the sides as the base's libraries judge them: who brings a change doesn't choose what it is judged by."""
    return Sides(*(replace(side, judged_by=sides.ours) for side in sides))


def _relevant(sides: Sides) -> Sides:
    """Leave out YAML files that are none of ours: in no library, and of no kind or the same on all sides."""
    everywhere = {path for side in sides for path in side.files}
    homes = {folder for side in sides for folder in side.homes}
    kept = {path for path in everywhere if not homes.isdisjoint(path.parents) or _is_ours(path, sides)}
    return Sides(*(replace(side, files={path: data for path, data in side.files.items() if path in kept}) for side in sides))


def _is_ours(path: Path, sides: Sides) -> bool:
    contents = {side.files.get(path) for side in sides}
    return len(contents) > 1 and any(data is not None and peek(data)[0] is not None for data in contents)


@dataclass(frozen=True)
class _Check:
    sides: Sides
    today: date

    @cached_property
    def pieces(self) -> list[Piece]:
        """Every file, merged."""
        pieces = [piece_of(triple, self.sides) for triple in triples(*self.sides)]
        times = Counter(piece.path for piece in pieces)
        return [_collided(piece) if piece.path and times[piece.path] > 1 else piece for piece in pieces]

    @cached_property
    def results(self) -> list[Snapshot]:
        """All files after the merge: with ours in each file that conflicts, and with theirs."""
        found = [whole(self.pieces, self.sides)]
        if any(piece.conflicts for piece in self.pieces):
            found.append(whole(self.pieces, self.sides, conflicts_as_theirs=True))
        return found

    def files(self) -> list[CheckedFile]:
        """Return what is to be told."""
        base, *others = ((side.files, side.names) for side in self.sides)
        if base in others:
            return []
        checked = (self._file(piece) for piece in self.pieces)
        return sorted((one for one in checked if one is not None), key=lambda one: one.file)

    def settings(self) -> list[str]:
        """Return a sentence for each library of which the base's settings count and not those that the merge would leave."""
        merged, base = self.results[0], self.sides.ours.label
        homes = ((home, merged.rules(home)) for home in sorted(merged.homes))
        return [
            f"{shown(home / LIBRARY_FILE)} gets other settings for rules than in {base}; those of {base} count."
            for home, rules in homes if rules is not None and said_of_rules(rules) != said_of_rules(merged.library(home))
        ]

    def _file(self, piece: Piece) -> CheckedFile | None:
        if piece.path is None:
            return None
        if piece.conflicts:
            status, diagnostics = "conflict", tuple[Diagnostic, ...]()
        else:
            diagnostics = tuple(self._caused(piece, piece.path))
            status = "semantic-conflict" if any(one.severity is Severity.ERROR for one in diagnostics) else "clean"
        told = CheckedFile(shown(piece.path), status, "clean", piece.decisions, diagnostics, piece.remark)  # type: ignore[arg-type]
        if not piece.is_merged and status == "clean":
            return told if diagnostics else None
        return ByLines(self.sides, self.results[0], self.today).beside(told, piece)

    def _caused(self, piece: Piece, path: Path) -> Iterator[Diagnostic]:
        """Yield the errors and warnings of a file that neither side has in its own library, with both sides' edits."""
        new = self._new(piece, path)
        if not new:
            return
        in_file, known = self._within(piece, path)
        for diagnostic in new:
            if diagnostic.fingerprint in in_file:
                yield in_file[diagnostic.fingerprint]
            elif diagnostic.fingerprint not in known:
                yield self.edits.explain(diagnostic)

    def _new(self, piece: Piece, path: Path) -> list[Diagnostic]:
        found = list(self.results[0].findings(path, self.today))
        for result in self.results[1:]:
            there = {one.fingerprint for one in result.findings(path, self.today)}
            found = [one for one in found if one.fingerprint in there]
        for side, own in zip(self.sides[1:], piece.triple[1:], strict=True):
            if found and own is not None:
                found = beyond(found, side.findings(own, self.today))
        return found

    def _within(self, piece: Piece, path: Path) -> tuple[dict[str, Diagnostic], set[str]]:
        """Return the findings that the two edits of this file cause, and those that lie in it on a side already.

        The second are those that it has in the library of either side, whatever became of the other files.
        """
        if not piece.is_merged or piece.remark or piece.data is None:
            return {}, set()
        base, ours, theirs = (data or b"" for data in contents_of(piece.triple, self.sides))
        merged = merge_contents(base, ours, theirs, self.results[0].judge_at(path, self.today), self.sides.names)
        caused = {one.fingerprint: one for one in (*merged.caused, *merged.warned)}
        known = {one.fingerprint for one in self.results[0].findings(path, self.today)} - caused.keys()
        for side in (self.sides.ours, self.sides.theirs):
            known &= {one.fingerprint for one in side.with_file(path, piece.data).findings(path, self.today)}
        return caused, known

    @cached_property
    def edits(self) -> Edits:
        """What both sides did."""
        return Edits(self.sides)


def _collided(piece: Piece) -> Piece:
    told = Decision("", "conflict", "Another file comes to the same place.")
    return replace(piece, is_merged=True, decisions=(*piece.decisions, told))
