"""The processes that a change touches and that deals may be in, as they are before it and after it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from processengine.model.process import Process
from processengine.rules.change.proposing import is_about

if TYPE_CHECKING:
    from processengine.change import Changeset
    from processengine.diff.revision import Revision
    from processengine.model.proposal import Proposal


class Differing(NamedTuple):
    """A process that differs: on the first side, on the second (None where it goes), and the folders of their libraries.

    It may have another id on the second side.
    """

    before: Process
    after: Process | None
    home: str
    home_after: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that it has had, the first side's first."""
        return tuple(dict.fromkeys(one.id for one in (self.before, self.after) if one is not None))

    def moves(self, proposal: "Proposal | None") -> Mapping[str, str]:
        """Return where a proposal sends its deals, nowhere one about another process."""
        return proposal.moves if proposal is not None and any(is_about(proposal, name) for name in self.ids) else {}


def touched(changes: Iterable["Changeset"], old: Sequence["Revision"], new: Sequence["Revision"]) -> Iterator[Differing]:
    """Yield the processes of a change between two sides that differ and that deals may be in; those that are new have none."""
    for one in changes:
        before, after = _process(old, one.before_file), _process(new, one.after_file)
        if one.kind == "process" and one.impact is not None and before is not None:
            (process, home), (now, home_after) = before, after or (None, before[1])
            yield Differing(process, now, home, home_after)


def _process(revisions: Sequence["Revision"], file: str | None) -> tuple[Process, str] | None:
    found = next((one for one in revisions if file is not None and one.file == file), None)
    return (found.content, found.home) if found is not None and isinstance(found.content, Process) else None
