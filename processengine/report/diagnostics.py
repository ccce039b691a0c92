"""What the reports of a validation have in common."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from processengine.diagnostic import Diagnostic, Severity
from processengine.syntax.document import lines_of

if TYPE_CHECKING:
    from processengine.baseline import Compared


class Since(NamedTuple):
    """What a change was held against: the revision as named, and the commit where the change started from it.

    `older` is how many findings are left out, as what they are about was there before and nobody touched it.
    """

    revision: str
    start: str
    older: int


class SourceLines(Mapping[str, list[str]]):
    """The source lines of files by name, cut when somebody looks: of a thousand files a report shows a few."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __getitem__(self, file: str) -> list[str]:
        return lines_of(self._texts[file])

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True)
class Validation:
    """What came of validating some files; `lines` holds the source lines of those with diagnostics, `names` all names.

    `ran` names the rules that looked at each file, none where it couldn't be read. `remarks` are sentences about the run
    as a whole, `baseline` and `since` what was left out and why; None where nobody asked for that.
    """

    files: int
    diagnostics: Sequence[Diagnostic]
    suppressed: int
    lines: Mapping[str, list[str]]
    offer: str = ""
    names: Sequence[str] = ()
    ran: Mapping[str, frozenset[str]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    baseline: "Compared | None" = None
    since: "Since | None" = None

    @property
    def counts(self) -> dict[str, int]:
        """How many diagnostics there are of each severity, zeros included."""
        counted = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return {severity.value: counted[severity] for severity in Severity}
