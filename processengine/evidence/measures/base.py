"""The tables that every measure of a process is made of: its deals, what reps did, and other processes."""

from typing import Final

from processengine.evidence.measures.known import Known, Other
from processengine.evidence.question import Derived, Given, Row
from processengine.evidence.sql import text
from processengine.evidence.visits import MINUTE, stages

DEAL: Final = Derived("measure_deal", text("measures/deal"))
"""(deal, opened, account, is_target, is_new): what the table of deals tells of each deal, in one row."""

ACT: Final = Derived("measure_act", text("measures/act"), over=(DEAL,))
"""(rep, kind, happened, deal, is_target, is_new, with_decision_maker): the activities, flags as 0, 1 or NULL."""

KNOWN: Final = Derived("measure_known", text("measures/known"))
"""(deal): every deal of the history."""


def run(known: Known) -> Derived:
    """Return the table `run` (deal, opened, closed, outcome, account): the process's deals, `closed` NULL where still open.

    A deal's opening is its `opened_at` where it has one, and its first visit where that comes before; `outcome` is the
    kind of the outcome that stands, NULL for a deal that was handed over.
    """
    return Derived("run", text("measures/run"), over=(known.visits, stages(known.process), DEAL))


def elsewhere(known: Known) -> Derived:
    """Return the table `elsewhere` (process, deal, stage, entered): the visits to the stages of the other processes."""
    of = (("process", "VARCHAR"), ("code", "INTEGER"), ("stage", "INTEGER"), ("kind", "VARCHAR"), ("is_theirs_alone", "BOOLEAN"))
    rows = tuple(row for name, other in known.others.items() for row in _meant(known, name, other))
    labels = tuple((name, label) for name, other in known.others.items() for label in sorted(other.labels))
    over = (
        Given("elsewhere_of", of, rows),
        Given("elsewhere_label", (("process", "VARCHAR"), ("label", "VARCHAR")), labels),
        Given("elsewhere_echo", (("time", "BIGINT"),), ((known.echo_minutes * MINUTE,),)),
    )
    return Derived("elsewhere", text("measures/elsewhere"), over=over)


def joined(known: Known) -> Derived:
    """Return the table `joined` (process, deal, other): which deals of other processes carry one of this process's on."""
    return Derived("joined", text("measures/joined"), over=(elsewhere(known), run(known), DEAL))


def _meant(known: Known, name: str, other: Other) -> list[Row]:
    kinds = [stage.outcome for stage in other.process.stages.values()]
    own = {code for text_, code in known.names.codes.items() if text_ in known.names.stage_of}
    meant = other.names.as_table(other.process).rows
    return [(name, code, place, kinds[int(place)] if isinstance(place, int) and place >= 0 else None,
             isinstance(place, int) and place >= 0 and code not in own) for code, place in meant]
