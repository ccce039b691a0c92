"""What of a release a server's log holds no ruling for: nothing of that is released."""

from collections.abc import Iterator, Sequence

from processengine.approving.chain import Log, log
from processengine.errors import CannotRun
from processengine.git.command import ask, complaint
from processengine.model.base import words
from processengine.release.library import Held
from processengine.release.plan import Due
from processengine.release.state import Ground

ACCEPTED_AS, REJECTED_AS = "accepted as ", "rejected as "
"""How the note of a `ruled` entry begins; the branch's commit that the ruling made follows."""


def unruled(here: Ground, now: Held, due: Sequence[Due]) -> Sequence[str]:
    """Return, as sentences, what a release would bring that nobody ruled on here."""
    found = log(here.repository)
    return tuple(dict.fromkeys([*_proposals(found, now, due), *_commits(found, here, now, due)]))


def _proposals(log_: Log, now: Held, due: Sequence[Due]) -> Iterator[str]:
    keys = {(one.proposal, one.key) for one in log_.entries if one.kind == "ruled" and one.note.startswith(ACCEPTED_AS)}
    for name in dict.fromkeys(name for one in due for name in one.proposals):
        record, title = now.proposals[name].record, now.proposals[name].title or words(name)
        if record is None or (name, record.key) not in keys:
            yield f"“{title}”: the server's log holds no ruling on it as it is. Rule on it: processengine rule {name} --accept --server REPO --as PERSON"


def _commits(log_: Log, here: Ground, now: Held, due: Sequence[Due]) -> Iterator[str]:
    """Yield the branch's own commits since the last release that are neither a ruling nor a release of this log.

    Before a process's first release they may lie below the oldest ruling: that is what the library was set up with.
    """
    ours = {one.commit for one in log_.entries if one.kind in ("released", "judged")}
    ours |= {one.note.partition(" as ")[2].split()[0] for one in log_.entries if one.kind == "ruled" and " as " in one.note}
    for one in due:
        commits = _own(here, one.since, now.commit)
        known = [place for place, commit in enumerate(commits) if commit in ours]
        until = len(commits) if one.since is not None else known[-1] + 1 if known else 0
        for commit in commits[:until]:
            if commit not in ours:
                yield f"{here.branch} holds the commit {commit[:12]}, which nobody ruled on here, since {one.process.id} was released last. Propose it, and rule on that."


def _own(here: Ground, since: str | None, until: str) -> list[str]:
    answer = ask(here.repository.root, "rev-list", "--first-parent", until, *([f"^{since}"] if since else []), "--")
    if answer.code != 0:
        raise CannotRun(f"The commits of {here.branch} can't be listed: {complaint(answer)}.")
    return answer.line.split()
