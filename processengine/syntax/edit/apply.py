"""Doing edit operations on a text, and making sure that they did what was meant and nothing else."""

from collections import Counter
from collections.abc import Sequence

from processengine.syntax.edit.lines import Splice, spliced
from processengine.syntax.edit.meaning import Tree, are_equal, tree_of
from processengine.syntax.edit.move import move
from processengine.syntax.edit.operation import EditError, Move, Operation
from processengine.syntax.edit.page import Page
from processengine.syntax.edit.plan import Plan, plan
from processengine.syntax.parse import parse

_BOM = "\ufeff"


def apply(text: str, operations: Sequence[Operation]) -> str:
    """Return a text with operations done, one after another; everything outside the touched elements stays.

    Raise EditError where the text can't be read, or an operation can't be done; nothing is done then. Each operation
    sees the text as the ones before left it. The result has been read again and means what was meant.
    """
    editor = _Editor(text)
    for operation in operations:
        editor.do(operation)
    return editor.text()


class _Editor:
    """A page and the operations that wait on it: those that reach into different elements are done in one go."""

    def __init__(self, text: str) -> None:
        self.page, self.problems = _read(text)
        self.meant: Tree = tree_of(self.page.root)
        self.waiting: list[Splice] = []
        self.touched: list[tuple[str, ...]] = []

    def text(self) -> str:
        """Return the text with everything done."""
        self.flush()
        return (_BOM if self.page.document.bom else "") + self.page.text

    def do(self, operation: Operation) -> None:
        """Do an operation, now or together with others that reach elsewhere."""
        names = self.page.names(operation.path)
        if isinstance(operation, Move):
            self.flush()
            text = move(self.page, operation, self.meant)
            self._turn_to(text)
            return
        if any(_meet(names, touched) for touched in self.touched):
            self.flush()
        planned = plan(self.page, operation)
        if self.waiting and not self._fits(planned):
            self.flush()
            planned = plan(self.page, operation)
        planned.effect(self.meant)
        self.waiting += planned.splices
        self.touched.append(planned.touched)

    def flush(self) -> None:
        """Do what waits, read the result, and hold it against what was meant."""
        if self.waiting:
            self._turn_to(spliced(self.page.text, self.waiting))

    def _fits(self, planned: Plan) -> bool:
        if any(_meet(planned.touched, touched) for touched in self.touched):
            return False
        return all(one.end < other.start or other.end < one.start for one in planned.splices for other in self.waiting)

    def _turn_to(self, text: str) -> None:
        self.waiting, self.touched = [], []
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


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one path leads into the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
