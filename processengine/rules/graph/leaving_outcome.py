"""An outcome has a way out.

What it reports
An outcome with a `next`.

Why it matters
An outcome is where a deal ends and is counted. One that leads on is counted twice or never: the win rate depends on
when somebody looks. What follows after a win is another process with its own people, handed over with `continues_in`.
The idea comes from the common standard for process diagrams, BPMN.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won, next: [first-close]}
      first-close: {next: [excellent]}
      excellent: {outcome: realised}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won, continues_in: [client-excellence]}
      lost: {outcome: lost}

Exceptions
A deal that is reopened is no transition: it is counted apart, as a reopening.
"""

from collections.abc import Iterator

from processengine.diagnostic import Edit, Finding, Fix, Mention
from processengine.graph import Graph
from processengine.model.process import Stage
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look for outcomes with transitions."""
    for name, stage in subject.process.stages.items():
        if stage.outcome is not None and stage.next:
            yield Finding(
                f"`{name}` is an outcome and leads on.",
                f"stages.{name}",
                help="A deal ends here. Delete its `next`; to hand over to another process write `continues_in`.",
                values=(name,),
                related=(Mention("its way out", f"stages.{name}.next"),),
                fix=_fix(subject, name, stage),
            )


def _fix(subject: Subject, name: str, stage: Stage) -> Fix | None:
    """Offer to hand over where the targets are processes, else to end here where every stage is still reached."""
    path = f"stages.{name}.next"
    if all(way.to.partition("/")[0] in subject.around.processes for way in stage.next) and not stage.continues_in:
        return Fix("Write `continues_in`", (Edit("rename", path, "continues_in"),), safe=False)
    stages = {**subject.process.stages, name: stage.model_copy(update={"next": ()})}
    ended = Graph(subject.process.model_copy(update={"stages": stages}))
    lost = set(subject.graph.reachable) - set(ended.reachable)
    return None if lost else Fix("Take its `next` out", (Edit("remove", path),), safe=False)
