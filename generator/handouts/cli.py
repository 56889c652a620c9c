"""The commands, each found when it is used: most are slow to load, and one is used at a time.

Exit codes: 0 fine, 1 problems in content, 2 wrong use.
"""

from __future__ import annotations

import atexit
import errno
import gc
import io
import os
import sys
from datetime import UTC, datetime
from importlib import import_module
from types import MappingProxyType
from typing import Any

import click

# Other packages that plug themselves into Pydantic have no part in reading content.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_COMMANDS = MappingProxyType(
    {
        "build": "handouts.commands.build",
        "check": "handouts.commands.check",
        "figures": "handouts.commands.figures",
        "init": "handouts.commands.new",
        "new": "handouts.commands.new",
        "pdf": "handouts.commands.pdf",
        "project": "handouts.commands.project",
        "readability": "handouts.commands.readability",
        "review": "handouts.commands.review",
        "schema": "handouts.commands.schema",
        "serve": "handouts.commands.serve",
        "translate": "handouts.commands.translate",
        "verify": "handouts.commands.verify",
    }
)
"""Where each command is; the module has it by its own name."""


class Commands(click.Group):
    """A group that loads a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in _COMMANDS:
            return None
        gc.disable()  # all that is loaded stays: to look through it takes a tenth of loading it
        try:
            command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        finally:
            gc.enable()
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; a disk or a folder that fails is told in words."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # nobody reads any more
            name = error.filename if isinstance(error.filename, str) else "A file"
            raise click.ClickException(
                f"{name} could not be written or read: {error.strerror or error}. "
                "Check the name, that there is room on the disk, and that you may write there."
            ) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="handouts")
def main() -> None:
    """Patient education that clinics can trust.

    Turns content files into a website and printable sheets. Run a command in
    the folder where content/ is. Start with `handouts init DIR`.
    """
    _check_clock()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An author's letters that a terminal does not have are shown by their numbers.
            stream.reconfigure(errors="backslashreplace")


def _check_clock() -> None:
    """Holds back where the day that a build is to be of is none.

    Raises:
        click.UsageError: SOURCE_DATE_EPOCH is no time in seconds.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "0")
    try:
        datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {seconds!r}, which is no time in seconds since 1970."
        raise click.UsageError(f"{message} Set it to a number, or not at all.") from None


def run() -> None:
    """`main` as a process of its own, which ends at once when it is done.

    Python would first take apart all that was read, object by object; nobody needs it
    any more. What must be put away is: temporary folders, and what is to be shown.
    """
    try:
        main()
    except SystemExit as end:
        atexit._run_exitfuncs()
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            raise end from None  # nobody reads on: Python knows what to do
        if isinstance(end.code, int):
            os._exit(end.code)
        raise
