"""How long from a fresh clone to the first verdict, and what compiling costs?

Usage: first_verdict.py [CHECKOUT] [--wall 120] [--cpu 200] [--calibrate] [--dearest 10]

Clones CHECKOUT (default: the one this file lies in; its last commit, not what is uncommitted) into a
temporary folder, builds the program there without a compiler cache as `./run verify` does, and runs
the smoke battery. Packages must be present. Every compilation is started through a shell that notes
its own children's processor seconds, three milliseconds each: ninja's log has wall times only, which
say nothing of an object on a busy machine.

The limits are seconds of the machine that they were set on. One machine moves by a third between two
hours, and others differ by more: --calibrate also builds, in the same sitting, the commit that took
637 processor seconds and 370 s to its verdict there, and holds the limits times what it takes now over
what it took then. Its eight minutes come second.

Exit code: 0; 1 where the whole takes more than --wall seconds or building the program more than
--cpu processor seconds; 2 bad usage; 3 where the build or the battery failed.
"""

import argparse
import dataclasses
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

# The last line of `times` is that of the children: user and system time as 0m1.234s. It is asked in
# this shell: in a subshell, as $(times) is, there are no children yet and every object costs 0.
LAUNCHER = r"""#!/usr/bin/env bash
"$@"
status=$?
mine=$FIRST_VERDICT_LOG.$$
times >"$mine"
children=$(tail -n 1 "$mine")
rm -f "$mine"
while (($# > 1)); do
  if [[ $1 == -o ]]; then printf '%s %s\n' "$children" "$2" >>"$FIRST_VERDICT_LOG"; fi
  shift
done
exit $status
"""


@dataclasses.dataclass(frozen=True)
class Spent:
    """Of one command and everything that it started."""
    wall: float
    cpu: float


# 392e455, as issue 20 read it when it set the limits.
CALIBRATION = "392e4555a5f4e7e7081d4aa8be53f7e81210dd56"
CALIBRATION_SPENT = Spent(wall=370, cpu=637)


def seconds(text):
    """Of bash's `times`: 1m2.500s is 62.5."""
    minutes, rest = re.fullmatch(r"(\d+)m([\d.]+)s", text).groups()
    return 60 * int(minutes) + float(rest)


def objects(log):
    """[(CPU seconds, object)], dearest first, from the launcher's lines."""
    rows = []
    for line in log.splitlines():
        user, system, name = line.split(maxsplit=2)
        rows.append((seconds(user) + seconds(system), name))
    return sorted(rows, reverse=True)


def spend(command, folder, environment):
    def children():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    wall, cpu = time.monotonic(), children()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return Spent(time.monotonic() - wall, children() - cpu)


def measure(checkout, commit="HEAD"):
    """(build, battery, log of the launcher) of a fresh clone's commit."""
    with tempfile.TemporaryDirectory(prefix="first_verdict.") as folder:
        launcher = pathlib.Path(folder, "launcher")
        launcher.write_text(LAUNCHER)
        launcher.chmod(0o755)
        log = pathlib.Path(folder, "log")
        log.touch()
        environment = dict(os.environ, CCACHE_DISABLE="1", FIRST_VERDICT_LOG=str(log),
                           CMAKE_CXX_COMPILER_LAUNCHER=str(launcher))
        clone = pathlib.Path(folder, "clone")
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(checkout), str(clone)],
                       check=True)
        subprocess.run(["git", "checkout", "--quiet", "--detach", commit], cwd=clone, check=True)
        build = spend(["./run", "--no-install", "build"], clone, environment)
        battery = spend(["./run", "--no-install", "verify", "--battery", "smoke"], clone,
                        environment)
        return build, battery, log.read_text()


def scaled(limits, build, battery):
    """The limits on a machine where the commit of the calibration takes this."""
    return Spent(wall=limits.wall * (build.wall + battery.wall) / CALIBRATION_SPENT.wall,
                 cpu=limits.cpu * build.cpu / CALIBRATION_SPENT.cpu)


def report(build, battery, rows, limits, dearest):
    """Prints the table; whether both limits hold."""
    wall = build.wall + battery.wall
    print(f"{'':24}{'wall s':>9}{'CPU s':>9}{'limit':>9}")
    print(f"{'build of the program':24}{build.wall:9.1f}{build.cpu:9.1f}{limits.cpu:9.0f}  (CPU)")
    print(f"{'smoke battery':24}{battery.wall:9.1f}{battery.cpu:9.1f}")
    print(f"{'first verdict':24}{wall:9.1f}{build.cpu + battery.cpu:9.1f}{limits.wall:9.0f}  (wall)")
    print(f"\n{len(rows)} objects, {sum(cpu for cpu, _ in rows):.1f} CPU s; the dearest:")
    for cpu, name in rows[:dearest]:
        print(f"{cpu:9.1f}  {name}")
    return wall <= limits.wall and build.cpu <= limits.cpu


def main():
    parser = argparse.ArgumentParser(description="How long to the first verdict?")
    parser.add_argument("checkout", nargs="?", default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--wall", type=float, default=120)
    parser.add_argument("--cpu", type=float, default=200)
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--dearest", type=int, default=10)
    given = parser.parse_args()
    limits = Spent(given.wall, given.cpu)
    try:
        build, battery, log = measure(given.checkout)
        if given.calibrate:
            then_build, then_battery, _ = measure(given.checkout, CALIBRATION)
            limits = scaled(limits, then_build, then_battery)
            print(f"{CALIBRATION[:7]} takes {then_build.cpu:.1f} CPU s and "
                  f"{then_build.wall + then_battery.wall:.1f} s here; it took "
                  f"{CALIBRATION_SPENT.cpu} and {CALIBRATION_SPENT.wall} where the limits were set: "
                  "scaled below.\n")
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"first_verdict: {error}", file=sys.stderr)
        return 3
    return 0 if report(build, battery, objects(log), limits, given.dearest) else 1


if __name__ == "__main__":
    sys.exit(main())
