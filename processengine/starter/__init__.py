"""What `init` writes: a first process, its library and a page for reps."""
