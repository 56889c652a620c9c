"""`python -m handouts`."""

from handouts.cli import run

run()
