"""The proposals of a library: where each stands, whose turn it is, and how many began at the front."""
