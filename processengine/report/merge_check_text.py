"""A merge that was tried beforehand, for people: a line a file, and below it what is to be decided or mended."""

from collections.abc import Callable, Iterator

from processengine.report.merge_check import Checked, CheckedFile
from processengine.report.merge_text import caused
from processengine.report.safe import visible

Paint = Callable[[str, str], str]

_WORDS = {"clean": "clean", "conflict": "conflict", "semantic-conflict": "semantic conflict"}


def plain(text: str, colour: str) -> str:
    """Return the text as it is: what a file or a pipe gets."""
    del colour
    return text


def render(checked: Checked, paint: Paint = plain) -> str:
    """Return the report; `paint` puts a colour on a text for a terminal."""
    lines = [line for file in checked.files for line in _file(file, paint)]
    return "\n".join([*lines, _summary(checked), *filter(None, [checked.remark])]) + "\n"


def _file(file: CheckedFile, paint: Paint) -> Iterator[str]:
    name = visible(file.file)
    yield f"{name}: {paint(_WORDS[file.status], 'green' if file.is_clean else 'red')}{_by_lines(file)}"
    for decision in file.decisions:
        if decision.action == "conflict":
            yield visible(f"  {decision.path or 'the file'}: {decision.reason}")
    for diagnostic in file.diagnostics:
        yield from (f"  {line}" for line in caused(diagnostic))
    if file.remark:
        yield f"  {visible(file.remark)}"


def _by_lines(file: CheckedFile) -> str:
    if file.by_lines == "wrong":
        return "; git's own merge of the lines would be clean, and wrong"
    if file.status == "clean" and file.by_lines == "conflict":
        return "; git's own merge of the lines would conflict: merge where `processengine git install` was run"
    return ""


def _summary(checked: Checked) -> str:
    sides = f"{visible(checked.head)} into {visible(checked.base)}"
    if not checked.files:
        return f"Merging {sides}: no process file was changed on both sides, and nothing breaks."
    bad = sum(not file.is_clean for file in checked.files)
    if not bad:
        warnings = sum(len(file.diagnostics) for file in checked.files)
        told = f", with {warnings} new {'warning' if warnings == 1 else 'warnings'}" if warnings else ""
        return f"Merging {sides}: clean{told}."
    return f"Merging {sides}: {bad} of {len(checked.files)} {'file needs' if bad == 1 else 'files need'} a decision."
