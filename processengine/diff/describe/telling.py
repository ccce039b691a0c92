"""What a sentence is made from: the atom, both sides, and turns of phrase that many sentences share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from processengine.change import Json
from processengine.diff.atom import Atom
from processengine.diff.conditions import Sides
from processengine.diff.describe.words import Titles, begun, listed, plain, quoted, told
from processengine.model.base import words
from processengine.model.process import Process


@dataclass(frozen=True)
class Telling:
    """One atom about to be told."""

    atom: Atom
    sides: Sides

    @property
    def before(self) -> Json:
        """The value on the old side."""
        return self.atom.before

    @property
    def after(self) -> Json:
        """The value on the new side."""
        return self.atom.after

    @cached_property
    def old(self) -> Titles:
        """What the old side calls things, in its own ids; what the new side does where there is no old one."""
        content = self.sides.old or self.sides.new
        assert content is not None
        return Titles(content)

    @cached_property
    def new(self) -> Titles:
        """What the new side calls things; what the old side does where there is no new one."""
        content = self.sides.new or self.sides.old
        assert content is not None
        return Titles(content)

    @property
    def stage(self) -> str:
        """The title of the stage that the atom is about: the new one, or the old one of a stage that is gone."""
        return self.title_of(self.atom.stage)

    def title_of(self, stage: str) -> str:
        """Return a stage's title by its new id: the new one, or the old one of a stage that is gone."""
        new = self.sides.new
        if isinstance(new, Process) and stage in new.stages:
            return self.new.stage(stage)
        return self.old.stage(stage)

    def someone(self, name: str) -> str:
        """Return the title of a role or team member: the new one, or the old one of somebody who is gone."""
        new = self.sides.new
        if isinstance(new, Process) and (name in new.roles or name in new.buying_team):
            return self.new.someone(name)
        return self.old.someone(name)

    def work(self, name: str) -> str:
        """Return the title of a piece of change work."""
        return self.titled("change_work", name)

    def kit(self, name: str) -> str:
        """Return the title of a kit."""
        return self.titled("kits", name)

    def titled(self, holder: str, name: str) -> str:
        """Return the title of an element in one of the document's maps: the new one where it is still there."""
        titles = self.new if name in getattr(self.sides.new, holder, {}) else self.old
        return titles.of(holder, name)

    @property
    def name(self) -> str:
        """The title of the element that the atom is about."""
        given = self.after if self.atom.action == "added" else self.before if self.atom.action == "removed" else None
        if isinstance(given, dict):
            return quoted(given.get("title") or words(self.atom.id))
        return quoted(self.element_title(new=self.atom.action != "removed"))

    def element_title(self, *, new: bool) -> str:
        """Return the title of the atom's element on one side, or its id in words."""
        here: object = self.sides.new if new else self.sides.old
        for key in self.atom.keys if new else self.atom.old_keys:
            here = here.get(key) if isinstance(here, dict) else getattr(here, key, None)
        keys = self.atom.keys if new else self.atom.old_keys
        side = self.sides.new if new else self.sides.old
        assert side is not None
        return getattr(here, "title", "") or words(keys[-1] if keys else side.id)


Sentence = Callable[[Telling], str]


def title(telling: Telling) -> str:
    """Tell that something is called otherwise."""
    old, new = telling.element_title(new=False), telling.element_title(new=True)
    if old == new:
        return f"The name {quoted(new)} is now written out, and is the same as before."
    return f"{quoted(old)} is now called {quoted(new)}."


def about(telling: Telling) -> str:
    """Tell that the free text on something changed."""
    return noted(telling, telling.name)


def noted(telling: Telling, what: str) -> str:
    """Tell that a note was added, reworded or dropped."""
    if telling.after is None:
        return f"{begun(what)} no longer comes with the note: {told(telling.before)}"
    if telling.before is None:
        return f"{begun(what)} now comes with a note: {told(telling.after)}"
    return f"The note on {what} now reads: {told(telling.after)}"


def reworded(telling: Telling, what: str) -> str:
    """Tell that a text was written, reworded or dropped; `what` begins a sentence."""
    if telling.after is None:
        return f"{what} is no longer written down; it read: {told(telling.before)}"
    if telling.before is None:
        return f"{what} is now written down: {told(telling.after)}"
    return f"{what} now reads: {told(telling.after)}"


def only_when(telling: Telling, may: str, do: str) -> str:
    """Tell that something came under a condition, under another one, or under none.

    `may` begins the sentence and `do` follows: "Deals may", "go from “A” to “B”".
    """
    if telling.after is None:
        return f"{may} now {do} without a condition; it was only when: {told(telling.before)}"
    if telling.before is None:
        return f"{may} now {do} only when: {told(telling.after)}"
    return f"{may} now {do} when: {told(telling.after)} Before: {told(telling.before)}"


def kept(telling: Telling, what: str) -> str:
    """Tell that the CRM's field changed in which something is kept; `what` begins a sentence."""
    if telling.after is None:
        return f"{what} is no longer kept in the CRM's field {quoted(telling.before)}."
    instead = f" instead of {quoted(telling.before)}" if telling.before else ""
    return f"{what} is now kept in the CRM's field {quoted(telling.after)}{instead}."


def gains(telling: Telling, verb: str, name: Callable[[str], str], no_longer: str = "") -> str:
    """Tell how a set grew or shrank: `verb` is what is now said of the new items, `no_longer` what no more."""
    before, after = telling.before or [], telling.after or []
    added = [name(one) for one in after if one not in before]
    removed = [name(one) for one in before if one not in after]
    parts = [f"now {'also ' if before else ''}{verb} {listed(added)}"] if added else []
    parts += [f"no longer {no_longer or verb} {listed(removed)}"] if removed else []
    return f"{' and '.join(parts)}."


def instead(telling: Telling, name: Callable[[Json], str]) -> str:
    """Return "A instead of B", or only "A" where nothing was there."""
    return name(telling.after) + (f" instead of {name(telling.before)}" if telling.before is not None else "")


def facts(criteria: Iterable[Json]) -> str:
    """Return the facts of criteria in a row, each with its condition."""
    return "; ".join(fact(one) for one in criteria)


def fact(criterion: Json) -> str:
    """Return a criterion's fact, with its condition and what it asks besides."""
    asides = [] if criterion.get("required", True) else ["not required"]
    asides += [f"when: {plain(criterion['when'])}"] if criterion.get("when") else []
    return plain(criterion.get("fact")) + (f" ({'; '.join(asides)})" if asides else "")
