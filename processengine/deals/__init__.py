"""What the deals of a library say: its source opened, the process in force at each time, and the questions asked."""
