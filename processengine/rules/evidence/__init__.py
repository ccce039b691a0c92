"""Rules about what the deals say; they run where the deals are asked."""
