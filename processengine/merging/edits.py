"""Which edits of either side an error of the merged library comes from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from processengine.change import Change, Changeset
from processengine.diagnostic import Diagnostic, Related
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.merge.tree import words_in
from processengine.merging.pieces import Sides
from processengine.merging.snapshot import Snapshot
from processengine.model.journey import Journey
from processengine.model.process import Process
from processengine.span import START
from processengine.store import shown
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes

_MOST = 5


@dataclass(frozen=True)
class Edits:
    """What both sides did to a library."""

    sides: Sides

    def explain(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return an error with the edits of both sides that have to do with it."""
        found = [*self._of("Ours", diagnostic), *self._of("Theirs", diagnostic)]
        return replace(diagnostic, related=(*diagnostic.related, *found))

    def _of(self, side: str, diagnostic: Diagnostic) -> Iterator[Related]:
        after = self.sides.ours if side == "Ours" else self.sides.theirs
        words = {word for value in (*diagnostic.values, *(diagnostic.witness or ())) for word in (value, *value.split("/"))}
        told = [(one, change) for one in self._changesets[side] for change in one.changes]
        near = [(one, change) for one, change in told if words & _mentions(one, change)] or told
        for one, change in near[:_MOST]:
            yield Related(f"{side}: {change.message}", one.after_file or one.before_file or "", change.path, change.after_span or change.before_span or START)
        for name in sorted(self.sides.base.names - after.names - self.sides.base.files.keys()):
            yield Related(f"{side}: The file {shown(name)} is removed.", shown(name), "", START)

    @cached_property
    def _changesets(self) -> dict[str, list[Changeset]]:
        base, ours, theirs = self.sides
        return {side: changesets(_revisions(base, after), _revisions(after, base)) for side, after in (("Ours", ours), ("Theirs", theirs))}


def _revisions(snapshot: Snapshot, other: Snapshot) -> list[Revision]:
    """Return the processes and journeys that are not the same in another snapshot."""
    return [
        revision for path, data in snapshot.files.items()
        if other.files.get(path) != data and (revision := _revision(snapshot, path, data)) is not None
    ]


def _revision(snapshot: Snapshot, path: Path, data: bytes) -> Revision | None:
    document, _ = parse_bytes(data)
    value = load(document).value
    home = snapshot.home(path)
    return Revision(value, document, shown(path), "" if home is None else shown(home)) if isinstance(value, Process | Journey) else None


def _mentions(changeset: Changeset, change: Change) -> set[str]:
    of_whole = {changeset.id} if change.kind.startswith(("process-", "journey-")) else set()
    return {*change.path.split("."), *words_in(change.before), *words_in(change.after), *of_whole}
