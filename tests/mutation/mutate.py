#!/usr/bin/env python3
"""Do the tests notice when one line of the mathematics is wrong?

candidates.toml lists semantic mutants: one line of one file, what it becomes, what is wrong then.
This draws some of them by a seed before any is run, makes them one by one in a scratch copy,
rebuilds what each touches and runs the tests of its room, then the smoke battery against the golden
report. Not part of CI: it takes about half a minute a mutant.

    tests/mutation/mutate.py check                     every candidate still fits its file
    tests/mutation/mutate.py draw --seed 21 --count 60
    tests/mutation/mutate.py run  --seed 21 --count 60 --scratch DIR [--tests-only] [--only ID ...]

`run` needs a worktree of its own for --scratch (it is changed and restored; never give it one that
you work in), configures DIR/build/dev there unless it is, and appends to DIR/build/dev/mutants.jsonl,
so that an interrupted run goes on where it stopped. The table goes to stdout.

A mutant is `killed` by the first test program (or `smoke`: a verdict or a golden number) that fails,
runs five CPU minutes, or crashes; `stillborn` where it does not compile; `survived` where all
pass. A survivor asks for a test of the property it breaks, or for a proof that it breaks none.
"""

import argparse
import json
import pathlib
import random
import resource
import subprocess
import sys
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# Sources one by one and little optimised, so that one line costs seconds; tests as they are built.
SCRATCH_SETTINGS = """
foreach(room theory sim verify claims reports)
  target_compile_options(benignity_${room} PRIVATE -O1)
  set_target_properties(benignity_${room} PROPERTIES UNITY_BUILD OFF)
endforeach()
"""

# The test program of a room; the longest prefix counts.
ROOMS = {
    "theory/": "theory_tests",
    "sim/": "sim_tests",
    "verify/": "verify_tests",
    "verify/claims/": "claims_tests",
    "reports/": "reports_tests",
}
LONGEST = 300  # seconds of CPU that a test program may take: the machine may be busy


def candidates():
    listed = tomllib.loads((HERE / "candidates.toml").read_text())["mutant"]
    for number, mutant in enumerate(listed, start=1):
        mutant["id"] = number
    return listed


def mutated(root, mutant):
    """The file with the mutant, or None where its line is not there exactly once."""
    text = (root / mutant["file"]).read_text() if (root / mutant["file"]).exists() else ""
    if text.count(mutant["old"]) != 1 or "\n" in mutant["old"] or mutant["old"] == mutant["new"]:
        return None
    return text.replace(mutant["old"], mutant["new"])


def drawn(seed, count):
    """`count` of the candidates: the seed and the length of the list decide, nothing else."""
    listed = candidates()
    return sorted(random.Random(seed).sample(listed, min(count, len(listed))),
                  key=lambda mutant: mutant["id"])


def test_program(mutant):
    return ROOMS[max((p for p in ROOMS if mutant["file"].startswith(p)), key=len)]


class Scratch:
    def __init__(self, folder, jobs):
        self.root = pathlib.Path(folder).resolve()
        self.build = self.root / "build" / "dev"
        self.jobs = str(jobs)
        if self.root == ROOT or not (self.root / ".git").exists():
            sys.exit("run: --scratch must be another worktree, made for this")
        settings = self.root / "CMakeLists.txt"
        if SCRATCH_SETTINGS not in settings.read_text():
            settings.write_text(settings.read_text() + SCRATCH_SETTINGS)
        if not (self.build / "build.ninja").exists():
            subprocess.run(["cmake", "--preset", "release", "-B", self.build], cwd=self.root, check=True)

    def make(self, *targets):
        return subprocess.run(["cmake", "--build", self.build, "--target", *targets, "--", "-j", self.jobs],
                              capture_output=True, text=True)

    def fails(self, command):
        done = subprocess.run(command, cwd=self.build, capture_output=True, text=True,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST)))
        return "" if done.returncode == 0 else failing_test(done.stdout) or f"exit {done.returncode}"

    def judge_by_tests(self, mutant):
        program = test_program(mutant)
        if self.make(program).returncode != 0:
            return "stillborn", "does not compile"
        # The tests of the mutant's own file first, then what is quick.
        own = "[#" + pathlib.Path(mutant["file"]).stem + "_test]"
        for filters in (["-#", own], ["~[slow]"], ["[slow]"]):
            if reason := self.fails([self.build / program, "-a", *filters]):
                return "killed", f"{program}: {reason}"
        return "survived", "its tests"

    def judge_by_battery(self, mutant):
        if self.make("benignity").returncode != 0:
            return "stillborn", "the program does not compile"
        out = self.build / "mutant_smoke"
        binary = self.build / "benignity"
        if self.fails([binary, "verify", "--battery", "smoke", "--out", out]):
            return "killed", "smoke battery"
        golden = self.root / "tests" / "golden" / "smoke.json"
        if self.fails([binary, "compare", golden, out / "report.json"]):
            return "killed", "golden smoke report"
        return "survived", "its tests and the smoke battery"

    def run(self, mutant, judges):
        file = self.root / mutant["file"]
        text = mutated(self.root, mutant)
        if text is None:
            return {"outcome": "does not fit", "by": ""}
        original = file.read_text()
        start = time.monotonic()
        try:
            file.write_text(text)
            for judge in judges:
                outcome, by = judge(mutant)
                if outcome != "survived":
                    break
        finally:
            file.write_text(original)
        return {"outcome": outcome, "by": by, "seconds": round(time.monotonic() - start)}


