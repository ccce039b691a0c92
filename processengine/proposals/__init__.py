"""Proposals as values: what one asks of its author, whom its policy asks, what a review holds, and where two collide."""
