-- All deals in one group.
SELECT deal, '' AS value FROM ended
