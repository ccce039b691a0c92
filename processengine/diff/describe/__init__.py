"""Every change in a sentence that a sales leader would say."""

from collections.abc import Sequence

from processengine.diff.atom import Atom
from processengine.diff.combine.compound import Compound
from processengine.diff.conditions import Sides
from processengine.diff.describe import asked, avoided, criterion, document, measure, rearranged, stage, things, ways
from processengine.diff.describe.recount import Recount
from processengine.diff.describe.recount import Sentence as OfCompound
from processengine.diff.describe.telling import Sentence, Telling

SENTENCES: dict[str, Sentence] = {
    **document.SENTENCES, **stage.SENTENCES, **ways.SENTENCES, **criterion.SENTENCES, **things.SENTENCES, **measure.SENTENCES,
}
"""What is said of each kind of change, a changed field by its key: `stage-changed.max_days`."""

OF_COMPOUNDS: dict[str, OfCompound] = {**rearranged.SENTENCES, **avoided.SENTENCES, **asked.SENTENCES}
"""What is said of each kind of compound."""


def describe(atom: Atom, sides: Sides) -> str:
    """Return the sentence for an atom."""
    return SENTENCES[name_of(atom)](Telling(atom, sides))


def name_of(atom: Atom) -> str:
    """Return the name under which an atom's sentence is kept."""
    return f"{atom.kind}.{atom.field}" if atom.field else atom.kind


def describe_compounds(compounds: Sequence[Compound], sides: Sides) -> list[str]:
    """Return the sentence for each compound.

    A stage between two others that every deal must now pass for that reason, or can now avoid, is one event: both
    compounds have both sentences, and a report says no sentence twice.
    """
    told = [OF_COMPOUNDS[one.kind](Recount(one, sides)) for one in compounds]
    put = {one.path: index for index, one in enumerate(compounds) if one.kind in ("stage-inserted", "stage-bypassed")}
    for index, one in enumerate(compounds):
        if one.kind.startswith("must-pass") and one.path in put and len(one.stages) == 1:
            told[index] = told[put[one.path]] = f"{told[put[one.path]]} {told[index]}"
    return told
