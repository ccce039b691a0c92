"""Text to documents with a span for every key and value, and edit operations as splices of text."""
