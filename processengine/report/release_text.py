"""What a release did, or would do, as text."""

from collections.abc import Iterator, Sequence
from typing import Final

from processengine.report.changelog import Entry
from processengine.report.safe import visible

_BECAUSE: Final = {
    "major": "open deals are touched", "minor": "people work otherwise from now on", "patch": "only words changed",
    "none": "the version was set by hand",
}

_SEND: Final = "Now send it: git push --follow-tags"


def previewed(entries: Sequence[Entry], files: Sequence[str], tags: Sequence[str], branch: str) -> str:
    """Return what a release would do."""
    if not entries:
        return nothing([])
    return "\n".join([
        *_entries(entries), "",
        f"A release would write {', '.join(visible(one) for one in files)}, commit that on {visible(branch)}, and tag it {', '.join(tags)}.",
        "Nothing has been changed.", "",
    ])


def done(entries: Sequence[Entry], tags: Sequence[str], branch: str, finished: Sequence[str], *, is_server: bool = False) -> str:
    """Return what a release did; `finished` is what it finished of an earlier one first. On a server there is nowhere to send it."""
    if not entries:
        return nothing(finished, is_server=is_server)
    sent = "" if is_server else f" {_SEND}"
    return "\n".join([
        *_finished(finished), *_entries(entries), "",
        f"Committed on {visible(branch)} with its changelog, and tagged {', '.join(tags)}.{sent}", "",
    ])


def refused(reasons: Sequence[str]) -> str:
    """Return why nothing was released."""
    return "\n".join([*(f"- {visible(one)}" for one in reasons), "Nothing was released.", ""])


def nothing(finished: Sequence[str], *, is_server: bool = False) -> str:
    """Return that nothing is to be released, or that all there was to do was finishing an earlier run."""
    if finished:
        return "\n".join([*_finished(finished), *([] if is_server else [_SEND]), ""])
    return "Nothing has changed since the last release.\n"


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
