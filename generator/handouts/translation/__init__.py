"""From English documents to documents in other languages, whole or not at all."""
