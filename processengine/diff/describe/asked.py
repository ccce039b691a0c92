"""Sentences about criteria that moved, became plays or the other way, or ask for more or less, and about measures."""

from collections.abc import Iterator

from processengine.change import Json
from processengine.diff.describe.criterion import PROOFS
from processengine.diff.describe.criterion import SENTENCES as OF_CRITERIA
from processengine.diff.describe.measure import SENTENCES as OF_MEASURES
from processengine.diff.describe.measure import redefined
from processengine.diff.describe.recount import Recount, Sentence
from processengine.diff.describe.telling import Telling, fact
from processengine.diff.describe.words import closed, plain, quoted, told
from processengine.model.process import Process


def _moved(recount: Recount) -> str:
    """Tell where a fact is asked now and where it was, and what is asked otherwise on the way."""
    before, after = (_home(path) for path in (recount.compound.before, recount.compound.after))
    was, now = _criterion(recount, *before, new=False), _criterion(recount, *after, new=True)
    changed = list(_differences(was, now))
    and_now = f" It is also asked otherwise: {closed('; '.join(changed))}" if changed else ""
    text = quoted(plain(now["fact"]))
    if before[0] == after[0]:
        where = f" of {recount.title_of(after[0])}" if after[0] else ""
        return f"The fact {text}{where} is now kept under the id `{after[1]}` instead of `{before[1]}`.{and_now}"
    places = [f"in {recount.title_of(stage)}" if stage else "in every stage" for stage in (after[0], before[0])]
    return f"The fact {text} is now asked {places[0]}, no longer {places[1]}.{and_now}"


def _home(path: Json) -> tuple[str, str]:
    """Return the stage and the id of a criterion by its path; no stage for one of the whole process."""
    keys = str(path).split(".")
    return (keys[1] if keys[0] == "stages" else ""), keys[-1]


def _criterion(recount: Recount, stage: str, name: str, *, new: bool) -> Json:
    from processengine.diff.data import data_of

    side = recount.sides.new if new else recount.sides.spoken
    assert isinstance(side, Process)
    return data_of((side.stages[stage].exit_criteria if stage else side.exit_criteria)[name])


def _differences(was: Json, now: Json) -> Iterator[str]:
    """Give what a criterion asks more, less or otherwise than before."""
    if was.get("required", True) != now.get("required", True):
        yield "it must hold" if now.get("required", True) else "it need no longer hold"
    if was.get("when") != now.get("when"):
        yield f"it must hold only when: {plain(now['when'])}" if now.get("when") else f"it must hold always, no longer only when: {plain(was['when'])}"
    if was.get("proof") != now.get("proof"):
        yield f"it must be shown by {PROOFS[now['proof']]}" if now.get("proof") else f"it need no longer be shown by {PROOFS[was['proof']]}"
    if was.get("applies") != now.get("applies"):
        yield "it holds at once, also for deals that are there already" if now.get("applies") else "it no longer holds for deals that were there before it was asked"
    others = ("title", "fact", "about", "required", "when", "proof", "applies")
    if {key: was.get(key) for key in was if key not in others} != {key: now.get(key) for key in now if key not in others}:
        yield "it counts for other things"


def _strictness(recount: Recount) -> str:
    """Tell what more or less is asked: in the one part's own words, or all of it in a row."""
    parts = recount.compound.parts
    if len(parts) == 1:
        return OF_CRITERIA[f"criterion-changed.{parts[0].field}"](recount.telling)
    stage = recount.compound.keys[1] if recount.compound.keys[0] == "stages" else ""
    where = recount.title_of(stage) if stage else "any stage"
    before, after = ({atom.field: value for atom in parts for value in [atom.before if old else atom.after]} for old in (True, False))
    text = _criterion(recount, stage, recount.compound.keys[-1], new=True)["fact"]
    more = "more" if recount.compound.kind == "criterion-tightened" else "less"
    return f"To go on from {where}, {more} is asked of {quoted(plain(text))}: {closed('; '.join(_differences(_given(before), _given(after))))}"


def _given(values: dict[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in values.items() if value is not None}


def _play_became(recount: Recount) -> str:
    play, criterion = recount.compound.parts
    return (
        f"To go on from {recount.stage}, this must now hold: {told(fact(criterion.after))}"
        f" Until now it was only something that sellers may do: {told(play.before['do'])}"
    ) if criterion.after.get("required", True) else (
        f"In {recount.stage} a play becomes a fact that is looked for and not required: {told(criterion.after['fact'])}"
        f" The play was: {told(play.before['do'])}"
    )


def _criterion_became(recount: Recount) -> str:
    play, criterion = recount.compound.parts
    return (
        f"To go on from {recount.stage}, this need no longer hold: {told(fact(criterion.before))}"
        f" It is now something that sellers may do: {told(play.after['do'])}"
    )


def _redefined(recount: Recount) -> str:
    parts = recount.compound.parts
    if len(parts) == 1:
        return OF_MEASURES[f"measure-changed.{parts[0].field}"](recount.telling)
    own_words = [OF_MEASURES[f"measure-changed.{part.field}"](Telling(part, recount.sides)) for part in parts if part.field == "quantile"]
    return " ".join(dict.fromkeys([*([redefined(recount.telling)] if len(own_words) < len(parts) else []), *own_words]))


SENTENCES: dict[str, Sentence] = {
    "criterion-moved": _moved,
    "criterion-tightened": _strictness,
    "criterion-loosened": _strictness,
    "play-became-criterion": _play_became,
    "criterion-became-play": _criterion_became,
    "measure-redefined": _redefined,
}
