"""Real disks that fail under a build. The published site stays; the next build succeeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("disk_faults.py")


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are Linux's")
@pytest.mark.parametrize("fault", ["full", "read-only"])
def test_a_failing_disk_leaves_the_published_site_as_it_was(
    small: Path, tmp_path: Path, fault: str
) -> None:
    (tmp_path / "disk").mkdir()
    # Who is not root becomes it in a user namespace, and may mount there.
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-r", "--mount"]
    command = [sys.executable, SCRIPT, fault, tmp_path / "disk", small]
    done = subprocess.run(
        [*alone, *command],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((tmp_path / "disk").iterdir()) == []
