"""From an author's files to a typed, immutable library."""
