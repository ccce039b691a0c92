"""One commit and its tags, set in one step: somebody who looks sees all of a release or nothing."""

from collections.abc import Sequence

from processengine.approving.entry import Entry
from processengine.errors import CannotRun
from processengine.git import writing
from processengine.git.command import ask, complaint
from processengine.git.identity import Identity
from processengine.git.lock import Lock
from processengine.git.transaction import Move
from processengine.proposals.version import subject_of
from processengine.release.moving import moved
from processengine.release.plan import Plan, Release
from processengine.release.state import Ground

DAY, RELEASE = "Released-on", "Release"


def commit(here: Ground, parent: str, plan: Plan, day: str, who: Identity, at: str) -> str:
    """Return the id of the commit that a plan makes onto its parent; no branch leads to it yet."""
    return writing.commit(here.repository.root, parent, plan.files, message(plan, day), who, at)


def message(plan: Plan, day: str) -> str:
    """Return the commit's message; its end says what was released, for whoever has to finish it."""
    names = [f"{one.entry.process.id} {one.entry.version}" for one in plan.releases]
    first = f"Release {names[0]}" if len(names) == 1 else f"Release {len(names)} processes"
    body = "" if len(names) == 1 else "\n".join(f"- {name}" for name in names) + "\n\n"
    return f"{first}\n\n{body}" + "".join(f"{RELEASE}: {one.tag}\n" for one in plan.releases) + f"{DAY}: {day}\n"


def publish(lock: Lock, here: Ground, parent: str, made: str, plan: Plan, who: Identity, person: str = "") -> None:
    """Let the branch and the tags of a plan stand for a release, together or not at all; `person` releases it on a server.

    Raise CannotRun where the branch has moved since, or a tag is there already: another release was faster.
    """
    moves = [Move(here.ref, parent, made)] if made != parent else []
    moves += [Move(f"refs/tags/{one.tag}", None, _tag(here, made, plan.library, one)) for one in plan.releases]
    named = ", ".join(one.tag for one in plan.releases)
    strayed = moved(lock, moves, f"release: {named}", who, Entry("released", person=person, commit=made, note=named))
    if here.ref in strayed:
        raise CannotRun(f"{here.branch} has moved on while this release was made, perhaps by another one. Nothing was changed; run it again.")
    if strayed:
        raise CannotRun(f"The release could not be written: {', '.join(strayed)} is there already. Nothing was changed; run it again.")


def are_free(here: Ground, releases: Sequence[Release]) -> None:
    """Raise CannotRun where a tag that a release needs stands for something else."""
    for one in releases:
        if here.repository.find(f"refs/tags/{one.tag}") is not None:
            raise CannotRun(
                f"There is a tag {one.tag} already, for something that {here.branch} doesn't hold. Write a higher version into "
                f"{one.entry.process.id}, or delete the tag if it was a mistake: git tag -d {one.tag}"
            )


def _tag(here: Ground, made: str, library: str, release: Release) -> str:
    """Return the id of a new tag object that says when and by whom, as the commit does."""
    root = here.repository.root
    head = ask(root, "cat-file", "commit", made).out.partition(b"\n\n")[0]
    tagger = next(line.removeprefix(b"committer ") for line in head.splitlines() if line.startswith(b"committer "))
    subject, title = subject_of(library, release.entry.process.id, release.entry.version), " ".join(release.entry.title.split())
    text = f"object {made}\ntype commit\ntag {release.tag}\ntagger ".encode() + tagger + f"\n\n{subject}\n\n{title}\n".encode()
    answer = ask(root, "hash-object", "-t", "tag", "-w", "--stdin", stdin=text)
    if answer.code != 0:
        raise CannotRun(f"The tag {release.tag} could not be made: {complaint(answer)}. Nothing was changed.")
    return answer.line
