"""Pages a second of the reading room, with Datasette's page over the same table measured beside it in the same run.

    python benchmarks/web.py [--cells N] [--seconds S] [--connections N]

A record of N claims is generated (200,000 by default) and served by one worker on this machine. `wrk` (Debian's
package) asks for pages of 100 rows, each time another page of the list, over 16 connections; where there is no wrk a
small client of our own does, which is slower. Datasette lives in an environment of its own under .bench/ and shows the
index's table of claims, 100 rows a page, facets off. Each is asked for S seconds in turn, twice, and the better turn is
shown: others may use the machine too, and so the processor time that the server spent on a page is shown beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.types import Claim, Finding

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / ".bench"
OUTLETS, ACTIONS, PEOPLE = 60, ("PRAISE", "THANK", "MEET", "CONGRATULATE", "CRITICISE", "REJECT"), 4000
CLAIMS_AN_ARTICLE = 40
TURNS = 2
START_SECONDS = 180.0
Figures = tuple[float, float, float, float]  # a second; p50 and p99 in ms; processor ms an answer


def make_record(record: Path, cells: int) -> None:
    """A record of so many claims, in articles of forty, of sixty outlets and four thousand people."""
    from onrecord.keep import open_writer

    with open_writer(record, extractor="generated") as writer:
        batch = []
        for n in range(-(-cells // CLAIMS_AN_ARTICLE)):
            batch.append((f"generated {n}", finding(n)))
            if len(batch) == 200:
                writer.add(batch)
                batch = []
        writer.add(batch)
        writer.finish()


def finding(n: int) -> Finding:
    """One generated article with its claims."""
    from onrecord.text import stable_id, text_hash
    from onrecord.types import Article, Block, Claim, Finding, Input, Mention, Role, Span

    deeds = [(7 * n + 13 * k) % PEOPLE for k in range(CLAIMS_AN_ARTICLE)]
    lines = [
        f"Person{one} did act{n % 97} with Person{one * 31 % PEOPLE} at the session in the capital." for one in deeds
    ]
    text = "\n".join(lines)
    digest = text_hash(text)
    id_ = stable_id("bench", n)
    article = Article(
        *(id_, f"article-{n:06}", f"article-{n:06}.txt", f"Outlet {n % OUTLETS}", text, digest),
        (Block("paragraph", Span(0, len(text))),),
        published=f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}",
    )
    claims, at = [], 0
    for k, line in enumerate(lines):
        first, second = line.split()[0], line.split()[4]
        where = at + line.index(second, 1)
        agent = Mention(Span(at, at + len(first)), "person", first, first)
        target = Mention(Span(where, where + len(second)), "person", second, second)
        trigger = Span(at + len(first) + 1, at + len(first) + 4)
        roles = (Role("agent", agent), Role("target", target))
        said = (stable_id("bench", n, k), id_, "event", ACTIONS[(n + k) % len(ACTIONS)], roles)
        claims.append(Claim(*said, (Span(at, at + len(line)),), trigger, "bench/1", "bench"))
        at += len(line) + 1
    return Finding(Input(article.name, article.document, digest, "ok"), article, (), tuple(claims))


@contextlib.contextmanager
def running(command: Sequence[str], port: int) -> Iterator[int]:
    """A server in a process of its own, ready to answer, ended afterwards; its process id."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if process.poll() is not None:
                sys.exit(f"web: {command[0]} ended before it answered")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def measured(process: int, port: int, paths: Sequence[str], seconds: int, connections: int) -> Figures:
    """The figures of some seconds; the paths are asked for in turn."""
    before = processor_seconds(process)
    if shutil.which("wrk"):
        rate, half, most = with_wrk(port, paths, seconds, connections)
    else:
        rate, half, most = asyncio.run(with_client(port, paths, seconds, connections))
    spent = processor_seconds(process) - before
    return rate, half, most, 1000 * spent / (rate * seconds)


