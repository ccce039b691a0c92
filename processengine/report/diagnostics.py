"""What the reports of a validation have in common."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from processengine.diagnostic import Diagnostic, Severity


@dataclass(frozen=True)
class Validation:
    """What came of validating some files; `lines` holds the source lines of those with diagnostics."""

    files: int
    diagnostics: Sequence[Diagnostic]
    suppressed: int
    lines: dict[str, list[str]]
    offer: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many diagnostics there are of each severity, zeros included."""
        counted = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return {severity.value: counted[severity] for severity in Severity}
