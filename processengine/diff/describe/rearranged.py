"""Sentences about stages put in, passed over, split, merged and swapped, and about ways that lead elsewhere."""

from processengine.change import Json
from processengine.diff.atom import Action, Atom
from processengine.diff.describe.recount import Recount, Sentence
from processengine.diff.describe.stage import numbers, with_content
from processengine.diff.describe.telling import facts
from processengine.diff.describe.ways import into, when_of
from processengine.diff.describe.words import closed, listed, plain


def inserted(recount: Recount) -> str:
    """Tell where a stage was put in, and what happens there."""
    compound = recount.compound
    added = recount.part("stage", "added")
    if added is None:
        sources, targets = _straight(recount, "removed")
        return f"Deals that went from {sources} to {targets} now pass {recount.stage} on the way.{_conditions(recount)}"
    starts = recount.part("process", "changed") is not None
    after = compound.after[compound.after.index(compound.keys[1]) + 1 :]
    before = compound.after[: compound.after.index(compound.keys[1])]
    if starts:
        place = f", where deals now start{f', before {recount.titles_of(after)}' if after else ''}"
    elif before and after:
        place = f" between {recount.titles_of(before)} and {recount.titles_of(after)}"
    else:
        place = f" after {recount.titles_of(before)}" if before else f" before {recount.titles_of(after)}"
    return with_content(f"New stage {recount.stage}{place}", added.after) + _conditions(recount)


def _conditions(recount: Recount) -> str:
    """Return when deals go to the stage that was put in, as a sentence of its own; nothing where they do always."""
    ways = [atom.after for atom in recount.compound.parts if atom.element == "transition" and atom.action == "added"]
    conditions = dict.fromkeys(plain(way["when"]) for way in ways if isinstance(way, dict) and way.get("when"))
    return f" Deals go there when: {closed(listed(conditions, 'or'))}" if conditions else ""


def bypassed(recount: Recount) -> str:
    """Tell which stage deals go past, and whether it is gone."""
    compound = recount.compound
    ways = [atom for atom in compound.parts if atom.element == "transition" and atom.action == "added"]
    condition = next((when_of(atom.after) for atom in ways if when_of(atom.after)), "")
    gone = recount.part("stage", "removed")
    if gone is None:
        sources, targets = _straight(recount, "added")
        return f"Deals that went from {sources} through {recount.stage} to {targets} now go there straight{condition}."
    stage = f"{recount.stage}{numbers(gone.before)}"
    if recount.part("process", "changed") is not None:
        return f"{stage} is gone: new deals now start in {recount.title_of(_first(recount))}."
    if not ways:
        return f"{stage} is gone."
    sources, targets = _straight(recount, "added")
    return f"{stage} is gone: deals now go from {sources} straight to {targets}{condition}."


def _straight(recount: Recount, action: Action) -> tuple[str, str]:
    """Return where the ways that pass the stage over come from and lead to."""
    ways = [atom for atom in recount.compound.parts if atom.element == "transition" and atom.action == action]
    sources, targets = (dict.fromkeys(getattr(atom, end) for atom in ways) for end in ("stage", "id"))
    return recount.titles_of(sources, "or"), recount.titles_of(targets, "or")


def _first(recount: Recount) -> str:
    changed = recount.part("process", "changed")
    assert changed is not None
    return str(changed.after)


def split(recount: Recount) -> str:
    """Tell which stages one became, or which one took over a part of another."""
    compound = recount.compound
    new = {atom.id: atom for atom in compound.parts if atom.element == "stage" and atom.action == "added"}
    gone = recount.part("stage", "removed")
    if gone is None:
        (name, atom), = new.items()
        return with_content(f"{recount.stage} is split: a part of it is now the stage {recount.title_of(name)}", atom.after)
    each = [_piece(recount.title_of(name), atom.after) for name, atom in new.items() if _says_something(atom)]
    return " ".join([f"{recount.stage}{numbers(gone.before)} is split into {recount.titles_of(new)}.", *each])


def _piece(title: str, data: Json) -> str:
    """Return what a piece of a stage holds, beginning with its title."""
    told = with_content(title, data)
    return told if data.get("buyer") else told.replace(f"{title}. To go on from there", f"To go on from {title}", 1)


def _says_something(atom: Atom) -> bool:
    return any(key in atom.after for key in ("buyer", "exit_criteria", "max_days", "probability", "forecast"))


def merged(recount: Recount) -> str:
    """Tell which stages became one, or which one went into another."""
    compound = recount.compound
    parts = [atom for atom in compound.parts if atom.element == "stage" and atom.action == "removed"]
    gone = listed(f"{recount.title_of(atom.id)}{numbers(atom.before)}" for atom in parts)
    added = recount.part("stage", "added")
    if added is not None:
        return with_content(f"{gone} become one stage, {recount.stage}", added.after)
    asked = [atom.after for atom in compound.parts if atom.element == "criterion"]
    now = f", which now asks for what was asked there: {facts(asked)}" if asked else ""
    return f"{gone} goes into {recount.stage}{now}."


def swapped(recount: Recount) -> str:
    """Tell which stages changed places."""
    first, second = recount.compound.after
    return f"{recount.title_of(first)} and {recount.title_of(second)} change places: {recount.title_of(first)} now comes first."


def rerouted(recount: Recount) -> str:
    """Tell where a way leads now, and where it led."""
    compound = recount.compound
    gone, new = compound.parts
    if compound.keys[2] == "continues_in":
        handed = into(recount.telling, new.id, "in", "at"), into(recount.telling, gone.id, "in", "at")
        return f"From {recount.stage} deals now continue {handed[0]}, instead of {handed[1]}{_condition(gone.before, new.after)}."
    places = [into(recount.telling, way.id) if "/" in way.id else f"to {recount.title_of(way.id)}" for way in (new, gone)]
    instead = places[1].removeprefix("to ") if places[0].startswith("to ") else places[1]
    return f"From {recount.stage} deals now go {places[0]} instead of {instead}{_condition(gone.before, new.after)}."


def _condition(before: Json, after: Json) -> str:
    """Return the condition where it is another one than before."""
    was, now = when_of(before), when_of(after)
    if was == now:
        return ""
    return now or ", without a condition"


SENTENCES: dict[str, Sentence] = {
    "stage-inserted": inserted,
    "stage-bypassed": bypassed,
    "stage-split": split,
    "stages-merged": merged,
    "stages-swapped": swapped,
    "transition-rerouted": rerouted,
}