def processor_seconds(process: int) -> float:
    """What a process has used of the processor so far; 0 where the system does not say."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def with_wrk(port: int, paths: Sequence[str], seconds: int, connections: int) -> tuple[float, float, float]:
    """The same, by wrk."""
    script = BENCH / "paths.lua"
    table = ",".join(f"'{path}'" for path in paths)
    script.write_text(
        f"local paths={{{table}}} local at=0\n"
        "request=function() at=at%#paths+1 return wrk.format('GET', paths[at]) end\n"
        "done=function(s,l,r) io.write(string.format('figures %f %f %f %d\\n', s.requests/(s.duration/1e6),"
        " l:percentile(50)/1e3, l:percentile(99)/1e3, s.errors.status+s.errors.read+s.errors.timeout)) end\n"
    )
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--timeout",
        "20s",
        "-s",
        str(script),
        f"http://127.0.0.1:{port}/",
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = re.search(r"figures ([\d.]+) ([\d.]+) ([\d.]+) (\d+)", told)
    if not figures or int(figures[4]):
        sys.exit(f"web: wrk says\n{told}")
    return float(figures[1]), float(figures[2]), float(figures[3])


async def with_client(port: int, paths: Sequence[str], seconds: int, connections: int) -> tuple[float, float, float]:
    """The same, by a small client: each connection asks, waits for the whole answer, asks again."""
    until, took = time.monotonic() + seconds, list[float]()

    async def one(offset: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        at = offset
        while (began := time.monotonic()) < until:
            at = (at + connections) % len(paths)
            writer.write(f"GET {paths[at]} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            if not length or b" 200 " not in head[:16]:
                sys.exit(f"web: {head[:200]!r}")
            await reader.readexactly(int(length[1]))
            took.append(time.monotonic() - began)
        writer.close()

    await asyncio.gather(*(one(n) for n in range(connections)))
    took.sort()
    return len(took) / seconds, 1000 * took[len(took) // 2], 1000 * took[int(len(took) * 0.99)]


def datasette() -> str:
    """Datasette's command, installed once under .bench/."""
    command = BENCH / "datasette/bin/datasette"
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", str(BENCH / "datasette")], check=True)
        pip = [str(BENCH / "datasette/bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "datasette>=0.65,<0.66", "setuptools<81"], check=True)
    return str(command)


def main() -> None:
    """Generate, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cells", type=int, default=200_000)
    parser.add_argument("--seconds", type=int, default=10, choices=range(1, 61), metavar="1-60")
    parser.add_argument("--connections", type=int, default=16, choices=range(1, 257), metavar="1-256")
    parser.add_argument("--no-peer", action="store_true", help="leave Datasette out")
    wanted = parser.parse_args()
    BENCH.mkdir(exist_ok=True)
    record = BENCH / f"web-{wanted.cells}.record"
    if not record.exists():
        began = time.monotonic()
        make_record(record, wanted.cells)
        print(f"record of {wanted.cells:,} claims generated in {time.monotonic() - began:.0f} s")
    pages = wanted.cells // 100
    order = [n * 7919 % pages + 1 for n in range(min(pages, 500))]
    lists = {
        "all claims": [f"/claims?page={page}" for page in order],
        "one outlet, one action": [f"/claims?outlet=Outlet+{n % OUTLETS}&action=PRAISE&page=1" for n in range(30)],
    }
    ids = [claim.id for claim, _ in zip(_claims(record), range(500), strict=False)]
    lists["one claim as JSON"] = [f"/api/v1/claims/{id_}" for id_ in ids]
    port, other = free_port(), free_port()
    ours = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", str(port)]
    began = time.monotonic()
    with running(ours, port) as process:
        print(f"served after {time.monotonic() - began:.1f} s")
        for name, paths in lists.items():
            _print(
                f"OnRecord, {name}",
                [measured(process, port, paths, wanted.seconds, wanted.connections) for _ in range(TURNS)],
            )
    if wanted.no_peer:
        return
    table = [f"/search/cells?_size=100&_nofacet=1&_next={page * 100}" for page in order]
    index = BENCH / "search.db"
    shutil.copyfile(f"{record}.search", index)
    peer = [datasette(), "serve", str(index), "--port", str(other), "--setting", "default_cache_ttl", "0"]
    with running(peer, other) as process:
        _print(
            "Datasette, the same table",
            [measured(process, other, table, wanted.seconds, wanted.connections) for _ in range(TURNS)],
        )


def _claims(record: Path) -> Iterator[Claim]:
    from onrecord.keep import open_reader

    with open_reader(record) as reader:
        yield from reader.claims()


def _print(name: str, turns: Sequence[Figures]) -> None:
    rate, half, most, spent = max(turns)
    print(
        f"{name:<26}{rate:>8,.0f}/s   p50 {half:7.1f} ms   p99 {most:7.1f} ms   processor {spent:6.2f} ms", flush=True
    )


if __name__ == "__main__":
    main()
