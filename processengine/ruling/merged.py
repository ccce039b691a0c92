"""What a branch's files become on the base as it is now: documents merged by meaning, others taken where the base still has them."""

from typing import NamedTuple

from processengine.errors import CannotRun
from processengine.git.command import ask, complaint
from processengine.git.line_merge import merge_lines
from processengine.git.repository import Repository
from processengine.merge import Unreadable, merge
from processengine.review.documents import Paper, Papers
from processengine.syntax.document import Kind

_FILES = ("100644", "100755", "000000")


class Onto(NamedTuple):
    """Contents by path from the repository's top, None for a file that goes, and sentences on what can't be merged."""

    contents: dict[str, bytes | None]
    conflicts: tuple[str, ...]


class Trio(NamedTuple):
    """Three commits: where a change starts, where it leads, and the base that it is put onto; with the documents of each."""

    fork: str
    head: str
    base: str
    papers: tuple[Papers, Papers, Papers]


class _Changed(NamedTuple):
    """A file that differs: its path, its kinds as git numbers them, and its objects."""

    path: str
    modes: tuple[str, str]
    objects: tuple[str, str]


def onto(repository: Repository, trio: Trio, without_kind: Kind | None = None) -> Onto:
    """Return what the base's files become once all that changed from fork to head is put onto it; only files that change are there.

    Documents `without_kind` stay as the base has them.
    """
    fork, head, base = (_without(papers, without_kind) for papers in trio.papers)
    contents, conflicts = _documents(fork, head, base)
    told = {paper.file for papers in trio.papers[:2] for paper in papers.found.values()}
    there = {blob.path: blob.object for blob in repository.files(trio.base)}
    was = {blob.path: blob.object for blob in repository.files(trio.fork)}
    docs = {paper.file for paper in base.found.values()}
    new = {blob.path: blob for blob in repository.files(trio.head)}
    for one in _changed(repository, trio.fork, trio.head):
        if not set(one.modes) <= set(_FILES):
            conflicts.append(f"{one.path} is a link or a submodule; those are not merged.")
        elif one.path not in told:
            before, after = (name if set(name) != {"0"} else None for name in one.objects)
            if there.get(one.path) == before:
                contents[one.path] = repository.read([new[one.path]])[0] if after is not None else None
            elif there.get(one.path) != after:
                conflicts.append(f"{one.path} changed on both sides.")
    for path in contents:
        if path in there and path not in docs and there[path] != was.get(path):
            conflicts.append(f"{path} is something else there by now.")
    return Onto({path: data for path, data in contents.items() if data is not None or path in there}, tuple(conflicts))


def _without(papers: Papers, kind: Kind | None) -> Papers:
    return papers if kind is None else Papers({key: paper for key, paper in papers.found.items() if key.kind != kind}, papers.files, papers.copies)


def _documents(fork: Papers, head: Papers, base: Papers) -> tuple[dict[str, bytes | None], list[str]]:
    contents: dict[str, bytes | None] = {}
    conflicts: list[str] = []
    for key in dict.fromkeys((*fork.found, *head.found)):
        was, now, there = (papers.found.get(key) for papers in (fork, head, base))
        if _same(was, now) or _same(now, there):
            continue
        data = _merged(was, now, there)
        if isinstance(data, str):
            conflicts.append(f"{(there or now or was).file}: {data}")  # type: ignore[union-attr]  # one of them is there
            continue
        place = _place(was, now, there)
        if there is not None and place != there.file:
            contents.setdefault(there.file, None)
        if place is not None:
            contents[place] = data
    return contents, conflicts


def _same(one: Paper | None, other: Paper | None) -> bool:
    return (one is None and other is None) or (one is not None and other is not None and (one.file, one.data) == (other.file, other.data))


def _place(was: Paper | None, now: Paper | None, there: Paper | None) -> str | None:
    """Return where the merged document lies: where the base has it, unless the branch has moved it."""
    if now is None:
        return None
    return there.file if there is not None and was is not None and now.file == was.file else now.file


def _merged(was: Paper | None, now: Paper | None, there: Paper | None) -> bytes | str | None:
    """Return a document's merged content, None where it goes; a sentence where that can't be told."""
    if (was is None and there is None) or (was is not None and there is not None and was.data == there.data):
        return None if now is None else now.data
    if now is None or there is None:
        return "taken away on one side, and changed on the other." if was is not None else "added on both sides."
    if now.data == there.data or (was is not None and now.data == was.data):
        return there.data
    try:
        found = merge(was.text if was else "", there.text, now.text, line_merge=lambda: _by_lines(was, now, there))
    except Unreadable as error:
        return error.message
    conflict = next((one for one in found.decisions if one.action == "conflict"), None)
    if conflict is not None:
        return f"{conflict.path}: {conflict.reason}"
    return found.text.encode()


def _by_lines(was: Paper | None, now: Paper, there: Paper) -> str | None:
    lines = merge_lines(was.data if was else b"", there.data, now.data)
    if lines.conflicts or lines.data is None:
        return None
    try:
        return lines.data.decode()
    except UnicodeDecodeError:
        return None


def _changed(repository: Repository, before: str, after: str) -> list[_Changed]:
    answer = ask(repository.root, "diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", before, after, "--")
    if answer.code != 0:
        raise CannotRun(f"What changed can't be told: {complaint(answer)}.")
    parts = answer.out.decode("utf-8", "surrogateescape").split("\0")
    found = []
    for facts, path in zip(parts[::2], parts[1::2], strict=False):
        old, new, before_object, after_object, _ = facts.removeprefix(":").split(" ")
        found.append(_Changed(path, (old, new), (before_object, after_object)))
    return found


