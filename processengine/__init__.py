"""Pull requests for sales processes."""

__version__ = "0.1.0"
