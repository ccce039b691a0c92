"""What came of the files so far."""

from processengine.check.one import Checked
from processengine.report.diagnostics import SourceLines, Validation


class Tally:
    """What came of the files so far.

    A file without a finding is let go before the next one is read: a thousand take no more memory than one, and the
    same memory serves each.
    """

    def __init__(self) -> None:
        self.kept: list[Checked] = []
        self.ran: dict[str, frozenset[str]] = {}
        self.offer = ""

    def add(self, checked: Checked | None) -> None:
        """Count a file, and keep it where it has something to say."""
        if checked is None:
            return
        self.offer = "" if self.ran else checked.offer
        self.ran[checked.file] = checked.ran
        if checked.diagnostics or checked.suppressed:
            self.kept.append(checked)

    def validation(self) -> Validation:
        """Return all of it, the diagnostics in order."""
        diagnostics = [diagnostic for checked in self.kept for diagnostic in checked.diagnostics]
        return Validation(
            len(self.ran),
            sorted(diagnostics, key=lambda one: (one.file, one.span.line, one.span.column, one.rule)),
            sum(checked.suppressed for checked in self.kept),
            SourceLines({checked.file: checked.text for checked in self.kept if checked.diagnostics}),
            self.offer,
            list(self.ran),
            self.ran,
        )
