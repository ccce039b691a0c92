"""What a branch proposes, gathered from a repository: what it changes, whom it needs, what is wrong, and what it meets."""
