"""How many deals go on from each stage, for spreadsheets: a line for each way out of a stage, of each group."""

import csv
from io import StringIO
from typing import Final

from processengine.evidence.funnel import Funnel, Group, Passage, Rate
from processengine.report.spreadsheet import inert

_HEADER: Final = ("group", "stage", "measure", "to", "deals", "of", "share", "low", "high")


def as_csv(funnel: Funnel) -> str:
    """Return a line for each share: `went` to a next stage, `went on` along the main way, and `won`; no cell is a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADER)
    for group in funnel.groups:
        for one in group.passages:
            for measure, target, rate in _rates(one):
                name = name_of(group) if funnel.by else ""
                shares = ("", "", "") if rate.share is None or rate.bounds is None else [round(share, 6) for share in (rate.share, *rate.bounds)]
                writer.writerow([inert(name), inert(one.stage), measure, inert(target), rate.part, rate.whole, *shares])
    return out.getvalue()


def name_of(group: Group) -> str:
    """Return what a group is called: its value, or what stands for those without one, and for small ones put together."""
    if group.is_rest:
        return "(others)"
    return "(none)" if group.value is None else group.value


def _rates(one: Passage) -> list[tuple[str, str, Rate]]:
    found = [("went", leg.target, leg.rate) for leg in one.legs]
    if one.went_on is not None:
        found.append(("went on", one.next, one.went_on))
    if one.won is not None:
        found.append(("won", "", one.won))
    return found
