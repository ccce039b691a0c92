"""One file, validated: what came of it is small, whatever the file's size, and can go to another process."""

from typing import TYPE_CHECKING, NamedTuple

from processengine.diagnostic import Diagnostic
from processengine.model.process import Process
from processengine.rules.offer import offer
from processengine.store import Found, Shelf, read
from processengine.syntax.meant import is_meant
from processengine.validate import RecordedOf, Settings, Verdict, validate

if TYPE_CHECKING:
    from processengine.rules.base import Base

STDIN_NAME = "<stdin>"


class Checked(NamedTuple):
    """What came of one file; it can go from one process to another.

    `text` is the file's, where there is something to show of it; `ran` names the rules that looked at it.
    """

    file: str
    diagnostics: tuple[Diagnostic, ...]
    suppressed: int
    text: str
    ran: frozenset[str]
    offer: str = ""


def check_text(data: bytes, settings: Settings, recorded_of: RecordedOf | None = None) -> Checked:
    """Validate what came on the standard input, alone."""
    verdict = validate(data, STDIN_NAME, settings, recorded_of=recorded_of)
    return _checked(verdict, STDIN_NAME, settings, with_deals=recorded_of is not None, offers=True)


def check_file(
    one: Found, settings: Settings, shelf: Shelf | None, base: "Base | None", recorded_of: RecordedOf | None = None, *, offers: bool = False
) -> Checked | None:
    """Validate one file; return None for one that was found in a folder and is none of ours.

    `offers` asks for the next topic to be offered, where there is nothing else to say.
    """
    source = read(one.path)
    verdict = validate(source.data, source.name, settings, shelf, base, recorded_of)
    is_ours = one.is_named or is_meant(verdict.document, source.data, in_library=shelf is not None)
    return _checked(verdict, source.name, settings, base, with_deals=recorded_of is not None, offers=offers) if is_ours else None


def _checked(verdict: Verdict, name: str, settings: Settings, base: "Base | None" = None, *, with_deals: bool, offers: bool) -> Checked:
    is_fine = not verdict.diagnostics and not verdict.suppressed
    document = verdict.document
    return Checked(
        name, tuple(verdict.diagnostics), verdict.suppressed,
        document.text if verdict.diagnostics else "",
        frozenset() if verdict.value is None or document.kind is None
        else settings.looking(document.kind, with_base=base is not None, with_deals=with_deals),
        offer(verdict.value) if offers and is_fine and isinstance(verdict.value, Process) else "",
    )
