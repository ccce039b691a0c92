"""The table of impacts has no gap: every kind of change is judged or can't happen, and kinds come in mirror pairs."""

from collections import Counter
from collections.abc import Iterator

from processengine.diff.atom import ACTIONS, ELEMENTS
from processengine.diff.data import key_of
from processengine.diff.describe import OF_COMPOUNDS, SENTENCES
from processengine.diff.elements import shapes
from processengine.diff.impact import NEVER, ROWS, Key
from processengine.diff.impact_of_compounds import ROWS as COMPOUNDS

LESS_SERIOUS_TO_ADD = {
    "process": "No deal is in a new process; one that goes leaves its deals without one.",
    "stage": "No deal stands on a stage that is new, unless it has to be passed, and then it is breaking too.",
    "transition": "A new way is offered; one that goes may be the one that a deal is about to take.",
    "from-anywhere": "A new way is offered; one that goes may be the one that a deal is about to take.",
    "measure": "A new number changes no other; one that goes takes what was expected of it along.",
}
"""Elements of which adding one is less serious than removing one, with the reason."""

CASES_OF_ONE_SIDE = {
    ("stage", "added"): "A stage that goes is breaking always, on the main way or off it.",
}
"""Cases of an added or removed element that its mirror doesn't have, with the reason."""

LESS_SERIOUS_COMPOUNDS = {
    "loop-added": "A way back is offered; one that goes may be the one that a deal is about to take.",
    "path-opened": "A new way is offered; one that goes may be the one that a deal is about to take.",
}
"""Kinds of compound that are less serious than their mirror, with the reason."""

OWN_MIRRORS = {
    "stages-swapped": "Two stages that change places again have changed places.",
    "transition-rerouted": "A way that leads where it led before leads elsewhere.",
    "criterion-moved": "A fact that is asked where it was before has moved.",
    "measure-redefined": "A measure that is what it was before is computed otherwise.",
}
"""Kinds of compound that are their own mirror, with the reason."""


def judged() -> Iterator[Key]:
    """Return the kinds that have a row, a changed field for field."""
    for row in ROWS:
        for field in row.fields or ("",):
            yield row.element, row.action, field


def possible() -> Iterator[Key]:
    """Return every element with whatever may happen to it, a changed field for field as the models have them."""
    fields = {shape.element: [key_of(shape.model, name) for name in shape.model.model_fields if name not in shape.below] for shape in shapes()}
    for element in ELEMENTS:
        for action in ACTIONS:
            yield from ((element, action, field) for field in (fields[element] if action == "changed" else [""]))
    # A list that replaces the common one is a field, and its items are elements.
    yield "stage", "changed", "from_anywhere"


def test_every_kind_is_judged_or_can_not_happen() -> None:
    """A new field or element without a row fails here, and so does a row or waiver without anything to judge."""
    stated = Counter([*judged(), *NEVER])
    assert [key for key, count in stated.items() if count > 1] == []
    assert set(stated) == set(possible())


def test_every_judgement_and_waiver_has_a_reason() -> None:
    """No judgement without a reason."""
    assert all(row.reason.endswith(".") and all(case.reason.endswith(".") for case in row.cases) for row in ROWS)
    assert all(reason.endswith(".") for reason in NEVER.values())


def test_what_can_be_added_can_be_removed() -> None:
    """Added and removed are judged alike, or a waiver says why removing is worse; a stale waiver fails."""
    impacts = {(row.element, row.action): row.impact for row in ROWS if row.action in ("added", "removed")}
    assert {element for element, _ in impacts} == set(ELEMENTS)
    unequal = {element for element in ELEMENTS if impacts[element, "added"] is not impacts[element, "removed"]}
    assert unequal == set(LESS_SERIOUS_TO_ADD)
    assert all(impacts[element, "added"].rank > impacts[element, "removed"].rank for element in unequal)


def test_cases_come_in_pairs() -> None:
    """Where the impact of adding depends on a condition, that of removing does too, or a waiver says why not."""
    cases = {(row.element, row.action): sum(case.impact is not row.impact for case in row.cases) for row in ROWS if row.action in ("added", "removed")}
    alone = {(element, action) for (element, action), count in cases.items() if count > min(cases[element, "added"], cases[element, "removed"])}
    assert alone == set(CASES_OF_ONE_SIDE)


def test_every_kind_has_a_sentence() -> None:
    """Whatever is judged is told, and nothing else."""
    assert set(SENTENCES) == {f"{element}-{action}.{field}" if field else f"{element}-{action}" for element, action, field in judged()}


def test_compounds_come_in_mirror_pairs() -> None:
    """Each has one row, its mirror has one too and names it, or it is its own mirror for a reason; a stale waiver fails."""
    mirrors = {row.kind: row.mirror for row in COMPOUNDS}
    assert len(mirrors) == len(COMPOUNDS)
    assert {kind: mirrors.get(mirror) for kind, mirror in mirrors.items()} == {kind: kind for kind in mirrors}
    assert {kind for kind, mirror in mirrors.items() if kind == mirror} == set(OWN_MIRRORS)


def test_compounds_and_their_mirrors_are_judged_alike() -> None:
    """Or a waiver says why one of them is less serious; a stale waiver fails."""
    impacts = {row.kind: row.impact for row in COMPOUNDS}
    milder = {row.kind for row in COMPOUNDS if row.impact.rank > impacts[row.mirror].rank}
    assert milder == set(LESS_SERIOUS_COMPOUNDS)


def test_every_compound_has_a_meaning_a_reason_and_a_sentence() -> None:
    """Whatever is recognised is judged and told, and nothing else."""
    assert set(OF_COMPOUNDS) == {row.kind for row in COMPOUNDS}
    assert all(row.meaning.endswith(".") and row.reason.endswith(".") for row in COMPOUNDS)
    reasons = [*LESS_SERIOUS_TO_ADD.values(), *CASES_OF_ONE_SIDE.values(), *LESS_SERIOUS_COMPOUNDS.values(), *OWN_MIRRORS.values()]
    assert all(reason.endswith(".") for reason in reasons)
