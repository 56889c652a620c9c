"""Lighthouse's performance for a phone, on a site that was built already.

    python benchmarks/bench_lighthouse.py SITE [PAGE …]

Serves the folder SITE as a web server does (gzip, HTTP/1.1) and prints, for each
page, the median score of three runs and what the page weighed. Lighthouse reckons
with a phone four times slower than this computer on a network of 1.6 Mbit/s with
150 ms for every question, so a busy computer gives a low score: run nothing beside it.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from lighthouse import Audited, audit

RUNS = 3
PAGES = ("", "when-to-get-help/", "nerve-connection/", "herniated-disc/", "print/")
TEXT = {".html", ".css", ".js", ".svg", ".xml", ".txt", ".json", ""}


class Server(SimpleHTTPRequestHandler):
    """Files of a folder; text is sent gzipped."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or file.suffix not in TEXT:
            super().do_GET()
            return
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


def main(folder: Path, pages: tuple[str, ...]) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("| page | performance | first paint | largest paint | blocked | fetched |")
    print("|---|--:|--:|--:|--:|--:|")
    for page in pages:
        url = f"http://127.0.0.1:{server.server_port}/{page}"
        runs = [audit(url, ["performance"]) for _ in range(RUNS)]
        score = statistics.median(run.scores["performance"] for run in runs)
        cells = " | ".join(
            f"{statistics.median(_value(run, name) for run in runs) / unit:.{digits}f} {called}"
            for name, unit, digits, called in (
                ("first-contentful-paint", 1000, 1, "s"),
                ("largest-contentful-paint", 1000, 1, "s"),
                ("total-blocking-time", 1, 0, "ms"),
                ("total-byte-weight", 1000, 0, "kB"),
            )
        )
        print(f"| /{page} | {score:.0f} | {cells} |", flush=True)
    server.shutdown()


def _value(run: Audited, name: str) -> float:
    return float(run.report["audits"][name]["numericValue"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]) or PAGES)
