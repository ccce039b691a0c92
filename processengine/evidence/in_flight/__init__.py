"""The deals in flight under a change: where each stands, where it goes, and what it lacks."""
