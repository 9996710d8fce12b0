"""first_verdict.py on made-up figures and on a made-up checkout; nothing of this project is built.

Usage: first_verdict_test.py
"""

import contextlib
import io
import pathlib
import subprocess
import sys
import tempfile
import unittest

import first_verdict
from first_verdict import Spent

SCRIPT = pathlib.Path(first_verdict.__file__)

# "Compiles" two objects through the launcher, one of them for long enough to be the dearer.
RUN = r"""#!/usr/bin/env bash
set -e
[[ $CCACHE_DISABLE == 1 ]]
if [[ $2 == build ]]; then
  "$CMAKE_CXX_COMPILER_LAUNCHER" true -c trifle.cpp -o trifle.o
  "$CMAKE_CXX_COMPILER_LAUNCHER" bash -c 'for ((i = 0; i < 200000; ++i)); do :; done' -o costly.o
fi
if [[ -e broken ]]; then "$CMAKE_CXX_COMPILER_LAUNCHER" false -o broken.o; fi
"""


def checkout(folder, broken=False):
    path = pathlib.Path(folder, "checkout")
    path.mkdir()
    (path / "run").write_text(RUN)
    (path / "run").chmod(0o755)
    if broken:
        (path / "broken").touch()
    subprocess.run(["git", "init", "--quiet"], cwd=path, check=True)
    commit(path)
    return path


def commit(path):
    for words in (["add", "."],
                  ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "a"]):
        subprocess.run(["git", *words], cwd=path, check=True)


def run(*words):
    return subprocess.run([sys.executable, "-B", SCRIPT, *map(str, words)], capture_output=True,
                          text=True, check=False)


class Figures(unittest.TestCase):
    def test_seconds_of_bash(self):
        self.assertEqual(first_verdict.seconds("1m2.500s"), 62.5)
        self.assertEqual(first_verdict.seconds("0m0.004s"), 0.004)

    def test_objects_are_sorted_by_processor_time(self):
        log = "0m1.000s 0m0.250s a.o\n1m0.000s 0m1.000s b b.o\n"
        self.assertEqual(first_verdict.objects(log), [(61, "b b.o"), (1.25, "a.o")])

    def test_each_limit_is_kept_to(self):
        limits = Spent(wall=120, cpu=200)
        for build, battery, holds in ((Spent(100, 200), Spent(20, 40), True),
                                      (Spent(101, 200), Spent(20, 40), False),
                                      (Spent(100, 201), Spent(20, 40), False)):
            with contextlib.redirect_stdout(io.StringIO()):
                self.assertEqual(first_verdict.report(build, battery, [], limits, 10), holds)

    def test_limits_are_scaled_by_what_the_commit_of_the_calibration_takes(self):
        limits = first_verdict.scaled(Spent(wall=120, cpu=200), Spent(wall=550, cpu=1274), Spent(5, 9))
        self.assertEqual(limits, Spent(wall=180, cpu=400))


class Program(unittest.TestCase):
    def test_a_checkout_is_cloned_and_measured(self):
        with tempfile.TemporaryDirectory() as folder:
            path = checkout(folder)
            done = run(path)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("2 objects", done.stdout)
            self.assertLess(done.stdout.index("costly.o"), done.stdout.index("trifle.o"))
            self.assertEqual(run(path, "--cpu", "0.0001").returncode, 1)
            self.assertEqual(sorted(entry.name for entry in path.iterdir()), [".git", "run"])

    def test_an_earlier_commit_is_measured_as_it_was(self):
        with tempfile.TemporaryDirectory() as folder:
            path = checkout(folder)
            (path / "broken").touch()
            commit(path)
            with self.assertRaises(subprocess.CalledProcessError):
                first_verdict.measure(path)
            _, _, log = first_verdict.measure(path, "HEAD~1")
            self.assertEqual(len(first_verdict.objects(log)), 2)

    def test_a_checkout_without_the_commit_of_the_calibration_is_no_measurement(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run(checkout(folder), "--calibrate")
            self.assertEqual((done.returncode, done.stdout), (3, ""))

    def test_a_build_that_fails_is_no_measurement(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run(checkout(folder, broken=True))
            self.assertEqual(done.returncode, 3)
            self.assertEqual(done.stdout, "")
            self.assertIn("first_verdict:", done.stderr)


if __name__ == "__main__":
    unittest.main()
