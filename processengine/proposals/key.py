"""The key that an approval is given to: one hash of all that was approved, and of nothing else.

Who approves says yes to the changes as they are told, to the reasons and numbers beside them, and under the clause that
asked. Layout, comments, titles, versions and kept ids are not part of it, so that a rebase, another one's release or a
reindented file end no approval; whatever else changes does.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from processengine.change import Change, Changeset, Json, canonical
from processengine.model.library import Clause
from processengine.model.proposal import Proposal

LEFT_OUT = ("version", "was")
"""Fields that say nothing new: `release` writes the one, and the other is identity."""

_FIELD_OF_STAGE = 3
_WITH_FIELDS_LEFT_OUT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "process": (("stages", "stage"),), "journey": (("steps", "journey-step"),), "stage": (), "journey-step": (),
}
"""The elements that have such fields, each with the elements below it that have some too, by the field that holds them."""


@dataclass(frozen=True)
class Settled:
    """One part of library.yaml that is proposed to be otherwise, or a file that is no document; None where a side lacks it.

    `what` is `LIBRARY:people` and the like for settings, whose sides are plain data, or a file's path from the repository's
    top, whose sides are the ids of its contents.
    """

    what: str
    before: Json
    after: Json


@dataclass(frozen=True)
class Agreed:
    """All that somebody says yes to.

    `changesets` are those of the proposal on the base as it stands; `others` what changes besides in settings and files.
    `shown` are the claims' results as a reviewer reads them, by claim; `clauses` are those that ask, by the library's folder.
    """

    changesets: Sequence[Changeset]
    others: Sequence[Settled] = ()
    proposal: Proposal | None = None
    why: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, Clause | None] = field(default_factory=dict)


def key_of(agreed: Agreed) -> str:
    """Return the key: 64 hex digits of SHA-256, the same for the same change whatever file or order it stands in."""
    proposal = agreed.proposal
    stated = {} if proposal is None else proposal.model_dump(mode="json", by_alias=True, include={"process", "claims", "expects", "moves"})
    content = {
        "changes": sorted(canonical(one) for one in _changes(agreed.changesets)),
        "others": sorted(canonical([one.what, one.before, one.after]) for one in agreed.others),
        "why": agreed.why.strip(),
        **stated,
        "shown": dict(agreed.shown),
        "clauses": {name: None if clause is None else clause.model_dump(mode="json") for name, clause in agreed.clauses.items()},
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _changes(changesets: Iterable[Changeset]) -> Iterable[Json]:
    for one in changesets:
        for atom in one.atoms:
            if not _says_nothing(atom):
                element = atom.kind.rpartition("-")[0]
                yield [one.kind, one.id, atom.kind, atom.path, _content(element, atom.before), _content(element, atom.after)]


def _says_nothing(atom: Change) -> bool:
    """Tell whether an atom is of a field that is left out; an element whose id is `was` or `version` is none."""
    names = atom.path.split(".")
    is_of_document = atom.kind in ("process-changed", "journey-changed") and len(names) == 1
    is_of_stage = atom.kind in ("stage-changed", "journey-step-changed") and len(names) == _FIELD_OF_STAGE
    return (is_of_document or is_of_stage) and names[-1] in LEFT_OUT


def _content(element: str, value: Json) -> Json:
    """Return an element's data without the fields that are left out; of a document those of its stages and steps as well."""
    if not isinstance(value, dict) or element not in _WITH_FIELDS_LEFT_OUT:
        return value
    kept = {name: held for name, held in value.items() if name not in LEFT_OUT}
    for holder, inner in _WITH_FIELDS_LEFT_OUT[element]:
        if isinstance(kept.get(holder), dict):
            kept[holder] = {name: _content(inner, held) for name, held in kept[holder].items()}
    return kept
