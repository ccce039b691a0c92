"""The process ends with the signature: nothing says what becomes of the client.

What it reports
An outcome won that continues in no other process, if some path from the start leads to it with no stage that mirrors a
step that `means: result`; with the path.

Why it matters
The end of selling is an elated client. A process that stops at the signature tells everybody that the rest is somebody
else's business, and nobody ever learns whether what was sold was worth it. That the path goes on through the client's
first use to the result is also the picture of the bowtie that Winning by Design draws instead of the funnel.

Bad
    process: new-business
    client_result: The client closes the month in two days instead of nine
    stages:
      trouble-named:
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Good
    process: new-business
    journey: buying-decision
    client_result: The client closes the month in two days instead of nine
    stages:
      supplier-compared:
        mirrors: [requirements, supplier-selection, validation, decision]
        next: [first-month-closed]
      first-month-closed:
        mirrors: [result]
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}
    from_anywhere: [lost]

Exceptions
`continues_in` another process is enough, whether or not that process is there yet. An outcome won that mirrors the result
itself is met with it. Without a journey no stage mirrors anything; where the journey isn't known, nobody can tell, and the
rule rests.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.lacking import is_told
from processengine.rules.paths import first_met
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each outcome won that is the end."""
    graph = subject.mended
    process = graph.process
    wins = [name for name, stage in graph.stages.items() if stage.outcome == "won" and not _continues(subject, name)]
    if not wins or (subject.mirrors is None and process.journey is not None):
        return
    results = subject.mirrors.stages_meaning("result") if subject.mirrors else None
    for win, path in first_met(graph, wins, results or ()).items():
        yield Finding(
            f'Deals end at "{process.title_of(win)}", and nothing says what becomes of the client.',
            f"stages.{win}",
            help="Say with `continues_in:` in which process the client is helped to the result.",
            witness=path,
        )


def _continues(subject: Subject, win: str) -> bool:
    """Tell whether an outcome continues in another process, or whether what it continues in could not be read."""
    own = subject.process.id
    ways = subject.mended.stages[win].continues_in
    return any(way.to.partition("/")[0] != own for way in ways) or is_told(subject, f"stages.{win}", "continues_in")
