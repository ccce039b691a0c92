"""Writing a guess down: the edits after which the file itself says what was renamed, in its `was`."""

from collections.abc import Iterable

from processengine.change import Change
from processengine.diff.atom import Content
from processengine.model.journey import Journey, Step
from processengine.model.process import Process, Stage
from processengine.syntax.edit import Add, Operation


def guesses_in(changes: Iterable[Change]) -> list[Change]:
    """Return the guessed renames of elements that may have `was`; a journey has none, for no history hangs on its id."""
    return [change for change in changes if change.confidence is not None and change.path != "journey"]


def remembered(changes: Iterable[Change], old: Content, new: Content) -> list[Operation]:
    """Return the operations on the new side's file that write its guessed renames into `was`, oldest id first.

    `changes` are those of one document. What the old side's element was called before that is written too, where the
    new side lost it.
    """
    return [
        Add((*_keys(change), "was", name), name)
        for change in guesses_in(changes)
        for name in _missing(change, old, new)
    ]


def _keys(change: Change) -> tuple[str, ...]:
    return () if change.path == "process" else tuple(change.path.split(".", 1))


def _missing(change: Change, old: Content, new: Content) -> list[str]:
    """Return the earlier ids that the new side's element doesn't have yet; none that is an id there."""
    keys = _keys(change)
    holder, name = keys or ("", "")
    before, after = _element(old, holder, change.before), _element(new, holder, name)
    taken = {*after.was, *(_ids(new) if keys else (new.id,))}
    return [one for one in (*before.was, str(change.before)) if one not in taken]


def _element(content: Content, holder: str, name: str) -> Process | Stage | Step:
    if isinstance(content, Journey):
        return content.steps[name]
    return content.stages[name] if holder else content


def _ids(content: Content) -> Iterable[str]:
    return content.steps if isinstance(content, Journey) else content.stages
