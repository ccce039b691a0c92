-- The outcomes that are meant, by when the deal was closed.
SELECT w.slot, r.deal, r.closed AS happened
FROM run AS r
JOIN wanted_outcome AS w ON w.kind = r.outcome
