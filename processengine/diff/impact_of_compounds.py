"""The table of impacts of compounds: each kind with its mirror, its own impact, and the reason.

A compound is never milder than its parts: it takes the more serious of its own impact and theirs.
"""

from collections.abc import Iterable
from typing import NamedTuple

from processengine.change import Change, Impact
from processengine.diff.combine.compound import Compound
from processengine.diff.conditions import Sides
from processengine.diff.impact import Judgement

BREAKING, BEHAVIOURAL = Impact.BREAKING, Impact.BEHAVIOURAL


class Row(NamedTuple):
    """A kind of compound, the kind that the same change is when it is made undone, what it means, and its impact."""

    kind: str
    mirror: str
    meaning: str
    impact: Impact
    reason: str


_MUST_NOW = "Every deal that is not past it yet must now pass it."
_NEW_WAY = "Deals may do what they could not do before; none has to."
_GONE_WAY = "Open deals may be about to go that way."

ROWS: tuple[Row, ...] = (
    Row("stage-inserted", "stage-bypassed", "A to C became A to B to C.", BREAKING,
        "Open deals may be about to go that way, and now come to this stage first."),
    Row("stage-bypassed", "stage-inserted", "A to B to C became A to C.", BREAKING,
        "Open deals may stand on the stage that is passed over, or be about to."),
    Row("stage-split", "stages-merged", "One stage became several that share what it held.", BREAKING,
        "Deals in flight stand on what is now several stages."),
    Row("stages-merged", "stage-split", "Several stages became one that holds what they held.", BREAKING,
        "Deals in flight stand on stages that are now one."),
    Row("stages-swapped", "stages-swapped", "Two stages changed places along the way.", BREAKING,
        "Open deals may have passed one of them and not the other."),
    Row("transition-rerouted", "transition-rerouted", "The one way out of a stage leads elsewhere.", BREAKING, _GONE_WAY),
    Row("must-pass-lost", "must-pass-gained", "A stage that every deal had to pass to won, realised or introduced can be avoided.", BREAKING,
        "What every deal had to pass can now be left out, so numbers before and after don't compare."),
    Row("must-pass-gained", "must-pass-lost", "A stage that could be avoided must now be passed to won, realised or introduced.", BREAKING, _MUST_NOW),
    Row("loop-added", "loop-removed", "A new way back from where deals can come round again.", BEHAVIOURAL, _NEW_WAY),
    Row("loop-removed", "loop-added", "A way back that made a loop is gone.", BREAKING, _GONE_WAY),
    Row("path-opened", "path-closed", "A new way to a stage to which no path led from there.", BEHAVIOURAL, _NEW_WAY),
    Row("path-closed", "path-opened", "A way is gone, and with it every path from there to where it led.", BREAKING, _GONE_WAY),
    Row("criterion-moved", "criterion-moved", "The very same fact is asked elsewhere, or kept under another id.", BEHAVIOURAL,
        "Deals keep the criteria under which they entered the stage."),
    Row("criterion-tightened", "criterion-loosened", "A fact is now required, asked without a condition, to be proved, or asked at once.", BEHAVIOURAL,
        "More is asked than before."),
    Row("criterion-loosened", "criterion-tightened", "A fact is no longer required, no longer to be proved, asked on a condition, or not at once.", BEHAVIOURAL,
        "Less is asked than before."),
    Row("play-became-criterion", "criterion-became-play", "What sellers may do became a fact that must hold.", BEHAVIOURAL,
        "What was offered must now hold before a deal goes on."),
    Row("criterion-became-play", "play-became-criterion", "A fact that had to hold became something sellers may do.", BEHAVIOURAL,
        "What had to hold before a deal goes on is now only offered."),
    Row("measure-redefined", "measure-redefined", "A measure is computed otherwise.", BREAKING,
        "The number means something else from here on, and can't be set beside its past."),
)

_TABLE = {row.kind: row for row in ROWS}


def judge_compound(compound: Compound, parts: Iterable[Change], sides: Sides) -> Judgement:
    """Return a compound's impact by the table, or the most serious of its parts' where one is more serious."""
    row = _TABLE[compound.kind]
    if compound.kind == "stage-inserted" and compound.keys[1] in sides.main_way_after.passed:
        return Judgement(row.impact, _MUST_NOW)
    worst = min(parts, key=lambda change: change.impact.rank, default=None)
    if worst is not None and worst.impact.rank < row.impact.rank:
        return Judgement(worst.impact, worst.reason)
    return Judgement(row.impact, row.reason)
