"""What merging gives for each file of three sides, before anybody asks whether it all fits together."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from processengine.git.line_merge import merge_lines
from processengine.merge import Action, Decision, Names, Unreadable
from processengine.merging.contents import merge_contents
from processengine.merging.snapshot import Snapshot
from processengine.merging.triples import Triple

_CONFLICT: Action = "conflict"


class Sides(NamedTuple):
    """The three sides of a merge: `theirs` goes into `ours`."""

    base: Snapshot
    ours: Snapshot
    theirs: Snapshot

    @property
    def names(self) -> Names:
        """What the sides are called in the marks of a conflict."""
        return Names(*(side.label for side in self))


@dataclass(frozen=True)
class Piece:
    """One file after the merge: where it is and what it holds, None where it is gone.

    `is_merged` tells that both sides changed it. Where `conflicts` are left, `data` is that of ours, and of theirs
    where ours has none. `remark` says that it was merged by lines, and why.
    """

    triple: Triple
    path: Path | None
    data: bytes | None
    is_merged: bool = False
    decisions: tuple[Decision, ...] = ()
    remark: str = ""

    @property
    def conflicts(self) -> bool:
        """Whether something in it is left to decide."""
        return any(one.action == _CONFLICT for one in self.decisions)


def piece_of(triple: Triple, sides: Sides) -> Piece:
    """Merge one file."""
    base, ours, theirs = contents_of(triple, sides)
    if ours is None or theirs is None:
        return _on_one_side(triple, base, ours, theirs)
    path = _place(triple)
    if path is None:
        told = Decision("", _CONFLICT, f"Ours moved the file to {triple.ours}, theirs to {triple.theirs}.")
        return Piece(triple, triple.ours, ours, is_merged=True, decisions=(told,))
    if base in (ours, theirs):
        return Piece(triple, path, theirs if base == ours else ours)
    return _merged(triple, path, (base or b"", ours, theirs), sides.names)


def contents_of(triple: Triple, sides: Sides) -> tuple[bytes | None, bytes | None, bytes | None]:
    """Return what each side holds, None where it lacks the file."""
    base, ours, theirs = (side.files[path] if path is not None else None for side, path in zip(sides, triple, strict=True))
    return base, ours, theirs


def _on_one_side(triple: Triple, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> Piece:
    """Return a file that at least one side lacks: added by the other, removed, or removed against a change."""
    path, data = (triple.theirs, theirs) if ours is None else (triple.ours, ours)
    if base is None:
        return Piece(triple, path, data)
    if data is None or (data == base and path == triple.base):
        return Piece(triple, None, None)
    removed, kept = ("Ours", "theirs") if ours is None else ("Theirs", "ours")
    told = Decision("", _CONFLICT, f"{removed} removed the file, {kept} {'moved' if data == base else 'changed'} it.")
    return Piece(triple, path, data, is_merged=True, decisions=(told,))


def _place(triple: Triple) -> Path | None:
    """Return where a file is that both sides have; None where they moved it to different places."""
    if triple.theirs in (triple.ours, triple.base):
        return triple.ours
    return triple.theirs if triple.base == triple.ours else None


def _merged(triple: Triple, path: Path, contents: tuple[bytes, bytes, bytes], names: Names) -> Piece:
    try:
        merged = merge_contents(*contents, names=names)
    except Unreadable as error:
        lines = merge_lines(*contents, names)
        remark = f"Merged by lines, not by meaning. In {error.side}: {error.message}"
        if lines.data is None or lines.conflicts:
            told = Decision("", _CONFLICT, "Both sides changed the same lines.")
            return Piece(triple, path, contents[1], is_merged=True, decisions=(told,), remark=remark)
        return Piece(triple, path, lines.data, is_merged=True, remark=remark)
    return Piece(triple, path, merged.text.encode() if merged.clean else contents[1], is_merged=True, decisions=merged.decisions)


def whole(pieces: list[Piece], sides: Sides, *, conflicts_as_theirs: bool = False) -> Snapshot:
    """Return all files as the merge leaves them."""
    files = {}
    for piece in pieces:
        if piece.path is not None and piece.data is not None:
            theirs = contents_of(piece.triple, sides)[2]
            files[piece.path] = theirs if conflicts_as_theirs and piece.conflicts and theirs is not None else piece.data
    base, ours, theirs_names = (side.names for side in sides)
    names = (base & ours & theirs_names) | (ours - base) | (theirs_names - base) | files.keys()
    return Snapshot("merge", files, frozenset(names), sides.ours)
