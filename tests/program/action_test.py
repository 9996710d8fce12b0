"""The action for pipelines, its shell part with a build that is there already.

Usage: action_test.py PROGRAM SOURCE_FOLDER
"""

import json
import os
import pathlib
import subprocess
import sys
import unittest

from program import ENVIRONMENT, PROGRAM, FolderTest, strict_json

SOURCE = pathlib.Path(sys.argv[2]).resolve()
SCRIPT = SOURCE / ".github/actions/verify/verify.sh"
RUN = """#!/bin/sh
[ "$1 $2 $3" = "--with ccache verify" ] && [ "$CMAKE_CXX_COMPILER_LAUNCHER" = ccache ] || exit 4
shift 2
exec "$(dirname "$0")/build/release/benignity" "$@"
"""


class Action(FolderTest):
    def setUp(self):
        super().setUp()
        (self.folder / "build/release").mkdir(parents=True)
        (self.folder / "build/release/benignity").symlink_to(PROGRAM)
        (self.folder / "run").write_text(RUN, "utf-8")
        (self.folder / "run").chmod(0o755)
        self.summary = self.folder / "summary.md"

    def done(self, words, accepted="", code=0):
        environment = ENVIRONMENT | {"BENIGNITY_ROOT": str(self.folder), "WORDS": words, "OUT": str(self.out),
                                     "ACCEPTED": str(accepted), "GITHUB_STEP_SUMMARY": str(self.summary)}
        done = subprocess.run([SCRIPT], cwd=self.folder, env=environment, capture_output=True, text=True,
                              check=False, timeout=120)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_quoted_words_arrive_whole_and_the_summary_is_left(self):
        self.done("--claim 'theorem.regime' --seed 3")
        report = strict_json((self.out / "report.json").read_text("utf-8"))
        self.assertEqual([claim["id"] for claim in report["claims"]], ["theorem.regime"])
        self.assertIn("theorem.regime", self.summary.read_text("utf-8"))

    def test_a_report_is_compared_with_the_accepted_one(self):
        self.done("--claim theorem.regime --claim engine.congruence")
        accepted = self.folder / "accepted.json"
        text = (self.out / "report.json").read_text("utf-8")
        accepted.write_text(text, "utf-8")
        done = self.done("--claim theorem.regime", accepted)
        self.assertIn("1 claim: 1 unchanged", done.stdout)
        other = json.loads(text)
        for claim in other["claims"]:
            claim["verdict"] = "INCONCLUSIVE"
        other["summary"] |= {"PASS": 0, "INCONCLUSIVE": len(other["claims"])}
        accepted.write_text(json.dumps(other), "utf-8")
        self.done("--claim theorem.regime", accepted, code=1)
        accepted.write_text("no report", "utf-8")
        self.done("--claim theorem.regime", accepted, code=2)

    def test_usage_and_strictness_keep_their_exit_codes(self):
        self.done("--battery none", code=2)
        self.done("--claim theorem.not_overfitting.sign --strict", code=0)  # VACUOUS is what it declares

    def test_the_action_runs_the_script_that_is_tested(self):
        action = (SCRIPT.parent / "action.yml").read_text("utf-8")
        self.assertIn("$GITHUB_ACTION_PATH/verify.sh", action)
        for variable in ("WORDS", "ACCEPTED", "OUT"):
            self.assertIn(f"{variable}: ${{{{ inputs.{variable.lower()} }}}}", action)
        self.assertTrue(os.access(SCRIPT, os.X_OK))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
