"""The document at hand and what it was at the base: what the rules about changes share."""

from processengine.change import Changeset, Impact
from processengine.diagnostic import Mention, Part
from processengine.model.process import Process
from processengine.rules.base import Base, Released, Then
from processengine.rules.subject import Subject
from processengine.syntax.document import KINDS

PROCESS = KINDS[0]


def base_of(subject: Subject) -> Base:
    """Return what the document is held against; these rules rest where there is nothing."""
    assert subject.base is not None
    return subject.base


def then(subject: Subject) -> Then | None:
    """Return the document as it was; None where it is new."""
    kind = subject.document.kind
    return None if kind is None else base_of(subject).then.get((kind, subject.document.id))


def process_then(subject: Subject, name: str) -> Process | None:
    """Return what a process of the library was, by its id of today; None where it is new."""
    found = base_of(subject).then.get((PROCESS, name))
    return found.value if found is not None and isinstance(found.value, Process) else None


def changes_of(subject: Subject, process: str) -> Changeset | None:
    """Return what happened to a process of the library since the base; None where it is not known there."""
    return base_of(subject).changes.get((PROCESS, process))


def impact_of(subject: Subject, process: str | None) -> Impact | None:
    """Return the impact of what happened to a process, or to all of them; None where nothing did."""
    every = [one for (kind, name), one in base_of(subject).changes.items() if kind == PROCESS and process in (None, name)]
    return min((one.impact for one in every if one.impact is not None), key=lambda impact: impact.rank, default=None)


def releases_of(subject: Subject) -> tuple[Released, ...]:
    """Return the releases of the process at hand so far, the lowest version first."""
    return base_of(subject).releases.get(subject.process.id, ())


def earlier_ids(changeset: Changeset) -> dict[str, str]:
    """Return the stages that have another id now, each with its earlier one."""
    renamed = (one for one in changeset.atoms if one.kind == "stage-renamed")
    return {one.path.removeprefix("stages."): one.before for one in renamed}


def removed_stages(changeset: Changeset) -> list[str]:
    """Return the ids of the stages that are gone, by what the base called them."""
    return [one.path.removeprefix("stages.") for one in changeset.atoms if one.kind == "stage-removed"]


def at_the_base(earlier: Then, message: str, path: str, on: Part = "key") -> Mention:
    """Return a mention of a place in the base's file."""
    return Mention(message, path, on, earlier.document.span(path, on), earlier.file)
