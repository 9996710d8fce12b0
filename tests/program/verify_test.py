"""verify: report.json, junit.xml, table, exit codes, determinism, interruption.

Usage: verify_test.py PROGRAM REPORT_SCHEMA
"""

import json
import os
import pathlib
import pty
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import jsonschema

from program import ENVIRONMENT, NO_GNUPLOT, PROGRAM, FolderTest, output, run, strict_json

VALIDATOR = jsonschema.Draft202012Validator(
    json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")))
ESCAPE = "\x1b"


def only(*globs):
    """The words that select these claims."""
    return [word for glob in globs for word in ("--claim", glob)]


def results(report):
    """The report without what a clock or the number of threads may change."""
    claims = [{key: value for key, value in claim.items() if key != "wall_seconds"}
              for claim in report["claims"]]
    return {key: value for key, value in report.items() if key != "manifest"} | {"claims": claims}


def without_seconds(table):
    """The table without the last column of its lines about claims."""
    return re.sub(r"(?m) +(\d+\.\d\d|seconds)$", "", table)


class Verify(FolderTest):
    @classmethod
    def setUpClass(cls):
        """Starts the run whose gnuplot hangs: the other tests go on while it waits its 30 s."""
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.hanging_folder = pathlib.Path(folder.name)
        fake = cls.hanging_folder / "gnuplot"
        fake.write_text("#!/bin/sh\nsleep 1000\n")
        fake.chmod(0o755)
        cls.hanging = subprocess.Popen(
            [PROGRAM, "verify", "--out", str(cls.hanging_folder / "out"), *cls.ILLUSTRATED],
            env=ENVIRONMENT | {"PATH": f"{cls.hanging_folder}:/usr/bin:/bin"}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        cls.addClassCleanup(cls.hanging.kill)

    ILLUSTRATED = ["--battery", "standard", *only("mean_field.benign_slope")]

    def report(self):
        report = strict_json((self.out / "report.json").read_text(encoding="utf-8"))
        VALIDATOR.validate(report)
        return report

    def verified(self, *words, code=0):
        """stdout and the report of a run with this exit code."""
        return output("verify", "--out", str(self.out), *words, code=code), self.report()

    def test_a_summary_in_markdown_is_left_where_it_is_asked_for(self):
        summary = self.folder / "summary.md"
        summary.write_text("of an earlier step\n")
        output("verify", *only("engine.congruence"), "--markdown", str(summary))
        text = summary.read_text(encoding="utf-8")
        self.assertTrue(text.startswith("## benignity: smoke\n\n**No claim failed: 1 of 1 passed**"))
        self.assertIn("| PASS | engine.congruence |", text)
        for path in (self.folder, self.folder / "absent" / "summary.md", ""):
            done = run("verify", *only("engine.congruence"), "--markdown", str(path))
            self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1), path)

    def test_a_run_leaves_a_report_a_junit_file_and_a_table(self):
        done = run("verify", "--out", str(self.out), "--seed", "3",
                   *only("engine.sampled_law", "engine.cong*"))
        self.assertEqual(done.returncode, 0, done.stderr)
        report = self.report()
        ids = ["engine.congruence", "engine.sampled_law"]  # the battery's order, not ours
        self.assertEqual([claim["id"] for claim in report["claims"]], ids)
        self.assertEqual((report["battery"], report["missing"]), ("smoke", []))
        self.assertEqual(report["manifest"]["seed"], 3)
        self.assertEqual(report["manifest"]["version"], output("--version").splitlines()[0])
        for claim in report["claims"]:
            self.assertEqual(claim["verdict"], "PASS")
            self.assertEqual(claim["seeds"], "seed 3")
            self.assertTrue(claim["measurements"])

        suite = ElementTree.fromstring((self.out / "junit.xml").read_text(encoding="utf-8"))[0]
        self.assertEqual([case.get("name") for case in suite.iter("testcase")], ids)
        self.assertEqual([suite.get("failures"), suite.get("errors")], ["0", "0"])
        self.assertEqual([path for path in self.out.iterdir() if path.name.startswith(".")], [])

        self.assertEqual(done.stdout.splitlines()[-1], "2 claims: 2 PASS")
        for claim in ids:
            self.assertRegex(done.stdout, rf"(?m)^PASS +{claim} ")
        progress = done.stderr.splitlines()
        self.assertEqual([line[:5] for line in progress], ["[1/2]", "[2/2]"])
        self.assertNotIn(ESCAPE, done.stdout + done.stderr)

    def test_data_that_are_not_there_are_named_before_anything_runs(self):
        for words in (["--battery", "real"], ["--claim", "given_data.own_coordinates"]):
            done = run("verify", *words, BENIGNITY_DATASETS=str(self.folder))
            self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1), done.stderr)
            self.assertIn(str(self.folder), done.stderr)
            self.assertIn("dataset-fashion-mnist", done.stderr)

    def test_without_out_no_file_is_written(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([PROGRAM, "verify", *only("engine.sampled_law")], cwd=folder, check=True,
                           env=ENVIRONMENT, capture_output=True)
            self.assertEqual(os.listdir(folder), [])

    def test_one_job_and_two_find_the_same_bytes(self):
        claims = only("engine.congruence", "engine.rebuilt_parameters", "engine.sampled_law",
                      "theorem.regime")
        table, alone = self.verified("--jobs", "1", *claims)
        other_table, together = self.verified("--jobs", "2", *claims)
        self.assertEqual([alone["manifest"]["jobs"], together["manifest"]["jobs"]], [1, 2])
        self.assertEqual(json.dumps(results(alone)), json.dumps(results(together)))
        self.assertEqual(without_seconds(table), without_seconds(other_table))

    def test_the_replay_line_of_a_claim_repeats_its_numbers(self):
        claims = ["engine.rebuilt_parameters", "engine.sampled_law"]
        _, report = self.verified("--seed", "7", *only(*claims))
        for claim in report["claims"]:
            words = shlex.split(claim["replay"])
            self.assertEqual(words[:2], ["benignity", "verify"])
            _, again = self.verified(*words[2:])
            self.assertEqual(results(again)["claims"],
                             [each for each in results(report)["claims"] if each["id"] == claim["id"]])

    def test_another_seed_draws_other_numbers(self):
        _, first = self.verified(*only("engine.congruence"))
        _, second = self.verified("--seed", "2", *only("engine.congruence"))
        self.assertEqual(first["manifest"]["seed"], 1)
        self.assertNotEqual(first["claims"][0]["measurements"], second["claims"][0]["measurements"])

    def test_strict_asks_every_claim_for_the_verdict_it_declares(self):
        self.verified("--strict", *only("engine.sampled_law"))
        # The sign form of part 1 holds before training already: VACUOUS, by theory.
        table, report = self.verified("--strict", *only("theorem.not_overfitting.sign"))
        self.assertEqual(report["claims"][0]["verdict"], "VACUOUS")
        self.assertEqual(report["claims"][0]["expected"]["verdict"], "VACUOUS")
        self.assertIn("declared VACUOUS: at small initial logits", table)
        self.assertIn("replay: benignity verify", table)
        self.assertEqual(table.splitlines()[-1], "1 claim: 1 VACUOUS (declared)")

    def test_the_report_says_what_each_claim_was(self):
        _, report = self.verified(*only("engine.sampled_law"))
        said = output("explain", "engine.sampled_law")
        for field in ("hypotheses", "method"):
            self.assertTrue(report["claims"][0][field])
            self.assertIn(report["claims"][0][field], said)

    def test_a_file_holds_ids_whole(self):
        table, _ = self.verified("--battery", "standard", *only("exponent.generalisation_time.init*"))
        self.assertIn("exponent.generalisation_time.init_weight_std  ", table)

    def test_a_folder_used_again_shows_this_run_alone(self):
        self.verified(*self.ILLUSTRATED, "--png")
        mine = self.out / "figures" / "mine.svg"
        mine.write_text("<svg>not of this program</svg>")
        self.verified(*only("engine.sampled_law"))
        self.assertEqual(list((self.out / "figures").iterdir()), [mine])

    def test_when_all_else_is_done_a_gnuplot_that_hangs_cost_the_pictures_alone(self):
        _, stderr = self.hanging.communicate(timeout=120)
        self.assertEqual(self.hanging.returncode, 0)
        self.assertEqual(stderr.splitlines()[1:],
                         ["benignity: no picture: gnuplot was not done after 30 s and was stopped"])
        self.assertIn("Not drawn: gnuplot was not done",
                      (self.hanging_folder / "out" / "report.html").read_text("utf-8"))

    def test_out_has_a_page_with_the_pictures_that_lie_beside_it(self):
        self.verified(*self.ILLUSTRATED, "--png")
        picture = (self.out / "figures" / "mean_field_benign_slope.svg").read_text("utf-8")
        self.assertIn(picture, (self.out / "report.html").read_text("utf-8"))
        self.assertTrue((self.out / "figures" / "mean_field_benign_slope.png").is_file())
        _, report = self.verified(*only("engine.sampled_law"))
        page = (self.out / "report.html").read_text("utf-8")
        self.assertNotIn("<svg", page)
        as_written = re.sub(r'<math alttext="([^"]*)">.*?</math>', r"\1", page)
        self.assertIn(report["claims"][0]["statement"].replace("'", "&apos;"), as_written)

    def test_without_gnuplot_the_report_comes_without_pictures(self):
        done = run("verify", "--out", str(self.out), *self.ILLUSTRATED, PATH="/nowhere")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr.splitlines(True)[1:], [NO_GNUPLOT])
        self.assertEqual(sorted(path.name for path in self.out.iterdir()),
                         ["junit.xml", "report.html", "report.json"])
        self.assertIn("Not drawn: gnuplot is not installed",
                      (self.out / "report.html").read_text("utf-8"))

    def test_pictures_that_cannot_be_written_leave_report_and_junit_file(self):
        self.out.mkdir()
        (self.out / "figures").write_text("mine")
        done = run("verify", "--out", str(self.out), *self.ILLUSTRATED)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr.splitlines()[-1],
                         "^benignity: out: .*/figures cannot be written: Not a directory$")
        self.assertEqual(self.report()["summary"]["PASS"], 1)
        self.assertTrue((self.out / "junit.xml").is_file())

    def interrupted_by(self, number):
        words = ["verify", "--jobs", "1", "--out", str(self.out),
                 *only("theorem.regime", "engine.attention_gradient", "engine.congruence")]
        with subprocess.Popen([PROGRAM, *words], env=ENVIRONMENT, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            self.assertTrue(process.stderr.readline().startswith("[1/3] "))
            process.send_signal(number)
            stdout, _ = process.communicate(timeout=30)
            self.assertEqual(process.returncode, 130)
        return stdout

    def test_an_interruption_leaves_a_whole_report_that_names_what_is_missing(self):
        for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
            stdout = self.interrupted_by(number)
            report = self.report()
            self.assertEqual([claim["id"] for claim in report["claims"]], ["theorem.regime"])
            missing = ["engine.attention_gradient", "engine.congruence"]
            self.assertEqual(report["missing"], missing)
            self.assertEqual(report["summary"]["missing"], 2)
            suite = ElementTree.fromstring((self.out / "junit.xml").read_text(encoding="utf-8"))[0]
            self.assertEqual(suite.get("skipped"), "2")
            for claim in missing:
                self.assertIn(claim, stdout)

    def test_a_closed_terminal_is_nothing_to_nohup(self):
        words = [PROGRAM, "verify", "--jobs", "1", *only("theorem.regime", "engine.congruence")]
        with subprocess.Popen(words, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(
                                  signal.SIGHUP, signal.SIG_IGN)) as process:
            self.assertTrue(process.stderr.readline().startswith("[1/2] "))
            process.send_signal(signal.SIGHUP)
            self.assertIn("2 claims: 2 PASS", process.communicate(timeout=60)[0])
            self.assertEqual(process.returncode, 0)

    def test_a_claim_is_found_in_the_battery_that_holds_it(self):
        _, report = self.verified(*only("engine.flow_rate"))
        self.assertEqual(report["battery"], "standard")
        self.assertIn("--battery standard", report["claims"][0]["replay"])
        done = run("verify", *only("engine.flow_rate", "control.*"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("in one battery", done.stderr)

    def on_a_terminal(self, **environment):
        """stdout of a run whose stdout is a terminal."""
        try:
            ours, theirs = pty.openpty()
        except OSError as error:  # a container without /dev/pts has no terminal to colour
            self.skipTest(f"no pseudo-terminal: {error}")
        process = subprocess.Popen([PROGRAM, "verify", *only("engine.sampled_law")], stdout=theirs,
                                   stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
                                   env=ENVIRONMENT | environment)
        os.close(theirs)
        text = b""
        try:
            while chunk := os.read(ours, 4096):
                text += chunk
        except OSError:  # how Linux says that the other end is closed
            pass
        os.close(ours)
        self.assertEqual(process.wait(timeout=30), 0)
        return text.decode()

    def test_colour_is_for_terminals_that_want_it(self):
        self.assertIn(ESCAPE, self.on_a_terminal(TERM="xterm"))
        self.assertNotIn(ESCAPE, self.on_a_terminal(TERM="xterm", NO_COLOR="1"))
        self.assertNotIn(ESCAPE, output("verify", *only("engine.sampled_law")))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
