"""Doing edit operations on a text, and making sure that they did what was meant and nothing else."""

from collections import Counter
from collections.abc import Sequence

from processengine.collector import collector_paused
from processengine.syntax.edit.lines import spliced
from processengine.syntax.edit.meaning import Tree, are_equal, tree_of
from processengine.syntax.edit.move import move
from processengine.syntax.edit.operation import EditError, Move, Operation
from processengine.syntax.edit.page import Page
from processengine.syntax.edit.plan import plan
from processengine.syntax.edit.waiting import Waiting
from processengine.syntax.parse import parse

_BOM = "\ufeff"


def apply(text: str, operations: Sequence[Operation]) -> str:
    """Return a text with operations done, one after another; everything outside the touched elements stays.

    Raise EditError where the text can't be read, or an operation can't be done; nothing is done then. Each operation
    sees the text as the ones before left it. The result has been read again and means what was meant.
    """
    with collector_paused():
        editor = _Editor(text)
        for operation in operations:
            editor.do(operation)
        return editor.text()


class _Editor:
    """A page and the operations that wait on it."""

    def __init__(self, text: str) -> None:
        self.page, self.problems = _read(text)
        self.meant: Tree = tree_of(self.page.root)
        self.waiting = Waiting()

    def text(self) -> str:
        """Return the text with everything done."""
        self.flush()
        return (_BOM if self.page.document.bom else "") + self.page.text

    def do(self, operation: Operation) -> None:
        """Do an operation, now or together with others that reach elsewhere."""
        if isinstance(operation, Move):
            self.flush()
            self._turn_to(move(self.page, operation, self.meant))
            return
        if self.waiting.touches(self.page.names(operation.path)):
            self.flush()
        planned = plan(self.page, operation)
        if not self.waiting.add(planned):
            self.flush()
            planned = plan(self.page, operation)
            self.waiting.add(planned)
        planned.effect(self.meant)

    def flush(self) -> None:
        """Do what waits, read the result, and hold it against what was meant."""
        if self.waiting.splices:
            self._turn_to(spliced(self.page.text, self.waiting.splices))

    def _turn_to(self, text: str) -> None:
        self.waiting = Waiting()
        page, problems = _read_result(text, bom=self.page.document.bom)
        if problems - self.problems or not are_equal(tree_of(page.root), self.meant):
            raise EditError("The file is written in a way in which this edit can't be done safely; edit it by hand.")
        self.page, self.problems = page, problems


def _read(text: str) -> tuple[Page, Counter[str]]:
    document, problems = parse(text)
    if document.root is None:
        said = problems[0].finding.message if problems else ""
        raise EditError(f"The text can't be read. {said}".rstrip())
    return Page(document), Counter(problem.rule for problem in problems)


def _read_result(text: str, *, bom: bool) -> tuple[Page, Counter[str]]:
    try:
        return _read(_BOM + text if bom else text)
    except EditError:
        raise EditError("The file is written in a way in which this edit can't be done safely; edit it by hand.") from None
