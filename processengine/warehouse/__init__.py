"""Where the evidence lives: the engine that holds the tables, and the readers of each export's shape."""
