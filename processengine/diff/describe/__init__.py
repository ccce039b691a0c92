"""Every change in a sentence that a sales leader would say."""

from processengine.diff.atom import Atom
from processengine.diff.conditions import Sides
from processengine.diff.describe import criterion, document, measure, stage, things, ways
from processengine.diff.describe.telling import Sentence, Telling

SENTENCES: dict[str, Sentence] = {
    **document.SENTENCES, **stage.SENTENCES, **ways.SENTENCES, **criterion.SENTENCES, **things.SENTENCES, **measure.SENTENCES,
}
"""What is said of each kind of change, a changed field by its key: `stage-changed.max_days`."""


def describe(atom: Atom, sides: Sides) -> str:
    """Return the sentence for an atom."""
    return SENTENCES[name_of(atom)](Telling(atom, sides))


def name_of(atom: Atom) -> str:
    """Return the name under which an atom's sentence is kept."""
    return f"{atom.kind}.{atom.field}" if atom.field else atom.kind
