"""Standard streams that are closed or full.

Usage: streams_test.py PROGRAM
"""

import os
import pathlib
import subprocess
import sys
import unittest

from program import ENVIRONMENT, PROGRAM, FolderTest

SWEEP = """samples = 4
tokens = 3
dimension = 100
steps = 20
test_samples = 50
[sweep]
signal_norm = [5, 10]
"""
FULL = pathlib.Path("/dev/full")


class Streams(FolderTest):
    def commands(self):
        """Every command, with an --out of its own where it takes one."""
        config = self.folder / "sweep.toml"
        config.write_text(SWEEP)
        report = self.folder / "known" / "report.json"
        if not report.exists():
            subprocess.run([PROGRAM, "verify", "--claim", "engine.sampled_law", "--out",
                            str(report.parent)], env=ENVIRONMENT, check=True, capture_output=True)
        return [["--help"], ["--version"], ["claims"], ["claims", "--json"],
                ["explain", "engine.congruence"], ["predict"], ["predict", "--json"],
                ["simulate", "--set", "steps=1", "--out", str(self.folder / "simulated")],
                ["sweep", "--config", str(config), "--out", str(self.folder / "swept")],
                ["verify", "--claim", "engine.sampled_law", "--out", str(self.folder / "verified")],
                ["compare", str(report), str(report)]]

    def shell(self, words, redirection):
        return subprocess.run(["sh", "-c", f'"$@" {redirection}', "sh", PROGRAM, *words],
                              env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, check=False, timeout=60)

    @unittest.skipUnless(FULL.exists(), "no /dev/full")
    def test_a_result_that_standard_output_cannot_take_is_an_error_of_one_line(self):
        for words in self.commands():
            with self.subTest(words=words):
                done = self.shell(words, ">/dev/full")
                self.assertEqual(done.returncode, 2, done.stderr)
                complaints = [line for line in done.stderr.splitlines()
                              if line.startswith("benignity: ") and "picture" not in line]
                self.assertEqual(complaints, ["benignity: standard output cannot be written: "
                                              "No space left on device"])
        for file in ["simulated/summary.json", "swept/sweep.csv", "verified/report.json"]:
            self.assertTrue((self.folder / file).is_file(), file)  # nothing else is lost

    @unittest.skipUnless(FULL.exists(), "no /dev/full")
    def test_standard_error_that_is_closed_or_full_changes_nothing(self):
        for redirection in ["2>&-", "2>/dev/full", "<&- 2>&-"]:
            for words in self.commands():
                out = self.folder / "swept"
                if words[0] == "sweep" and out.exists():
                    words.append("--resume")
                with self.subTest(words=words, redirection=redirection):
                    done = self.shell(words, redirection)
                    self.assertEqual(done.returncode, 0)
                    self.assertTrue(done.stdout)

    def test_a_closed_standard_output_is_what_its_user_asked_for(self):
        for words in self.commands():
            with self.subTest(words=words):
                self.assertEqual(self.shell(words, ">&-").returncode, 0)
        store = (self.folder / "swept" / "sweep.sqlite").read_bytes()
        self.assertNotIn(b"sweep.csv", store)  # the path that is printed went to no file


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
