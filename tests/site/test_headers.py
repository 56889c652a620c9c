"""The headers in docs/development/hosting.md say what the pages say."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html
from tests.site.conftest import Finished

HOSTING = Path(__file__).parents[2] / "docs/development/hosting.md"

LINES = {
    "nginx": r'^\s*add_header ([\w-]+) "(.*)" always;$',
    "apache": r'^\s*Header always set ([\w-]+) "(.*)"$',
    "": r"^  ([\w-]+): (.*)$",  # a `_headers` file
}


def headers_of_hosts() -> dict[str, dict[str, str]]:
    """For each kind of host the headers that our guide has for it."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", HOSTING.read_text("utf-8"), re.M | re.S)
    return {
        kind: dict(re.findall(LINES[kind], words, re.M)) for kind, words in blocks if kind in LINES
    }


def test_every_kind_of_host_gets_the_same_headers() -> None:
    found = headers_of_hosts()
    assert found.keys() == LINES.keys()
    assert found["nginx"] == found["apache"] == found[""]
    assert found["nginx"].keys() == {
        "Content-Security-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
    }


def test_the_header_has_the_policy_of_the_pages(finished: Finished) -> None:
    """`frame-ancestors` is heeded only in a header; in a page it would be an error."""
    policies = set()
    for file in finished.folder.rglob("*.html"):
        page = html.document_fromstring(file.read_bytes())
        (meta,) = page.findall(".//meta[@http-equiv='Content-Security-Policy']")
        policies.add(str(meta.get("content")))
        referrer = page.find(".//meta[@name='referrer']")
        assert referrer is not None and referrer.get("content") == "no-referrer"
    (policy,) = policies
    sent = headers_of_hosts()["nginx"]["Content-Security-Policy"]
    assert sent == f"{policy}; frame-ancestors 'none'"
    assert "unsafe" not in policy and "*" not in policy
