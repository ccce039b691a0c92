"""Makes a proposal of what somebody has edited: found, judged, and kept on a branch of its own."""
