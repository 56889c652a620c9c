"""Patient education from typed content files: the generator."""
