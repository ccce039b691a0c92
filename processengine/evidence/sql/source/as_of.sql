-- The time up to which deals are told.
SELECT time FROM as_of
