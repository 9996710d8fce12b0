"""paired.py on made-up times and made-up programs; nothing is timed.

Usage: paired_test.py
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

import paired

SCRIPT = pathlib.Path(paired.__file__)


def drifting_times(source, slowdown, rounds=12, noise=0.03):
    """Two programs on a machine whose speed wanders by a factor of 1.5 and that adds noise."""
    old, new = [], []
    for number in range(rounds):
        speed = 1 + 0.5 * number / rounds
        old.append(speed * source.lognormvariate(0, noise))
        new.append(speed * source.lognormvariate(0, noise) * slowdown)
    return old, new


def verdict(old, new, floor=0.05, alpha=0.01):
    return paired.compare({"one": (old, new)}, floor, alpha)[0].verdict


class MannWhitney(unittest.TestCase):
    def test_exact_values(self):
        self.assertAlmostEqual(paired.mann_whitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]), 2 / 252)
        self.assertAlmostEqual(paired.mann_whitney([1, 2, 4], [3, 5, 6]), 4 / 20)
        self.assertEqual(paired.mann_whitney([1, 4], [2, 3]), 1)

    def test_ties_and_constants(self):
        self.assertEqual(paired.mann_whitney([1, 1, 1], [1, 1, 1]), 1)
        self.assertLess(paired.mann_whitney([1] * 10 + [2], [2] * 10 + [3]), 0.001)

    def test_its_level_is_what_it_says(self):
        # 2000 pairs of samples of one law: at 5%, at most 5% + 4 standard errors reject.
        source = random.Random(7)
        rejected = sum(paired.mann_whitney([source.random() for _ in range(7)],
                                           [source.random() for _ in range(7)]) <= 0.05
                       for _ in range(2000))
        self.assertLess(rejected, 2000 * 0.05 + 4 * (2000 * 0.05 * 0.95) ** 0.5)
        self.assertGreater(rejected, 50)


class Verdicts(unittest.TestCase):
    def test_a_machine_that_drifts_raises_no_alarm(self):
        source = random.Random(1)
        alarms = sum(verdict(*drifting_times(source, 1)) != "same" for _ in range(500))
        self.assertLessEqual(alarms, 5)  # alpha is 1%, and the floor makes it rarer

    def test_half_as_slow_again_is_seen_through_the_drift(self):
        source = random.Random(2)
        seen = sum(verdict(*drifting_times(source, 1.5)) == "slower" for _ in range(100))
        self.assertGreaterEqual(seen, 95)
        faster = sum(verdict(*drifting_times(source, 1 / 1.5)) == "faster" for _ in range(100))
        self.assertGreaterEqual(faster, 95)

    def test_a_certain_but_small_effect_stays_below_the_floor(self):
        old = [1 + number * 1e-6 for number in range(12)]
        self.assertEqual(verdict(old, [1.02 * time for time in old]), "same")
        self.assertEqual(verdict(old, [1.06 * time for time in old]), "slower")

    def test_many_benchmarks_share_the_error(self):
        self.assertEqual(paired.holm([0.01, 0.04, 0.03]), [0.03, 0.06, 0.06])
        source = random.Random(3)
        families = sum(any(one.verdict != "same" for one in paired.compare(
            {str(i): ([source.random() for _ in range(8)], [source.random() for _ in range(8)])
             for i in range(10)}, 0.0, 0.05)) for _ in range(200))
        self.assertLess(families, 200 * 0.05 + 4 * (200 * 0.05 * 0.95) ** 0.5)


def made_up_program(folder, name, time):
    """A program that says, as benignity_bench does, that "gram" took this time; 0: it fails."""
    document = {"benchmarks": [{"name": "gram", "run_type": "iteration", "cpu_time": time,
                                "real_time": 1}]}
    program = pathlib.Path(folder) / name
    program.write_text(f"#!/bin/sh\nfor word; do out=${{word#--benchmark_out=}}; done\n"
                       f"echo a table\necho '{json.dumps(document)}' >\"$out\"\n"
                       if time else "#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    return str(program)


class Program(unittest.TestCase):
    def outcome(self, old_time, new_time):
        with tempfile.TemporaryDirectory() as folder:
            programs = [made_up_program(folder, "old", old_time),
                        made_up_program(folder, "new", new_time)]
            return subprocess.run([sys.executable, "-B", SCRIPT, *programs, "--rounds", "6"],
                                  capture_output=True, text=True, check=False)

    def test_a_program_beside_itself_is_run_twice_a_round(self):
        with tempfile.TemporaryDirectory() as folder:
            program = made_up_program(folder, "same", 5)
            self.assertEqual(paired.measure(program, program, 3, []),
                             {"gram": ([5, 5, 5], [5, 5, 5])})

    def test_the_interval_holds_the_ratio_of_medians_and_shrinks_to_it(self):
        self.assertEqual(paired.interval_of_ratio([4, 4, 4], [2, 2, 2]), (0.5, 0.5))
        low, high = paired.interval_of_ratio([10, 11, 12, 13, 14], [9, 12, 11, 15, 12])
        self.assertLess(low, 1)
        self.assertGreater(high, 1)
        # A machine that slows down threefold on the way slows both: the interval does not see it.
        old = [10, 20, 30, 11, 21, 31]
        low, high = paired.interval_of_ratio(old, [1.1 * time for time in old])
        self.assertAlmostEqual(low, 1.1)
        self.assertAlmostEqual(high, 1.1)

    def test_exit_codes(self):
        self.assertEqual(self.outcome(10, 10).returncode, 0)
        slower = self.outcome(10, 12)
        self.assertEqual(slower.returncode, 1)
        self.assertRegex(slower.stdout, r"gram +1\.200  \[1\.200, 1\.200\] .* slower")
        self.assertEqual(self.outcome(12, 10).returncode, 0)
        failed = self.outcome(10, 0)
        self.assertEqual((failed.returncode, failed.stdout), (2, ""))
        self.assertIn("ended with 3", failed.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
