"""The generated MkDocs project: written, built, verified, published."""
