"""From content to documents."""
