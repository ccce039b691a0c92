"""What the files mean: process, journey, library and proposal, as frozen values."""
