"""Writing verdicts into the records of their proposals, for good: one commit on the default branch, made beside the working tree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from processengine.approving.entry import Entry
from processengine.errors import CannotRun
from processengine.git import writing
from processengine.git.identity import Identity
from processengine.git.lock import Lock, locked
from processengine.git.transaction import Move
from processengine.model.proposal import Proposal, Verdict
from processengine.proposals.expectation import Judgement
from processengine.proposals.outcome import ProposalOutcome
from processengine.release.doing import told_to_run_again
from processengine.release.landed import Landed, changed, dirty
from processengine.release.library import Held, held
from processengine.release.moving import moved
from processengine.release.people import acting
from processengine.release.state import Ground, parents, trailers
from processengine.syntax.edit import Add, EditError, Operation, Set, Value, apply
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes

JUDGED, DAY = "Judged", "Judged-on"
"""What the end of the commit's message says: which proposals got verdicts, and on which day."""

_DIGITS = 4


@dataclass(frozen=True)
class Written:
    """What was recorded: the proposals' ids, and the commit, empty where there was nothing to record."""

    proposals: tuple[str, ...]
    commit: str = ""


def record(here: Ground, now: Held, found: tuple[ProposalOutcome, ...], today: date, at: str = "", person: str = "") -> Written:
    """Record the verdicts that are due, all in one commit; `now` is the library that they were judged by, `at` is when, as git reads it.

    On a server `person` does it, by the id in library.yaml, and its log gets an entry in the same step.
    Raise CannotRun where the branch has moved on since, or a file that is to be written isn't committed as it lies there.
    """
    meant = tuple(one for one in found if one.due)
    if not meant:
        return Written(())
    with locked(here.repository) as lock:
        root, who = here.repository.root, acting(here.repository, now.library, person)
        if here.repository.commit(here.ref) != now.commit:
            raise CannotRun(_moved(here))
        files = dict(_written(now, one, today) for one in meant)
        unsettled = dirty(here.repository, now.commit, files)
        if unsettled:
            raise CannotRun(f"{', '.join(unsettled[:3])}: not committed as it is on the disk. Commit it, or put it away, and run again.")
        made = writing.commit(root, now.commit, files, _message(meant, today), who, at)
        with told_to_run_again("recording"):
            names = ", ".join(one.id for one in meant)
            _move(lock, here, now.commit, who, Entry("judged", meant[0].id if len(meant) == 1 else "", person, made, note=names))
            Landed(here.repository, now.commit, made, tuple(files)).settle()
    return Written(tuple(one.id for one in meant), made)


def finish(here: Ground) -> bool:
    """Let the files follow a recording that was interrupted, and tell whether there was one.

    The branch's last commit counts as one only if it is, byte for byte, its parent with the verdicts that it holds.
    """
    head = here.repository.commit(here.ref)
    before = parents(here, head)
    if len(before) != 1:
        return False
    landed = Landed(here.repository, before[0], head, changed(here.repository, before[0], head))
    if landed.is_settled or not is_recording(here, head):
        return False
    with locked(here.repository), told_to_run_again("recording"):
        landed.settle()
    return True


def is_recording(here: Ground, commit: str) -> bool:
    """Tell whether a commit is, byte for byte, its parent with verdicts in the records of the proposals that it names."""
    names, days, before = trailers(here, commit, JUDGED), trailers(here, commit, DAY), parents(here, commit)
    if not names or len(days) != 1 or len(before) != 1:
        return False
    old, new = held(here.repository, before[0], here.top), held(here.repository, commit, here.top)
    return _is_ours(old, new, names, days[0], changed(here.repository, before[0], commit))


def _is_ours(old: Held, new: Held, names: list[str], day: str, paths: tuple[str, ...]) -> bool:
    try:
        files = dict(_spliced(old, name, _new_verdicts(old.proposals[name], new.proposals[name]), day) for name in names)
    except (KeyError, CannotRun):
        return False
    return set(files) == set(paths) and all(new.data(path) == data for path, data in files.items())


def _new_verdicts(before: Proposal, after: Proposal) -> dict[str, Verdict]:
    old, new = (one.record.verdicts if one.record is not None else {} for one in (before, after))
    return {name: verdict for name, verdict in new.items() if name not in old}


def _written(now: Held, one: ProposalOutcome, today: date) -> tuple[str, bytes]:
    return _spliced(now, one.id, {each.measure: verdict_of(each.judgement) for each in one.due if each.judgement is not None}, today.isoformat())


def verdict_of(judgement: Judgement) -> Verdict:
    """Return a judgement as it is recorded."""
    value = None if judgement.value is None else round(judgement.value, _DIGITS)
    return Verdict(verdict=judgement.verdict, value=value, n=judgement.n)


def _spliced(now: Held, name: str, verdicts: Mapping[str, Verdict], day: str) -> tuple[str, bytes]:
    """Return the path and the new content of a proposal's file; nothing else in it changes by a byte."""
    read = now.proposal_files[name]
    path = now.path_of(read)
    before, existing = now.data(path), now.proposals[name].record
    assert before is not None
    assert existing is not None
    operations: list[Operation] = [Add("record.judged", day) if existing.judged is None else Set("record.judged", day)]
    if existing.verdicts:
        operations += [Add(f"record.verdicts.{measure}", _plain(one)) for measure, one in verdicts.items()]
    else:
        every: Value = {measure: _plain(one) for measure, one in verdicts.items()}
        operations.append(Set("record.verdicts", every) if read.then.document.at("record.verdicts") is not None else Add("record.verdicts", every))
    try:
        after = apply(before.decode(), operations).encode()
    except (EditError, UnicodeDecodeError) as error:
        raise CannotRun(f"{path}: the verdict can't be written. {error}") from None
    value = load(parse_bytes(after)[0]).value
    if not isinstance(value, Proposal) or value.record is None or value.record.verdicts != {**existing.verdicts, **verdicts}:
        raise CannotRun(f"{path}: the verdict can't be written so that it reads as it is meant. Nothing was changed.")
    return path, after


def _plain(verdict: Verdict) -> Value:
    found: dict[str, Value] = {"verdict": verdict.verdict}
    if verdict.value is not None:
        found["value"] = int(verdict.value) if verdict.value == int(verdict.value) else verdict.value
    if verdict.n is not None:
        found["n"] = verdict.n
    return found


def _message(meant: tuple[ProposalOutcome, ...], today: date) -> str:
    names = [one.id for one in meant]
    first = f"Judge what {names[0]} expected" if len(names) == 1 else f"Judge what {len(names)} proposals expected"
    lines = "".join(f"- {one.id}, {each.measure}: {each.judgement.verdict}\n" for one in meant for each in one.due if each.judgement is not None)
    return f"{first}\n\n{lines}\n" + "".join(f"{JUDGED}: {name}\n" for name in names) + f"{DAY}: {today.isoformat()}\n"


def _move(lock: Lock, here: Ground, parent: str, who: Identity, entry: Entry) -> None:
    if moved(lock, [Move(here.ref, parent, entry.commit)], "outcomes", who, entry):
        raise CannotRun(_moved(here))


def _moved(here: Ground) -> str:
    return f"{here.branch} has moved on while this was judged. Nothing was changed; run it again."
