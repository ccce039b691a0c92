"""The table of impacts: what each kind of change means for the deals in flight, and why.

One row for each element and what may happen to it, a changed field for field. Where the kind alone doesn't decide,
a row has cases; the first that holds counts. Every kind has a row or stands in `NEVER` with its reason.
"""

from typing import NamedTuple

from processengine.change import Impact
from processengine.diff import conditions
from processengine.diff.atom import ELEMENTS, Action, Atom, Element
from processengine.diff.conditions import Condition, Sides

BREAKING, BEHAVIOURAL, EDITORIAL = Impact.BREAKING, Impact.BEHAVIOURAL, Impact.EDITORIAL


class Judgement(NamedTuple):
    """An impact and its reason."""

    impact: Impact
    reason: str


class Case(NamedTuple):
    """Another judgement where a condition holds."""

    holds: Condition
    impact: Impact
    reason: str


class Row(NamedTuple):
    """One kind of change of one element, for all `fields` alike, and its impact."""

    element: Element
    action: Action
    fields: tuple[str, ...]
    impact: Impact
    reason: str
    cases: tuple[Case, ...] = ()


Key = tuple[Element, Action, str]

_WORDS = "Words alone: nobody has to do anything else than before."
_RENAME = "Its earlier id is kept, and with it its deals and its history."
_WORK = "What people do or look at changes from here on; no deal loses its place."
_FOUND = "What is looked for in the deals' records changes from here on."
_NOW = "It holds at once for deals that are already there."
_REDEFINED = "The number means something else from here on, and can't be set beside its past."
_GONE_WAY = "Open deals may be about to go that way."
_NEW_WAY = "Deals may do what they could not do before; none has to."

_HOLDS_NOW = Case(conditions.holds_now, BREAKING, _NOW)
_CHANGES_NOW = Case(conditions.of_one_that_holds_now, BREAKING, "It holds at once for deals that are already there, and is no longer the same.")

