"""The next topic: what a sound file could say next, offered one at a time."""

from processengine.model.process import Process, criteria_of

_OFFERS: tuple[tuple[str, str], ...] = (
    ("journey", "add `journey: buying-decision` and say with `mirrors:` which step of the buyer's journey each stage mirrors"),
    ("exit_criteria", "give a stage `exit_criteria:`, facts about the buyer that must hold before a deal goes on"),
    ("buying_team", "name whom the buyer must enlist in `buying_team:`, the champion first, and whom each stage `involves:`"),
    ("change_work", "list in `change_work:` what must settle inside the buyer before anything is chosen"),
    ("closed_door", "mark with `closed_door: true` the stage where the buyer decides without you, and equip the champion with `kits:`"),
    ("client_result", "say in `client_result:` what the client gets, and where a deal that is won continues"),
    ("roles", "name your side in `roles:` and who leads each stage in `led_by:`"),
    ("max_days", "give stages `max_days:`, so that a deal that stays too long is seen"),
    ("measures", "define `measures:`, a win rate and one about what the client gets"),
    ("reviewed", "write in `reviewed:` the day on which you last checked it against the market"),
)


def offer(process: Process) -> str:
    """Return one sentence that offers the first topic that a process hasn't opened; empty where it has opened all."""
    opened = _opened(process)
    return next((f"Next: {sentence}." for topic, sentence in _OFFERS if topic not in opened), "")


def _covers_choice(process: Process) -> bool:
    """Tell whether the buyer chooses in this process: what it covers says so, else its motion."""
    return process.motion in ("new-business", "") if process.covers is None else "choice" in process.covers


def _opened(process: Process) -> set[str]:
    stages = process.stages.values()
    given = {
        "exit_criteria": any(criteria_of(process, name) for name in process.stages),
        "closed_door": any(stage.closed_door for stage in stages) or not _covers_choice(process),
        "max_days": any(stage.max_days is not None for stage in stages if stage.is_open),
    }
    own = {topic for topic, _ in _OFFERS if getattr(process, topic, None)}
    return own | {topic for topic, is_given in given.items() if is_given}
