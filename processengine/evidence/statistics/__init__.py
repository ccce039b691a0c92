"""What counts allow to be said: intervals, survival curves, tests, and how alike two groups are. Pure Python over aggregates."""

from processengine.evidence.statistics.balance import Moments, at_most_by_chance, by_chance, of_kinds, of_numbers
from processengine.evidence.statistics.interval import CONFIDENCE, Interval
from processengine.evidence.statistics.logrank import LogRank, logrank
from processengine.evidence.statistics.shares import newcombe, wilson
from processengine.evidence.statistics.survival import Alive, Lasted, Quantile, quantiles, survival

__all__ = [
    "CONFIDENCE", "Alive", "Interval", "Lasted", "LogRank", "Moments", "Quantile", "at_most_by_chance", "by_chance", "logrank", "newcombe", "of_kinds", "of_numbers",
    "quantiles", "survival", "wilson",
]
