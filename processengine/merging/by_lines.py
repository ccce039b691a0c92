"""What git's own merge of the lines makes of a file, and so a forge's button, beside the merge by meaning."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.git.line_merge import Lines, merge_lines
from processengine.merging.pieces import Piece, Sides, contents_of
from processengine.merging.snapshot import Snapshot
from processengine.model.journey import Journey
from processengine.model.process import Process
from processengine.report.merge_check import CheckedFile
from processengine.store import shown
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes


@dataclass(frozen=True)
class ByLines:
    """Tells what git's lines would give, in the library that the merge by meaning gives."""

    sides: Sides
    result: Snapshot
    today: date

    def beside(self, told: CheckedFile, piece: Piece) -> CheckedFile:
        """Return what is told of a file, with what git's lines would give."""
        if not piece.is_merged:
            # One side alone changed it, so git takes that.
            return replace(told, by_lines="wrong")
        lines = self._lines(piece)
        if lines is None or lines.conflicts or lines.data is None:
            return replace(told, by_lines="conflict")
        if told.status != "clean":
            return replace(told, by_lines="wrong")
        if piece.path is None or piece.data is None or lines.data == piece.data:
            return told
        wrong = self._wrong(piece.path, piece.data, lines.data)
        return replace(told, by_lines="wrong", remark=f"By lines: {wrong}") if wrong else told

    def _lines(self, piece: Piece) -> Lines | None:
        base, ours, theirs = contents_of(piece.triple, self.sides)
        if ours is None or theirs is None or piece.path not in piece.triple:
            return None
        return merge_lines(base or b"", ours, theirs)

    def _wrong(self, path: Path, meant: bytes, lines: bytes) -> str:
        """Say what is wrong with what git's lines give; nothing where it means the same."""
        fine = {one.fingerprint for one in self.result.errors(path, self.today)}
        errors = [one for one in self.result.with_file(path, lines).errors(path, self.today) if one.fingerprint not in fine]
        if errors:
            return f"{errors[0].message} ({errors[0].rule}, line {errors[0].span.line})"
        changes = [one for found in changesets(_revisions(meant, path), _revisions(lines, path), same=True) for one in found.atoms]
        return next((one.message for one in changes if not one.kind.endswith("-moved")), "")


def _revisions(data: bytes, path: Path) -> list[Revision]:
    document, _ = parse_bytes(data)
    value = load(document).value
    return [Revision(value, document, shown(path))] if isinstance(value, Process | Journey) else []
