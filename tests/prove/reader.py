"""The reader against damaged documents without end, and its speed from ten to a thousand pages.

bin/prove reader 10000 [--seed 1]    damaged copies of the corpus: exceptions, spans that slip, hangs
bin/prove reader --speed             seconds of CPU and memory for 10, 100 and 1,000 pages
"""

import argparse
import random
import signal
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from tests.extraction.client_programme import RAW
from tests.extraction.test_robustness import check
from tests.extraction.variants import damaged
from webapp.extraction import read_programme

CORPUS = Path(__file__).parents[1] / "extraction" / "corpus"
HANGS_AFTER = 20
"""Seconds after which a reading counts as hanging."""
PAGE = 2_600
"""Characters of a printed page."""
PAGES = (10, 100, 1_000)


class Hanging(Exception):
    """A reading that does not come back."""


def main() -> int:
    """Run what the command line asks for; 1 when anything failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if options.speed:
        return measure()
    return damage(options.count, options.seed)


def damage(count: int, seed: int) -> int:
    """Read ``count`` damaged copies; each failure is printed with the seed that makes it again."""
    texts = [RAW, *(file.read_text(encoding="utf-8") for file in sorted(CORPUS.glob("*.txt")))]
    signal.signal(signal.SIGALRM, _give_up)
    failures, slowest = 0, 0.0
    for number in range(seed, seed + count):
        rng = random.Random(number)
        text = damaged(rng.choice(texts), rng)
        seconds, failure = _timed(lambda text=text: check(read_programme(text)))  # type: ignore[misc]
        slowest = max(slowest, seconds)
        if failure:
            failures += 1
            print(f"seed {number}: {failure!r}", flush=True)
    print(f"{count} damaged documents, {failures} failures, slowest {slowest:.2f} s CPU")
    return 1 if failures else 0


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise Hanging


def _timed(work: Callable[[], None]) -> tuple[float, Exception | None]:
    """Seconds of CPU that ``work`` took, and what it raised."""
    started, failure = time.process_time(), None
    signal.alarm(HANGS_AFTER)
    try:
        work()
    except (Exception, AssertionError) as raised:
        failure = raised
    finally:
        signal.alarm(0)
    return time.process_time() - started, failure


def measure() -> int:
    """Print CPU and memory for prose of each size; the assigning part grows with the document."""
    for pages in PAGES:
        text = prose(pages)
        started = time.process_time()
        reading = read_programme(text)
        seconds = time.process_time() - started
        tracemalloc.start()
        read_programme(text)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        duties = sum(len(clause.duties) for clause in reading.clauses)
        print(
            f"{pages:5} pages: {seconds:6.2f} s CPU, {seconds / pages * 1000:5.1f} ms a page, "
            f"{peak / 1e6:6.1f} MB, {len(reading.clauses)} clauses, {duties} duties"
        )
    return 0


def prose(pages: int) -> str:
    """A programme of so many pages, a tenth of it the part that assigns, its clauses numbered through."""
    body, assigning = RAW[: RAW.index("IV. TỔ")], RAW[RAW.index("IV. TỔ") : RAW.index("Nơi nhận")]
    heading, _, clauses = assigning.partition("\n")
    wanted = pages * PAGE
    bodies = body * max(1, round(wanted * 0.9 / len(body)))
    return bodies + heading + clauses * max(1, round(wanted * 0.1 / len(clauses)))


if __name__ == "__main__":
    sys.exit(main())
