"""The neutral document: what is said, free of how it is shown."""
