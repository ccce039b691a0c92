"""Taking rules out of `allow` comments: a comment is no element, so it is known by the number of its line."""

from collections.abc import Collection, Mapping

from processengine.syntax.document import Document
from processengine.syntax.edit.lines import Lines, Splice, spliced
from processengine.syntax.edit.operation import EditError
from processengine.syntax.suppression import Suppression, suppressions

_BLANKS = " \t"


def without_allowances(document: Document, which: Mapping[int, Collection[str]]) -> str:
    """Return a document's text, with its byte order mark, without some rules in the `allow` comments on some lines.

    Lines count from 1. A comment that names no rule any more goes, with its line where it has one to itself; an empty
    name stands for an `allow` that names none. Raise EditError where a line doesn't allow a rule.
    """
    decisions = {one.span.line: one for one in suppressions(document)}
    lines = Lines(document.text)
    splices = [_without(lines, line, decisions.get(line), rules) for line, rules in which.items()]
    return ("\ufeff" if document.bom else "") + spliced(document.text, splices)


def _without(lines: Lines, line: int, decision: Suppression | None, rules: Collection[str]) -> Splice:
    missing = [rule for rule in rules if decision is None or (rule not in decision.rules and (rule or decision.rules))]
    if decision is None or missing:
        raise EditError(f"Line {line} doesn't allow `{', '.join(missing)}`.")
    kept = [name for name in decision.rules if name not in rules]
    start = lines.start(line - 1) + decision.span.column - 1
    if kept:
        return Splice(lines.text.index("[", start) + 1, lines.text.index("]", start), ", ".join(kept))
    before = lines.text[lines.start(line - 1) : start]
    if not before.strip(_BLANKS):
        return lines.remove(line - 1, line)
    return Splice(lines.start(line - 1) + len(before.rstrip(_BLANKS)), lines.end(line - 1))
