"""What it costs to bring claims together: copies, quotations of the same words, facts; and how that grows.

    python benchmarks/reconcile.py [--large] [--sizes N…] [--copies N…]

Piles are made up (made_up.py) from a seed. Each size is a process of its own; shown is its processor time, in which a
shared machine disturbs least, and the peak of its memory above what the pile itself takes. The exponent is that of the
size by which the time grows, from one size to the next: 1.00 is linear. --large takes 1,000, 10,000 and 100,000
articles, and 10,000 copies of one.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SMALL, LARGE = ((300, 1_000, 3_000), (300, 1_000)), ((1_000, 10_000, 100_000), (1_000, 10_000))
Figures = dict[str, float]


def measure(what: str, count: int) -> Figures:
    """Seconds of every step on one pile, how many things each found, and the peak of memory in bytes."""
    sys.path.insert(0, str(ROOT))
    from benchmarks import made_up
    from onrecord.data import load_gazetteer
    from onrecord.reconcile.copies import find_copies
    from onrecord.reconcile.coverage import quotations

    gazetteer = load_gazetteer()
    find_copies([article for article, _ in made_up.pile(20, seed=2)], gazetteer)  # what is made once is made now
    made = list((made_up.copies if what == "copies" else made_up.pile)(count))
    articles = [article for article, _ in made]
    before, figures = peak_bytes(), {"articles": float(count), "claims": float(sum(len(claims) for _, claims in made))}
    found = clock(figures, "copies", lambda: find_copies(articles, gazetteer))
    by_id = {article.id: article for article in articles}
    claims = [claim for _, some in made for claim in some]
    clock(figures, "quotations", lambda: quotations(claims, by_id))
    bring_together = getattr(import_module("onrecord.reconcile"), "reconcile", None)
    if bring_together:
        clock(figures, "facts", lambda: bring_together(made, gazetteer, copies=found).facts)
    return {**figures, "bytes": float(peak_bytes() - before), "pile": float(before)}


def peak_bytes() -> int:
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def clock(figures: Figures, name: str, work: Callable[[], Sequence[Any]]) -> Any:
    """The result of the work, its seconds and how many there are put among the figures."""
    began = time.process_time()
    result = work()
    figures[name] = time.process_time() - began
    figures[f"{name} found"] = float(len(result))
    return result


def in_a_process(what: str, count: int) -> Figures:
    """The figures of one size, taken in a process of its own."""
    words = [sys.executable, __file__, "--measure", what, str(count)]
    figures: Figures = json.loads(subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout)
    return figures


def table(found: Sequence[Figures]) -> Iterator[str]:
    """The figures, a size a column, and how they grow."""
    yield row("articles", [f"{figures['articles']:,.0f}" for figures in found])
    yield row("claims", [f"{figures['claims']:,.0f}" for figures in found])
    for step in ("copies", "quotations", "facts"):
        if step in found[0]:
            yield row(step, [f"{figures[step]:.2f} s" for figures in found])
            yield row("  found", [f"{figures[f'{step} found']:,.0f}" for figures in found])
            yield row(
                "  for one article", [f"{figures[step] / figures['articles'] * 1e6:,.0f} µs" for figures in found]
            )
            yield row("  exponent", ["", *exponents(found, step)])
    yield row("peak above the pile", [f"{figures['bytes'] / 1e6:,.0f} MB" for figures in found])
    yield row("  exponent", ["", *exponents(found, "bytes")])
    yield row("the pile itself", [f"{figures['pile'] / 1e6:,.0f} MB" for figures in found])


def exponents(found: Sequence[Figures], name: str) -> Iterator[str]:
    """From each size to the next, the exponent of the size by which a figure grows."""
    for small, large in pairwise(found):
        grown, size = large[name] / max(small[name], 1e-6), large["articles"] / small["articles"]
        yield f"{math.log(grown) / math.log(size):.2f} (x{grown:.1f})" if grown > 0 else "-"


def row(name: str, cells: Sequence[str]) -> str:
    """One line of the table."""
    return f"{name:<22}" + "".join(f"{cell:>18}" for cell in cells)


def main() -> None:
    """Measure all sizes and print the tables, or take one measurement for them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help="up to 100,000 articles, and 10,000 copies")
    parser.add_argument("--sizes", type=int, nargs="+", help="how many articles")
    parser.add_argument("--copies", type=int, nargs="+", help="how many copies of one article")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure[0], int(options.measure[1]))))
        return
    sizes, of_one = LARGE if options.large else SMALL
    print("a pile of stories\n")
    print("\n".join(table([in_a_process("pile", size) for size in options.sizes or sizes])))
    print("\ncopies of one article\n")
    print("\n".join(table([in_a_process("copies", size) for size in options.copies or of_one])))


if __name__ == "__main__":
    main()
