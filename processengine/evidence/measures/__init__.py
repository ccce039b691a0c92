"""Measures: named quantities computed from the deals, in a closed grammar.

`compute.compute(handle, known, quantity)` gives a value with its n, unit, days, interval and digest; `compute.watched` the
table of deals behind a share or a duration, for who compares groups; `needs.lacking` says what a source doesn't record.
"""