ROWS: tuple[Row, ...] = (
    Row("process", "added", (), BEHAVIOURAL, "No deal is in it yet."),
    Row("process", "removed", (), BREAKING, "Its deals in flight have lost their process."),
    Row("process", "renamed", (), EDITORIAL, _RENAME),
    Row("process", "changed", ("title", "about", "owner"), EDITORIAL, _WORDS),
    Row("process", "changed", ("reviewed",), EDITORIAL, "It says only that somebody has looked."),
    Row("process", "changed", ("motion", "journey", "covers", "led_by", "review_every"), BEHAVIOURAL, _WORK),
    Row("process", "changed", ("client_result",), BEHAVIOURAL, "What is promised to the client is more than words."),
    Row("process", "changed", ("start",), BEHAVIOURAL, "New deals begin elsewhere; those in flight stay where they are.",
        (Case(conditions.still_starts_there, EDITORIAL, "Deals begin where they did before."),)),

    Row("journey", "added", (), BEHAVIOURAL, _WORK),
    Row("journey", "removed", (), BEHAVIOURAL, "Processes that mirror it have lost their mirror; no deal loses its place."),
    Row("journey", "renamed", (), EDITORIAL, _WORDS),
    Row("journey", "changed", ("title", "about"), EDITORIAL, _WORDS),
    Row("journey-step", "added", (), BEHAVIOURAL, _WORK),
    Row("journey-step", "removed", (), BEHAVIOURAL, _WORK),
    Row("journey-step", "renamed", (), EDITORIAL, _RENAME),
    Row("journey-step", "changed", ("title", "about"), EDITORIAL, _WORDS),
    Row("journey-step", "changed", ("phase", "means", "after", "always_on"), BEHAVIOURAL, "What the rules expect of a process changes."),

    Row("role", "added", (), BEHAVIOURAL, _WORK),
    Row("role", "removed", (), BEHAVIOURAL, _WORK),
    Row("role", "changed", ("title", "about"), EDITORIAL, _WORDS),
    Row("role", "changed", ("kind",), BEHAVIOURAL, _WORK),
    Row("team-member", "added", (), BEHAVIOURAL, _WORK),
    Row("team-member", "removed", (), BEHAVIOURAL, _WORK),
    Row("team-member", "changed", ("title", "about", "wants", "stance"), EDITORIAL, _WORDS),
    Row("team-member", "changed", ("kind",), BEHAVIOURAL, _WORK),
    Row("change-work", "added", (), BEHAVIOURAL, _WORK),
    Row("change-work", "removed", (), BEHAVIOURAL, _WORK),
    Row("change-work", "changed", ("title", "about"), EDITORIAL, _WORDS),
    Row("change-work", "changed", ("settle",), BEHAVIOURAL, "What must be settled is more than words."),
    Row("change-work", "changed", ("kind", "who"), BEHAVIOURAL, _WORK),
    Row("kit", "added", (), BEHAVIOURAL, _WORK),
    Row("kit", "removed", (), BEHAVIOURAL, _WORK),
    Row("kit", "changed", ("title", "about"), EDITORIAL, _WORDS),
    Row("kit", "changed", ("for", "file"), BEHAVIOURAL, _WORK),
    Row("kit", "changed", ("field",), BEHAVIOURAL, _FOUND),

    Row("from-anywhere", "added", (), BEHAVIOURAL, _NEW_WAY),
    Row("from-anywhere", "removed", (), BREAKING, _GONE_WAY),
    Row("from-anywhere", "changed", ("about",), EDITORIAL, _WORDS),
    Row("from-anywhere", "changed", ("when", "needs"), BEHAVIOURAL, "Other deals than before may take this way."),
    Row("transition", "added", (), BEHAVIOURAL, _NEW_WAY),
    Row("transition", "removed", (), BREAKING, _GONE_WAY),
    Row("transition", "changed", ("about",), EDITORIAL, _WORDS),
    Row("transition", "changed", ("when", "needs"), BEHAVIOURAL, "Other deals than before may take this way."),

    Row("stage", "added", (), BEHAVIOURAL, "It lies off the main way, so no deal has to pass it.",
        (Case(conditions.on_the_main_way, BREAKING, "Every deal that is not past it yet must now pass it."),)),
    Row("stage", "removed", (), BREAKING, "Deals in flight may stand there.",
        (Case(conditions.ended_deals, BREAKING, "Deals that ended there lose their outcome, and the counts change."),)),
    Row("stage", "renamed", (), EDITORIAL, _RENAME),
    Row("stage", "moved", (), EDITORIAL, "It stands elsewhere in the list and no way turns round.",
        (Case(conditions.turns_a_way, BEHAVIOURAL, "A way that went back now goes on, or the other way round, and exit criteria hold for going on."),)),
    Row("stage", "changed", ("title", "about", "buyer"), EDITORIAL, _WORDS),
    Row("stage", "changed", ("mirrors", "led_by", "involves", "closed_door", "because"), BEHAVIOURAL, _WORK),
    Row("stage", "changed", ("parked",), BEHAVIOURAL, "Deals there are worked on where they waited, or the other way round."),
    Row("stage", "changed", ("max_days", "probability", "forecast"), BEHAVIOURAL, "A limit or a number changes that people work by."),
    Row("stage", "changed", ("outcome",), BREAKING, "What it means that a deal stands there is no longer the same."),
    Row("stage", "changed", ("from_anywhere",), BEHAVIOURAL, _NEW_WAY,
        (Case(conditions.closes_a_way, BREAKING, _GONE_WAY),)),

    Row("criterion", "added", (), BEHAVIOURAL, "Deals keep the criteria under which they entered the stage.", (_HOLDS_NOW,)),
    Row("criterion", "removed", (), BEHAVIOURAL, "Less is asked than before.",
        (Case(conditions.holds_now, BREAKING, "It held for deals that are already there, and no longer does."),)),
    Row("criterion", "changed", ("title", "about"), EDITORIAL, _WORDS),
    Row("criterion", "changed", ("fact",), BEHAVIOURAL, "What must be true is more than words.", (_CHANGES_NOW,)),
    Row("criterion", "changed", ("proof", "required", "when"), BEHAVIOURAL, "More or less is asked than before.", (_CHANGES_NOW,)),
    Row("criterion", "changed", ("applies",), BREAKING, "What deals that are already there must show is no longer the same."),
    Row("criterion", "changed", ("field",), BEHAVIOURAL, _FOUND),
    Row("criterion", "changed", ("names", "tests", "settles", "states_client_result"), BEHAVIOURAL, "What the fact counts for changes."),
    Row("record", "added", (), BEHAVIOURAL, _WORK),
    Row("record", "removed", (), BEHAVIOURAL, _WORK),
    Row("record", "changed", ("title", "about"), EDITORIAL, _WORDS),
    Row("record", "changed", ("required",), BEHAVIOURAL, _WORK),
    Row("record", "changed", ("field",), BEHAVIOURAL, _FOUND),
    Row("play", "added", (), BEHAVIOURAL, _WORK),
    Row("play", "removed", (), BEHAVIOURAL, _WORK),
    Row("play", "changed", ("title", "about", "do", "asks"), EDITORIAL, _WORDS),
    Row("play", "changed", ("by", "serves", "kit", "equips"), BEHAVIOURAL, _WORK),
    Row("play", "changed", ("field",), BEHAVIOURAL, _FOUND),

    Row("measure", "added", (), BEHAVIOURAL, "A number is looked at that was not; none changes."),
    Row("measure", "removed", (), BREAKING, "The number ends, and whatever was expected of it can't be judged."),
    Row("measure", "changed", ("share", "among", "duration", "quantile", "ratio", "count", "last", "within", "each", "by"), BREAKING, _REDEFINED),
    Row("measure", "changed", ("target", "baseline"), BEHAVIOURAL, "The number is held against another one."),
    Row("measure", "changed", ("about",), BEHAVIOURAL, _WORK),
)

