"""Which stage of a process each name in the source means."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from processengine.evidence.question import Given, Question
from processengine.evidence.rows import whole
from processengine.model.process import Process

ALL_NAMES: Question[dict[str, int]] = Question(
    "SELECT name, code FROM stage_name ORDER BY code", lambda rows: {str(name): whole(code) for name, code in rows},
    is_kept=True,
)
"""The source's names of stages with their codes."""


@dataclass(frozen=True)
class StageNames:
    """What the source's names of stages mean: `stage_of` a stage's id, `skipped` no stage at all, `unknown` none that the process has.

    `codes` are the names' numbers in `stage_name`.
    """

    codes: Mapping[str, int]
    stage_of: Mapping[str, str]
    skipped: tuple[str, ...] = ()
    unknown: tuple[str, ...] = field(default=())

    def as_table(self, process: Process) -> Given:
        """Return the table `stage_of` (code, stage) for the names that count.

        `stage` is the place of a stage in the process, from 0 on, and below 0 for an unknown name: -1 less its code.
        """
        places = {name: place for place, name in enumerate(process.stages)}
        rows = [(code, places[self.stage_of[name]] if name in self.stage_of else -1 - code)
                for name, code in self.codes.items() if name not in self.skipped]
        return Given("stage_of", (("code", "INTEGER"), ("stage", "INTEGER")), tuple(rows))

    def shown(self, process: Process, stage: int) -> str:
        """Return a stage's id by its place, or the source's name where the process has none."""
        if stage >= 0:
            return list(process.stages)[stage]
        return next(name for name, code in self.codes.items() if code == -1 - stage)


def read_names(process: Process, codes: Mapping[str, int], kept_as: Mapping[str, Collection[str]], skipped: Collection[str] = ()) -> StageNames:
    """Return what the source's names mean to a process.

    `kept_as` gives for stages the names that the source has for them (of the CRM mapping), `skipped` those that are no
    stage (`not_stages`). Besides these a name means the stage of this id, earlier id or title, whatever its case and
    what stands between its words.
    """
    earlier = {old: name for name, stage in process.stages.items() for old in stage.was}
    ids = {**earlier, **{name: name for name in process.stages}}
    mapped = {name: ids[stage] for stage, names in kept_as.items() if stage in ids for name in names}
    titles = {stage.title: name for name, stage in process.stages.items()}
    own = {plain(text): name for known in (earlier, titles, ids) for text, name in known.items() if plain(text)}
    of: dict[str, str] = {}
    for name in codes:
        meant = mapped.get(name) or own.get(plain(name))
        if meant is not None and name not in skipped:
            of[name] = meant
    unknown = tuple(name for name in codes if name not in of and name not in skipped)
    return StageNames(codes, of, tuple(name for name in codes if name in skipped), unknown)


def plain(name: str) -> str:
    """Return a name without what people write now one way and now another: case, and what stands between its words."""
    return "-".join(re.findall(r"\w+", name.casefold().replace("_", " ")))
