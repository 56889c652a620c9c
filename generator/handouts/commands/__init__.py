"""The commands, one module for each group of tasks."""