_WITHOUT_WAS: tuple[Element, ...] = ("role", "team-member", "change-work", "kit", "criterion", "record", "play", "measure")

NEVER: dict[Key, str] = {
    **{
        (element, "renamed", ""): "It has no `was`, so that its id is all that makes it this one: another id is another element."
        for element in _WITHOUT_WAS
    },
    ("from-anywhere", "renamed", ""): "Where it leads is all that makes it this one.",
    ("transition", "renamed", ""): "Where it leads is all that makes it this one.",
    **{
        (element, "moved", ""): "Only the order of stages is part of the model."
        for element in ELEMENTS if element != "stage"
    },
    ("process", "changed", "process"): "The id; another one is a rename.",
    ("process", "changed", "version"): "Written by `release` and no content of the process.",
    ("process", "changed", "was"): "Identity, not content.",
    ("journey", "changed", "journey"): "The id; another one is a rename.",
    ("journey-step", "changed", "was"): "Identity, not content.",
    ("stage", "changed", "was"): "Identity, not content.",
    ("transition", "changed", "to"): "Where it leads is all that makes it this one: another target is another transition.",
    ("from-anywhere", "changed", "to"): "Where it leads is all that makes it this one: another target is another way.",
}
"""Kinds of change that can't happen, each with the reason."""

_TABLE: dict[Key, Row] = {(row.element, row.action, field): row for row in ROWS for field in row.fields or ("",)}


def judge(atom: Atom, sides: Sides) -> Judgement:
    """Return an atom's impact by the table."""
    row = _TABLE[atom.element, atom.action, atom.field]
    for case in row.cases:
        if case.holds(atom, sides):
            return Judgement(case.impact, case.reason)
    return Judgement(row.impact, row.reason)
