"""From documents to files: pages, sheets, search."""
