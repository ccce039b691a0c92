"""Family change: what shows only between two revisions."""
