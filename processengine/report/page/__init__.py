"""Pages that stand alone: one HTML file, nothing that runs or is fetched."""
