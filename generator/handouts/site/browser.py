"""A browser for the proof: Chromium as it is installed here. Nothing is downloaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from handouts.diagnostics import Code, Diagnostic

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The names that are looked for on PATH, in this order."""

_ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    # The proof reads pages of this computer; a page that asks for others gets nothing.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)


@contextmanager
def open_browser() -> Iterator[Browser | Diagnostic]:
    """A browser without a window, or why there is none."""
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - optional
    except ImportError:
        hint = "Install it with: pip install 'handouts[browser]'"
        message = "The proof in a browser needs the package playwright."
        yield Diagnostic(Code.PROOF_BROWSER, message, hint)
        return
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if program is None:
        hint = (
            f"Install Chromium so that one of these is on PATH: {', '.join(BROWSERS)}. "
            "On Debian and Ubuntu: apt-get install chromium."
        )
        message = "The proof needs the browser Chromium, which was not found."
        yield Diagnostic(Code.PROOF_BROWSER, message, hint)
        return
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=[*_ARGUMENTS])
        except Error as error:
            hint = f"Try to start {program} yourself; it must start without a window."
            reason = str(error).strip().splitlines()[0]
            yield Diagnostic(
                Code.PROOF_BROWSER, f"The browser {program} does not start: {reason}", hint
            )
            return
        yield browser
        browser.close()
