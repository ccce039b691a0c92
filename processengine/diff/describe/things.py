"""Sentences about records, plays, kits, roles, the buying team and what must settle inside the buyer."""

from processengine.diff.describe.telling import Sentence, Telling, about, gains, instead, kept, reworded, title
from processengine.diff.describe.words import closed, listed, plain, quoted, spoken, told

_SERVES = {"change": "the buyer's change", "choice": "the choice", "champion": "the champion", "client": "the client"}


def _record_added(telling: Telling) -> str:
    must = "must" if telling.after.get("required") else "may"
    return f"When a deal enters {telling.stage} we {must} now write down: {told(plain(telling.name.strip('“”')))}"


def _record_removed(telling: Telling) -> str:
    return f"When a deal enters {telling.stage} we no longer write down: {told(telling.name.strip('“”'))}"


def _record_required(telling: Telling) -> str:
    now = "must now write down" if telling.after else "may now leave out"
    return f"When a deal enters {telling.stage} we {now}: {told(telling.name.strip('“”'))}"


def _play_added(telling: Telling) -> str:
    asks = telling.after.get("asks", [])
    questions = closed(f" Questions to ask: {listed(quoted(one) for one in asks)}") if asks else ""
    return f"In {telling.stage} sellers may now also do this: {told(telling.after['do'])}{questions}"


def _play_removed(telling: Telling) -> str:
    return f"In {telling.stage} this play is dropped: {told(telling.before['do'])}"


def _play(telling: Telling) -> str:
    return f"The play {telling.name} in {telling.stage}"


def _play_do(telling: Telling) -> str:
    return reworded(telling, f"What to do in the play {telling.name} in {telling.stage}")


def _play_asks(telling: Telling) -> str:
    before, after = telling.before or [], telling.after or []
    added = listed(quoted(one) for one in after if one not in before)
    dropped = listed(quoted(one) for one in before if one not in after)
    if not added and not dropped:
        return f"{_play(telling)} now asks its questions in another order."
    now = [closed(f"now {'also ' if before else ''}asks: {added}")] if added else []
    no_longer = [closed(f"no longer asks: {dropped}")] if dropped else []
    return f"{_play(telling)} {' It '.join([*now, *no_longer])}"


def _play_by(telling: Telling) -> str:
    if telling.after is None:
        return f"{_play(telling)} is now up to whoever leads the stage instead of {telling.someone(telling.before)}."
    return f"{_play(telling)} is now up to {instead(telling, telling.someone)}."


def _play_serves(telling: Telling) -> str:
    if telling.after is None:
        return f"{_play(telling)} no longer says that it serves {_SERVES[telling.before]}."
    return f"{_play(telling)} now serves {instead(telling, _SERVES.__getitem__)}."


def _play_kit(telling: Telling) -> str:
    if telling.after is None:
        return f"{_play(telling)} no longer hands over {telling.kit(telling.before)}."
    return f"{_play(telling)} now hands over {instead(telling, telling.kit)}."


def _play_equips(telling: Telling) -> str:
    if telling.after is None:
        return f"{_play(telling)} now equips whomever its kit is for."
    if not telling.after:
        return f"{_play(telling)} now equips nobody."
    return f"{_play(telling)} now equips {listed(map(telling.someone, telling.after))}."


def _play_field(telling: Telling) -> str:
    return kept(telling, f"That the play {telling.name} was done in {telling.stage}")


def _record_field(telling: Telling) -> str:
    return kept(telling, f"{telling.name} in {telling.stage}")


def _kit_added(telling: Telling) -> str:
    people = telling.after.get("for")
    return f"There is now a kit {telling.name}{f' for {listed(map(telling.someone, people))}' if people else ''}."


def _kit_removed(telling: Telling) -> str:
    return f"The kit {telling.name} is gone."


def _kit_for(telling: Telling) -> str:
    return f"The kit {telling.name} {gains(telling, 'serves', telling.someone)}"


def _kit_file(telling: Telling) -> str:
    if telling.after is None:
        return f"The kit {telling.name} no longer has a file; it was {quoted(telling.before)}."
    return f"The kit {telling.name} is now the file {instead(telling, quoted)}."


def _kit_field(telling: Telling) -> str:
    return kept(telling, f"That the kit {telling.name} was handed over")


def _role_added(telling: Telling) -> str:
    return f"On our side there is now the role {telling.name}."


def _role_removed(telling: Telling) -> str:
    return f"On our side the role {telling.name} is gone."


def _member_added(telling: Telling) -> str:
    return f"The buying team now also has {telling.name}."


def _member_removed(telling: Telling) -> str:
    return f"The buying team no longer has {telling.name}."


def _kind(telling: Telling) -> str:
    what = f"The role {telling.name}" if telling.atom.element == "role" else telling.name
    if telling.after is None:
        return f"{what} is no longer of kind {spoken(telling.before)}."
    return f"{what} is now of kind {instead(telling, spoken)}."


def _wants(telling: Telling) -> str:
    return reworded(telling, f"What {telling.name} wants")


def _stance(telling: Telling) -> str:
    return reworded(telling, f"Where {telling.name} stands")


def _work_added(telling: Telling) -> str:
    settle = telling.after.get("settle")
    return f"Before the buyer chooses, this must now be settled too: {told(settle or telling.name)}"


def _work_removed(telling: Telling) -> str:
    settle = telling.before.get("settle")
    return f"Before the buyer chooses, this need no longer be settled: {told(settle or telling.name)}"


def _settle(telling: Telling) -> str:
    return reworded(telling, f"What must be settled in {telling.name}")


def _who(telling: Telling) -> str:
    return f"{telling.name} {gains(telling, 'concerns', telling.someone)}"


SENTENCES: dict[str, Sentence] = {
    "record-added": _record_added,
    "record-removed": _record_removed,
    "record-changed.required": _record_required,
    "record-changed.field": _record_field,
    "play-added": _play_added,
    "play-removed": _play_removed,
    "play-changed.do": _play_do,
    "play-changed.asks": _play_asks,
    "play-changed.by": _play_by,
    "play-changed.serves": _play_serves,
    "play-changed.kit": _play_kit,
    "play-changed.equips": _play_equips,
    "play-changed.field": _play_field,
    "kit-added": _kit_added,
    "kit-removed": _kit_removed,
    "kit-changed.for": _kit_for,
    "kit-changed.file": _kit_file,
    "kit-changed.field": _kit_field,
    "role-added": _role_added,
    "role-removed": _role_removed,
    "role-changed.kind": _kind,
    "team-member-added": _member_added,
    "team-member-removed": _member_removed,
    "team-member-changed.kind": _kind,
    "team-member-changed.wants": _wants,
    "team-member-changed.stance": _stance,
    "change-work-added": _work_added,
    "change-work-removed": _work_removed,
    "change-work-changed.kind": _kind,
    "change-work-changed.settle": _settle,
    "change-work-changed.who": _who,
    **{
        f"{element}-changed.{field}": sentence
        for element in ("record", "play", "kit", "role", "team-member", "change-work")
        for field, sentence in {"title": title, "about": about}.items()
    },
}
