"""Reports: one file a format, diagnostics or a changeset in, text out."""
