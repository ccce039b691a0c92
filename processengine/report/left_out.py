"""What a validation leaves out and by whose settings, for people and for programs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from processengine.report.diagnostics import Validation

if TYPE_CHECKING:
    from processengine.baseline import Compared

_GONE_KEYS = ("rule", "file", "path", "fingerprint")
_MOST_NAMED = 3


def sentences(validation: Validation) -> Iterator[str]:
    """Yield a sentence each: what a baseline accepts, what is older than a change, and what else is to be said of the run."""
    if validation.baseline is not None:
        yield _accepted(validation.baseline)
    if validation.since is not None and validation.since.older:
        older = validation.since.older
        what = "1 older finding in what you didn't touch is" if older == 1 else f"{older} older findings in what you didn't touch are"
        yield f"{what} not shown; without --since {'it is' if older == 1 else 'they are'}."
    yield from validation.remarks


def baseline_as_data(compared: "Compared") -> dict[str, Any]:
    """Return what a baseline left out as plain data."""
    gone = [{key: getattr(one, key) for key in _GONE_KEYS} for one in compared.gone]
    return {"file": compared.file, "known": compared.known, "gone": gone}


def _accepted(compared: "Compared") -> str:
    known = f"{compared.known} accepted by {compared.file}"
    if not compared.gone:
        return f"{known}."
    names = [f"{one.rule} at {one.path or 'the top'} in {one.file}" for one in compared.gone[:_MOST_NAMED]]
    more = len(compared.gone) - len(names)
    listed = "; ".join([*names, f"{more} more"] if more else names)
    return f"{known}; gone since: {listed}. `--write-baseline {compared.file}` drops what is gone."