def failing_test(output):
    """The name of the first failing test: what Catch prints between two rules of dashes."""
    lines = output.splitlines()
    for i, line in enumerate(lines):
        if line.startswith("-----") and i + 1 < len(lines):
            names = []
            for name in lines[i + 1:]:
                if name.startswith("-----"):
                    break
                names.append(name.strip())
            return " ".join(names)
    return ""


def table(mutants, results):
    for mutant in mutants:
        result = results.get(mutant["id"])
        if result is None:
            continue
        print(f"| {mutant['id']} | {mutant['file']} | {mutant['means']} | {result['outcome']} | {result['by']} |")
    outcomes = [results[m["id"]]["outcome"] for m in mutants if m["id"] in results]
    print(f"\n{len(outcomes)} of {len(mutants)} run: " +
          ", ".join(f"{outcomes.count(o)} {o}" for o in sorted(set(outcomes))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["check", "draw", "run", "table"])
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--scratch")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--tests-only", action="store_true", help="leave the battery to a later run")
    parser.add_argument("--only", type=int, nargs="+", help="these candidates, again")
    options = parser.parse_args()
    root = pathlib.Path(options.scratch).resolve() if options.scratch else ROOT
    if options.command == "check":
        stale = [m for m in candidates() if mutated(root, m) is None]
        for mutant in stale:
            print(f"{mutant['id']}: {mutant['file']}: not there exactly once: {mutant['old']}")
        print(f"{len(candidates())} candidates, {len(stale)} do not fit")
        sys.exit(1 if stale else 0)
    chosen = drawn(options.seed, options.count)
    if options.only:
        chosen = [m for m in candidates() if m["id"] in options.only]
    if options.command == "draw":
        for mutant in chosen:
            print(f"{mutant['id']}\t{mutant['file']}\t{mutant['means']}")
        return
    if not options.scratch:
        sys.exit("run: --scratch is missing, but must be a worktree made for this")
    scratch = Scratch(options.scratch, options.jobs)
    record = scratch.build / "mutants.jsonl"
    results = {}
    if record.exists():
        for line in record.read_text().splitlines():
            entry = json.loads(line)
            results[entry["id"]] = entry
    if options.command == "run":
        for mutant in chosen:
            known = results.get(mutant["id"], {})
            judges = [scratch.judge_by_tests, scratch.judge_by_battery]
            if options.tests_only:
                judges.pop()
            elif known.get("outcome") == "survived" and not options.only:
                judges.pop(0)
            if known and not options.only and (options.tests_only or known["outcome"] != "survived"
                                               or "battery" in known["by"]):
                continue
            result = {"id": mutant["id"], **scratch.run(mutant, judges)}
            results[mutant["id"]] = result
            with record.open("a") as lines:
                lines.write(json.dumps(result) + "\n")
            print(f"{mutant['id']} {mutant['file']}: {result['outcome']} {result['by']}", file=sys.stderr, flush=True)
    table(chosen, results)


main()
