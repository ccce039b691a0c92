"""Sentences about stages that can or can't be avoided any more, about loops, and about paths that open and close."""

from processengine.diff.atom import Atom
from processengine.diff.describe import ways
from processengine.diff.describe.document import SENTENCES as DOCUMENT
from processengine.diff.describe.recount import Recount, Sentence
from processengine.diff.describe.telling import Telling


def _lost(recount: Recount) -> str:
    """Tell which way is new, which stages it lets deals avoid, and the whole path."""
    compound = recount.compound
    cause = _told(recount)
    start = "So deals" if cause else "Deals"
    avoided, end = recount.titles_of(compound.stages, "or"), recount.title_of(compound.after[-1])
    return f"{cause}{start} can {'' if cause else 'now '}reach {end} without passing {avoided}: {recount.route(compound.after)}."


def _gained(recount: Recount) -> str:
    """Tell which way is gone, which stages every deal must now pass, and the path that avoided them."""
    compound = recount.compound
    cause = _told(recount)
    must, start = recount.titles_of(compound.stages), "So every" if cause else "Every"
    end = recount.title_of(compound.before[-1])
    return f"{cause}{start} deal must now pass {must} on its way to {end}; this way past is closed: {recount.route(compound.before)}."


def _told(recount: Recount) -> str:
    return "".join(f"{_way(recount, atom)} " for atom in recount.compound.untold)


def _way(recount: Recount, atom: Atom) -> str:
    telling = Telling(atom, recount.sides)
    if atom.element == "process":
        return DOCUMENT["process-changed.start"](telling)
    return ways.added(telling) if atom.action == "added" else ways.removed(telling)


def _loop_added(recount: Recount) -> str:
    return f"A new loop: {_uncapitalised(ways.added(recount.telling))}"


def _loop_removed(recount: Recount) -> str:
    return f"A loop is gone: {_uncapitalised(ways.removed(recount.telling))}"


def _uncapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _opened(recount: Recount) -> str:
    return f"{ways.added(recount.telling)} No path led there before."


def _closed(recount: Recount) -> str:
    return f"{ways.removed(recount.telling)} No other path leads there."


SENTENCES: dict[str, Sentence] = {
    "must-pass-lost": _lost,
    "must-pass-gained": _gained,
    "loop-added": _loop_added,
    "loop-removed": _loop_removed,
    "path-opened": _opened,
    "path-closed": _closed,
}
