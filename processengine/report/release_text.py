"""What a release did, or would do, as text."""

from collections.abc import Iterator, Sequence
from shlex import quote
from typing import Final

from processengine.report.changelog import Entry
from processengine.report.safe import visible

_BECAUSE: Final = {
    "major": "open deals are touched", "minor": "people work otherwise from now on", "patch": "only words changed",
    "none": "the version was set by hand",
}


def previewed(entries: Sequence[Entry], files: Sequence[str], tags: Sequence[str], branch: str) -> str:
    """Return what a release would do."""
    if not entries:
        return done([], [], branch, [])
    return "\n".join([
        *_entries(entries), "",
        f"A release would write {', '.join(visible(one) for one in files)}, commit that on {visible(branch)}, and tag it {', '.join(tags)}.",
        "Nothing has been changed.", "",
    ])


def done(entries: Sequence[Entry], tags: Sequence[str], branch: str, finished: Sequence[str], sends: Sequence[str] = ()) -> str:
    """Return what a release did; `finished` is what it finished of an earlier one first.

    `sends` are the tags and refs that others want besides the branch; none on a server, where there is nowhere to send it.
    """
    done_now = [*_entries(entries), "", f"Committed on {visible(branch)} with its changelog, and tagged {', '.join(tags)}."] if entries else []
    lines = [*_finished(finished), *done_now] or ["Nothing has changed since the last release."]
    return "\n".join([*lines, *([f"Now send it: {_push(branch, sends)}"] if sends else []), ""])


def _push(branch: str, sends: Sequence[str]) -> str:
    """Return the command that sends all of it or nothing: a tag or a record that nobody else has would be a release that they can't see."""
    return " ".join(["git push --atomic origin", *(quote(visible(one)) for one in (branch, *sends))])


def refused(reasons: Sequence[str]) -> str:
    """Return why nothing was released."""
    return "\n".join([*(f"- {visible(one)}" for one in reasons), "Nothing was released.", ""])


def listed(releases: Sequence[str]) -> str:
    """Return releases as in a sentence: `new-business 0.2.0 and renewal 0.1.1`."""
    *most, last = releases
    return f"{', '.join(most)} and {last}" if most else last


def _finished(releases: Sequence[str]) -> Iterator[str]:
    if releases:
        yield f"Finished the release of {listed(releases)}, which had been interrupted."


def _entries(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.before is None:
            yield f"{entry.process.id} {entry.version}, its first release"
        else:
            bump = entry.changeset.required_bump if entry.changeset else "none"
            yield f"{entry.process.id} {entry.version} (before: {entry.before}), because {_BECAUSE[bump]}"
            changes = entry.changeset.changes if entry.changeset else ()
            yield from (f"  - {visible(change.message)}" for change in changes)
        yield from (f'  from the proposal "{visible(reason.title)}"' for reason in entry.reasons)
