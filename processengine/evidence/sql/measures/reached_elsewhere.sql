-- The visits to the stages of other processes that are meant, of the deals that carry a deal on there.
SELECT w.slot, j.deal, e.entered AS happened
FROM joined AS j
JOIN elsewhere AS e ON e.process = j.process AND e.deal = j.other
JOIN wanted_elsewhere AS w ON w.process = e.process AND w.stage = e.stage
