"""A source, checked, for whoever exports it: its tables, what to mind, and what can be computed."""

from collections.abc import Callable, Iterator, Sequence

from processengine.evidence.check.checked import Checked, ProcessChecked
from processengine.evidence.check.computable import Computable
from processengine.evidence.check.odd import Odd, several
from processengine.evidence.check.placed import Lines
from processengine.evidence.check.seen import TableSeen
from processengine.evidence.times import iso
from processengine.report.laid_out import broken
from processengine.report.safe import visible

Paint = Callable[[str, str], str]

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan", "yes": "green", "doubtful": "yellow", "no": "red"}
_NAMES, _OTHERS, _WIDTH = 12, 12, 100


def plain(text: str, colour: str) -> str:
    """Return the text as it is: what a file or a pipe gets."""
    del colour
    return text


def as_text(checked: Checked, paint: Paint = plain, width: int | None = None, following: Sequence[str] = ()) -> str:
    """Return the check; `paint` puts a colour on a text for a terminal of `width` columns. `following` are commands to go on with."""
    page = _Page(paint, width or _WIDTH)
    lines = [visible(checked.source), ""]
    for table in checked.tables:
        lines += [*page.table(table, checked), ""]
    lines += page.minded(checked)
    lines += page.guessed(checked)
    for process in checked.processes:
        lines += page.process(process)
    lines += [page.verdict(checked), *(f"Next: {one}" for one in following if checked.is_fit)]
    return "\n".join(lines) + "\n"


