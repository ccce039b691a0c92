"""Rules on a proposal: judged again and merged by meaning on what is agreed now, in one step that nobody sees half of."""
