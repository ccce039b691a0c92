"""Most rows of a table belong to no deal that is known.

What it reports
A table of the source (deals, facts or activities) of which under half of the rows name a deal that the stage history has. It
is reported on library.yaml, or on the process where there is no library.

Why it matters
What is computed over two tables is computed over the rows that fit together. If most don't, the rest is a sample that nobody
chose: mostly the wrong column was taken for the deal's id, or the two exports cover different years.

Bad
    # file: library.yaml
    library: acme
    evidence: {source: data/}
    # file: data/stage_history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    # file: data/facts.csv
    deal_id,kind,id,at
    D-1,criterion,trouble-named/cost-in-writing,2026-01-20
    D-2,criterion,trouble-named/cost-in-writing,2026-01-30
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    # file: library.yaml
    library: acme
    evidence: {source: data/}
    # file: data/stage_history.csv
    deal_id,stage,entered_at
    1,trouble-named,2026-01-05
    1,won,2026-02-02
    2,trouble-named,2026-01-07
    2,lost,2026-02-20
    # file: data/facts.csv
    deal_id,kind,id,at
    1,criterion,trouble-named/cost-in-writing,2026-01-20
    2,criterion,trouble-named/cost-in-writing,2026-01-30
    # file: new-business.yaml
    process: new-business
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
An activity that names no deal, such as a dial to somebody who has none, is not counted.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.limits import joins_little
from processengine.replay import Join
from processengine.rules.evidence.telling import counted, recorded_of, share
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look how many rows of each table belong to a known deal."""
    if subject.document.kind == "process" and subject.around.library is not None:
        return
    for join in recorded_of(subject).joins:
        if joins_little(join):
            yield Finding(
                f"Of {counted(join.rows, 'row')} of `{join.table}`{' that name a deal' if join.table == 'activities' else ''}, {join.joined:,} ({share(join.joined, join.rows)}) name one "
                "that the stage history has.",
                _path(subject, join),
                help=f"Check which column holds the deal's id in both: `tables: {{{join.table}: {{deal_id: ...}}}}` under `evidence:`.",
                values=(join.table,),
            )


def _path(subject: Subject, join: Join) -> str:
    paths = (f"evidence.tables.{join.table}.deal_id", f"evidence.tables.{join.table}", "evidence", "library")
    return next((path for path in paths if subject.document.at(path)), "process")
