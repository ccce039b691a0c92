"""How far the tables of a source speak of the same deals."""

from processengine.evidence.question import Question
from processengine.evidence.rows import whole
from processengine.evidence.sql import text
from processengine.replay import Join

JOINS: Question[tuple[Join, ...]] = Question(
    text("source/joins"), lambda rows: tuple(Join(str(table), whole(named), whole(joined)) for table, named, joined in rows),
    is_kept=True,
)
"""Of the rows of each table that name a deal, how many name one that the stage history has; tables without such rows are left out."""
