"""What the reports of a merge that was tried beforehand have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from processengine.diagnostic import Diagnostic
from processengine.merge import Decision

Status = Literal["clean", "conflict", "semantic-conflict"]
ByLines = Literal["clean", "conflict", "wrong"]


@dataclass(frozen=True)
class CheckedFile:
    """What merging gives for one file.

    `by_lines` is what git's own merge of its lines gives, and so a forge's button: `wrong` is clean and not what both
    sides meant, and then `remark` says why. `diagnostics` are the errors and warnings that neither side has.
    """

    file: str
    status: Status
    by_lines: ByLines
    decisions: tuple[Decision, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    remark: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether it may be merged, on a forge too."""
        return self.status == "clean" and self.by_lines != "wrong"


@dataclass(frozen=True)
class Checked:
    """What merging `head` into `base` gives: the files that both sides changed, and those that are wrong afterwards.

    `remark` says what hinders the look at it as a whole; empty where nothing does.
    """

    base: str
    head: str
    files: Sequence[CheckedFile]
    remark: str = ""

    @property
    def clean(self) -> bool:
        """Whether all of it may be merged."""
        return all(file.is_clean for file in self.files)
