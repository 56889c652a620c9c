"""Drawings: read safely, labels fitted."""
