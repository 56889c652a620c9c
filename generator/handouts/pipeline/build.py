"""From a content folder to a published site.

read what changed → build its volumes, in several processes → the site's own pages →
hold everything against everything → publish in one step
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from handouts.content import loader
from handouts.diagnostics import ContentProblems, Diagnostic
from handouts.pipeline.collector import collected_by_hand
from handouts.pipeline.inputs import Places
from handouts.pipeline.project import Options
from handouts.pipeline.run import Run
from handouts.site.closed_set import unproven
from handouts.site.publish import only_build, publish
from handouts.site.together import hold_together, refused

Progress = Callable[[str], None]


def build(
    places: Places,
    today: date,
    release: bool = False,
    options: Options = Options(),  # noqa: B008 - it is frozen
    progress: Progress = lambda stage: None,
) -> tuple[Diagnostic, ...]:
    """Builds the site and publishes it in one step. Gives the warnings.

    Args:
        places: where things are read from and written to.
        today: the day that review dates are held against.
        release: whether to refuse what is not signed, in date and the clinic's own.
            Nothing of an earlier build is used again.
        options: how pages are made.
        progress: told what is being done.

    Raises:
        ContentProblems: the content, the built site or the disk is not right;
            what was published before stays as it was.
    """
    if not places.content.is_dir():  # said before anything is written where one happens to be
        raise ContentProblems(loader.load(places.content)[1])
    with only_build(places.work), collected_by_hand():
        run = Run(places, today, options)
        try:
            return _built(run, release, progress)
        finally:
            shutil.rmtree(run.target, ignore_errors=True)


def _built(run: Run, release: bool, progress: Progress) -> tuple[Diagnostic, ...]:
    progress("Reading and checking the content")
    if not release and (known := run.nothing_changed()) is not None:
        return known
    run.read(afresh=release)
    progress("Building the site, and proving that nothing is missing")
    run.build_handouts()
    run.build_site()
    if problems := hold_together(run.target, run.volumes):
        raise ContentProblems(problems)
    if release and (problems := refused(run.volumes)):
        raise ContentProblems(problems)
    run.write_lists()
    if release and (problems := unproven(run.target)):
        raise ContentProblems(problems)
    progress("Publishing")
    publish(run.target, run.places.site)
    with suppress(OSError):  # the site is published; records only make the next build quick
        run.keep()
    return run.warnings()
