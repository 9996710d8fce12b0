"""Is the new build slower? Two benchmark programs, compared within one run.

Usage: paired.py OLD NEW [--filter REGEX] [--rounds 12] [--floor 0.05] [--alpha 0.01] [--min-time S]

OLD and NEW are two builds of benignity_bench. Each round runs both, in the order old new, then new
old, and so on, so that a drift of the machine falls on both alike. A benchmark is

  slower   where the median over the rounds of time(new)/time(old) is above 1 + floor and the
           two-sided Mann-Whitney test of the times has p <= alpha after Holm over the benchmarks,
  faster   likewise below 1/(1 + floor),
  same     else.

Beside the median of the ratios stands a 95% interval of the ratio of the two medians, by bootstrap over
the rounds (2,000 draws, a fixed seed). Times are CPU times (wall times where the benchmark's name ends in real_time). No absolute time is
kept or compared. Exit code: 0; 1 where something is slower; 2 bad usage, or a program failed.

In continuous integration, build the two commits in two worktrees on one machine, then
  python3 tests/bench/paired.py base/build/release/benignity_bench \\
      build/release/benignity_bench --filter 'gram/double/nT:160|set_up/sampled/nT:160'
"""

import argparse
import dataclasses
import functools
import json
import math
import random
import statistics
import subprocess
import sys
import tempfile


@dataclasses.dataclass(frozen=True)
class Comparison:
    """One benchmark: median of new/old, and Mann-Whitney's p before and after Holm."""
    name: str
    ratio: float
    p_value: float
    p_adjusted: float
    verdict: str


@functools.cache
def rank_sums(n, m):
    """Entry u: ways to choose n of n + m ranks whose sum is the least possible one plus u."""
    # counts[k][s]: ways to choose k of the ranks so far with sum s + k (k + 1) / 2.
    counts = [[1] + [0] * (n * m)] + [[0] * (n * m + 1) for _ in range(n)]
    for rank in range(1, n + m + 1):
        for k in range(min(n, rank), 0, -1):
            for s in range(n * m, rank - k - 1, -1):
                counts[k][s] += counts[k - 1][s - (rank - k)]
    return counts[n]


def mann_whitney(first, second):
    """Two-sided p that two samples come from one law: exact without ties, else the normal
    approximation with the variance corrected for ties and for continuity."""
    n, m = len(first), len(second)
    pooled = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    rank_sum, ties, at = 0.0, 0, 0
    while at < n + m:
        end = at
        while end < n + m and pooled[end][0] == pooled[at][0]:
            end += 1
        ties += (end - at) ** 3 - (end - at)
        rank_sum += sum((at + end + 1) / 2 for _, sample in pooled[at:end] if sample == 0)
        at = end
    u = rank_sum - n * (n + 1) / 2
    centre = n * m / 2
    if not ties:
        extreme = int(min(u, n * m - u))
        return min(1.0, 2 * sum(rank_sums(n, m)[:extreme + 1]) / math.comb(n + m, n))
    total = n + m
    variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    if variance <= 0:
        return 1.0
    z = max(abs(u - centre) - 0.5, 0) / math.sqrt(variance)
    return math.erfc(z / math.sqrt(2))


def holm(p_values):
    """Holm's adjusted p-values, in the order given."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    adjusted, largest = [0.0] * len(p_values), 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[i]))
        adjusted[i] = largest
    return adjusted


def interval_of_ratio(old, new, draws=2000):
    """95% percentile interval of median(new)/median(old) over rounds drawn with replacement. A round
    keeps its two times together: what slows the machine down slows both."""
    source = random.Random(1)
    ratios = []
    for _ in range(draws):
        rounds = source.choices(range(len(old)), k=len(old))
        ratios.append(statistics.median(new[r] for r in rounds) /
                      statistics.median(old[r] for r in rounds))
    ratios.sort()
    return ratios[int(0.025 * draws)], ratios[int(0.975 * draws) - 1]


def compare(times, floor, alpha):
    """times: {name: (old, new)}, two equally long lists, entry r of both from round r."""
    names = sorted(times)
    raw = [mann_whitney(*times[name]) for name in names]
    comparisons = []
    for name, p_value, p_adjusted in zip(names, raw, holm(raw)):
        old, new = times[name]
        ratio = statistics.median(b / a for a, b in zip(old, new))
        verdict = "same"
        if p_adjusted <= alpha and ratio > 1 + floor:
            verdict = "slower"
        elif p_adjusted <= alpha and ratio < 1 / (1 + floor):
            verdict = "faster"
        comparisons.append(Comparison(name, ratio, p_value, p_adjusted, verdict))
    return comparisons


def run_once(program, words):
    """{name: time} of one run of a benchmark program."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        done = subprocess.run([program, *words, f"--benchmark_out={out.name}"],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{program} ended with {done.returncode}: {done.stderr.strip()}")
        document = json.load(out)
    return {run["name"]: run["real_time" if run["name"].endswith("real_time") else "cpu_time"]
            for run in document["benchmarks"] if run.get("run_type", "iteration") == "iteration"}


def measure(old, new, rounds, words):
    """{name: (old, new)} of the benchmarks that both programs have."""
    of_old, of_new = [], []
    for number in range(rounds):
        order = [(old, of_old), (new, of_new)]
        for program, runs in order if number % 2 == 0 else reversed(order):
            runs.append(run_once(program, words))
    common = set(of_old[0]) & set(of_new[0])
    return {name: ([run[name] for run in of_old], [run[name] for run in of_new])
            for name in common}


def main():
    parser = argparse.ArgumentParser(description="Is the new build slower?")
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--filter", default=".")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--floor", type=float, default=0.05)
    parser.add_argument("--alpha", type=float, default=0.01)
    parser.add_argument("--min-time", type=float, default=0.05)
    given = parser.parse_args()
    words = [f"--benchmark_filter={given.filter}", f"--benchmark_min_time={given.min_time}"]
    try:
        times = measure(given.old, given.new, given.rounds, words)
    except (OSError, RuntimeError, ValueError) as error:
        print(f"paired: {error}", file=sys.stderr)
        return 2
    if not times:
        print("paired: the two programs have no benchmark in common", file=sys.stderr)
        return 2
    comparisons = compare(times, given.floor, given.alpha)
    width = max(len(comparison.name) for comparison in comparisons)
    print(f"{'benchmark':{width}}  new/old  interval          p (Holm)  verdict")
    for one in comparisons:
        low, high = interval_of_ratio(*times[one.name])
        print(f"{one.name:{width}}  {one.ratio:7.3f}  [{low:.3f}, {high:.3f}]  {one.p_adjusted:8.2g}  {one.verdict}")
    return 1 if any(one.verdict == "slower" for one in comparisons) else 0


if __name__ == "__main__":
    sys.exit(main())