class _Page:
    """How the parts are laid out."""

    def __init__(self, paint: Paint, width: int) -> None:
        self.paint, self.width = paint, width

    def table(self, table: TableSeen, checked: Checked) -> Iterator[str]:
        known = f", read as {table.shape}" if table.shape else ""
        yield visible(f"{table.table}: {table.file}{known}")
        is_whole = table.usable == table.rows
        count = several(table.rows, "row") if is_whole else f"{table.usable:,} of {several(table.rows, 'row')} {'counts' if table.usable == 1 else 'count'}"
        deals = f"{'' if is_whole else ','} of {several(checked.history.deals, 'deal')}" if table.table == "stage_history" and checked.history is not None else ""
        days = f", {iso(table.first)[:10]} to {iso(table.last)[:10]}" if table.first is not None and table.last is not None else ""
        yield f"  {count}{deals}{days}"
        own = [ours for ours, theirs in table.columns.items() if ours == theirs]
        if own:
            yield from self.wrapped("  ", f"has {', '.join(own)}", "    ")
        mapped = {ours: theirs for ours, theirs in table.columns.items() if ours != theirs}
        wide = max(map(len, mapped), default=0)
        yield from (visible(f"  {ours:{wide}}  is {theirs}{'  (a guess)' if ours in table.guessed else ''}") for ours, theirs in mapped.items())
        if table.others:
            more = f" and {len(table.others) - _OTHERS} more" if len(table.others) > _OTHERS else ""
            yield from self.wrapped("  ", f"other columns: {', '.join(table.others[:_OTHERS])}{more}", "    ")

    def minded(self, checked: Checked) -> Iterator[str]:
        if not checked.every and not checked.notes:
            return
        yield "What to mind"
        for one in checked.every:
            yield from self.odd(one)
        for note in checked.notes:
            yield from self.wrapped(f"  {self.paint('note', _COLOURS['note'])}     ", note, "           ")
        yield ""

    def odd(self, one: Odd) -> Iterator[str]:
        rows = f" {'Row' if len(one.rows) == 1 else 'Rows such as'} {', '.join(f'{row:,}' for row in one.rows)}." if one.rows else ""
        told = f"{one.about}: {one.message}{rows}{f' {one.fix}' if one.fix else ''}"
        yield from self.wrapped(f"  {self.paint(f'{one.severity:7}', _COLOURS[one.severity])}  ", told, "           ")

    def guessed(self, checked: Checked) -> Iterator[str]:
        if checked.lines:
            yield from self.wrapped("", "Columns are guessed by their names. Where the guesses are right, write them into library.yaml.", "")
            yield from self.placed(checked.lines)
            yield "Or say what is right on the command line:"
            yield from (visible(f"  {option}") for option in checked.options)
            yield ""

    def placed(self, found: Sequence[Lines]) -> Iterator[str]:
        """Yield lines of library.yaml as they stand there, from the left edge, below the place where they go."""
        for one in _together(found):
            path = one.under.replace(".", ", ")
            place = "In place of what stands under" if one.under.endswith(".stages") else "Under"
            yield from self.wrapped("", f"{place} {path}, which library.yaml has:" if path else "In library.yaml, from its left edge:", "")
            yield ""
            yield from map(visible, one.lines)
            yield ""

    def process(self, process: ProcessChecked) -> Iterator[str]:
        yield visible(f"Process {process.process}")
        met = [stage for stage, (rows, _) in process.stages.items() if rows]
        known = sum(rows for rows, _ in process.stages.values())
        yield f"  {len(met)} of its {several(len(process.stages), 'stage')} are in the source, in {known:,} of {several(process.rows, 'row')}."
        yield from self.unknown(process)
        for title, found in (("measures", process.measures), *((f"claims of {proposal}", found) for proposal, found in process.claims.items())):
            yield from self.computed(title, found)
        if process.first_needed:
            yield "  What to record first"
            for one in process.first_needed:
                whats = ", ".join(f"{what} (for {count})" for what, count in one.what if what)
                yield from self.wrapped("    - ", f"{one.record}: {whats}." if whats else f"{one.record}.", "      ")
            yield ""

    def unknown(self, process: ProcessChecked) -> Iterator[str]:
        if process.unknown:
            yield "  Names that it doesn't know"
            for one in process.unknown[:_NAMES]:
                near = f", is it `{'` or `'.join(one.nearest)}`?" if one.nearest else ""
                yield visible(f"    {one.name}: {several(one.rows, 'row')}, {several(one.deals, 'deal')}{near}")
            if len(process.unknown) > _NAMES:
                yield f"    and {len(process.unknown) - _NAMES} more"
        if process.unnamed:
            yield f"    {several(process.unnamed, 'name')} with fewer than five deals each"
        if process.lines:
            yield ""
            yield from self.wrapped("", f"Give each name a stage of {process.process}: put it into that stage's list, or into a list `not_stages:` "
                                    "beside `stages:` where it is none. Or change the stages of the process.", "")
            yield from self.placed(process.lines)
        else:
            yield ""

    def computed(self, title: str, found: Sequence[Computable]) -> Iterator[str]:
        if not found:
            return
        able = sum(one.can != "no" for one in found)
        yield visible(f"  {able} of {len(found)} {title} can be computed" if len(found) > 1 else f"  {title} ({able} of 1 can be computed)")
        wide = max(len(one.name) for one in found)
        for one in found:
            why = "; ".join(dict.fromkeys([*(lack.why for lack in one.lacks), *filter(None, [one.remark])]))
            head = f"    {self.paint(f'{one.can:8}', _COLOURS[one.can])}  {one.name:{wide}}"
            yield from self.wrapped(f"{head}  " if why else head, why, " " * (wide + 16))

    def verdict(self, checked: Checked) -> str:
        worse = [one for one in checked.every if one.severity != "note"]
        if not worse:
            return "Nothing makes this source unfit."
        return f"{several(len(worse), 'finding makes', 'findings make')} this source unfit for some of what would be asked of it."

    def wrapped(self, head: str, text: str, indent: str) -> Iterator[str]:
        """Yield a text over several lines, the first behind `head` and the others behind `indent`."""
        room = self.width - len(indent)
        first, *more = broken(visible(text), max(room, 20))
        yield f"{head}{first}".rstrip()
        yield from (f"{indent}{line}" for line in more)


def _together(found: Sequence[Lines]) -> Iterator[Lines]:
    """Yield lots of lines, those that go to the left edge in one."""
    edge = [line for one in found if not one.under for line in one.lines]
    yield from (one for one in found if one.under)
    if edge:
        yield Lines("", tuple(edge))
