"""compare: what changed from one report to another, and the golden reports.

Usage: compare_test.py PROGRAM FOLDER_OF_GOLDEN_REPORTS
"""

import copy
import csv
import json
import os
import pathlib
import sys
import unittest

from program import FolderTest, output, run

FOLDER = pathlib.Path(sys.argv[2])
GOLDEN = json.loads((FOLDER / "smoke.json").read_text(encoding="utf-8"))
STANDARD = json.loads((FOLDER / "standard.json").read_text(encoding="utf-8"))
CHEAP = ["engine.congruence", "engine.rebuilt_parameters", "engine.sampled_law", "theorem.regime"]
VERDICTS = ["PASS", "FAIL", "INCONCLUSIVE", "OUT_OF_REGIME", "VACUOUS", "ERROR"]


def with_claims(report, claims):
    """The report with these claims instead, and a summary that counts them."""
    summary = {verdict: sum(claim["verdict"] == verdict for claim in claims)
               for verdict in VERDICTS}
    return report | {"claims": claims, "summary": summary | {"missing": len(report["missing"])}}


def cheap_golden():
    """What the golden report says of the claims that cost next to nothing."""
    return copy.deepcopy(with_claims(
        GOLDEN, [claim for claim in GOLDEN["claims"] if claim["id"] in CHEAP]))


class Compare(FolderTest):
    def setUp(self):
        super().setUp()
        self.old = self.folder / "old.json"
        self.new = self.folder / "new.json"

    def compared(self, old, new, *words, code):
        """stdout for two reports, which must end with this exit code."""
        self.old.write_text(json.dumps(old), encoding="utf-8")
        self.new.write_text(json.dumps(new), encoding="utf-8")
        return output("compare", str(self.old), str(self.new), *words, code=code)

    def change(self, edit, elsewhere=False):
        """stdout for a golden report and an edited copy, in which something counts as changed."""
        return self.compared(*self.edited(edit, elsewhere), code=1)

    def no_change(self, edit, elsewhere=False):
        return self.compared(*self.edited(edit, elsewhere), code=0)

    def edited(self, edit, elsewhere):
        """The golden report and a copy with claims by id edited; elsewhere: by another compiler."""
        old, new = cheap_golden(), cheap_golden()
        edit({claim["id"]: claim for claim in new["claims"]})
        if elsewhere:
            new["manifest"]["compiler"] = "another one"
        return old, with_claims(new, new["claims"])

    def test_this_build_finds_what_the_golden_reports_say(self):
        for golden in [cheap_golden(), STANDARD]:
            claims = [claim["id"] for claim in golden["claims"]]
            output("verify", "--battery", golden["battery"], "--out", str(self.folder),
                   *[word for claim in claims for word in ("--claim", claim)])
            self.old.write_text(json.dumps(golden), encoding="utf-8")
            table = output("compare", str(self.old), str(self.folder / "report.json"))
            self.assertEqual(table.splitlines()[-1], "4 claims: 4 unchanged")
            for claim in claims:
                self.assertRegex(table, rf"(?m)^unchanged +{claim} +PASS +\d+$")

    def test_a_report_is_unchanged_against_itself(self):
        table = self.compared(GOLDEN, GOLDEN, code=0)
        count = len(GOLDEN["claims"])
        self.assertEqual(table.splitlines()[-1], f"{count} claims: {count} unchanged")
        self.assertIn("same battery, seed, build and CPU", table)
        self.assertNotIn("manifest", table)

    def test_times_and_words_do_not_count(self):
        def edit(claims):
            for claim in claims.values():
                claim |= {"wall_seconds": 1e6, "explanation": "other words", "replay": "-"}
        self.no_change(edit)

    def test_a_verdict(self):
        def edit(claims):
            claims["theorem.regime"]["verdict"] = "INCONCLUSIVE"
        for elsewhere in [False, True]:
            table = self.change(edit, elsewhere)
            self.assertRegex(table, r"(?m)^changed +theorem.regime +PASS -> INCONCLUSIVE")
            self.assertIn("verdict PASS -> INCONCLUSIVE", table)
            self.assertEqual(table.splitlines()[-1], "4 claims: 3 unchanged, 1 changed")

    def test_an_observation_moves_within_its_interval_and_not_out_of_it(self):
        def moved_to(observed):
            def edit(claims):
                claims["engine.congruence"]["measurements"][0]["observed"] = observed
            return edit
        self.assertRegex(self.no_change(moved_to(9e-41)), r"(?m)^unchanged +engine.congruence .* 1$")
        for elsewhere in [False, True]:
            for outside in [1.1e-40, -1e-60, None]:
                table = self.change(moved_to(outside), elsewhere)
                self.assertIn("leaves [0, 1e-40]", " ".join(table.split()))

    def test_a_number_without_tolerance_counts_where_the_bits_are_promised(self):
        def edit(claims):
            kappa = claims["theorem.regime"]["measurements"][1]
            assert kappa["quantity"] == "kappa*" and kappa["accept"]["lower"] is None
            kappa["observed"] *= 1 + 1e-15
        self.assertIn("it has no tolerance", self.change(edit))
        self.assertIn("not judged", self.no_change(edit, elsewhere=True))

    def test_a_prediction_and_a_tolerance_may_round_and_not_move(self):
        def shifted(field, share):
            def edit(claims):
                measurement = claims["theorem.regime"]["measurements"][0]
                if field == "predicted":
                    measurement["predicted"] *= 1 + share
                else:
                    measurement["accept"][field] *= 1 + share
            return edit
        for field, said in [("predicted", "predicted runs"), ("lower", "is accepted in"),
                            ("upper", "is accepted in")]:
            outwards = -1 if field == "lower" else 1
            self.no_change(shifted(field, outwards * 1e-9), elsewhere=True)
            self.assertIn(said, self.change(shifted(field, outwards * 1e-4), elsewhere=True))

    def test_what_a_claim_says_and_measures(self):
        for name, edit in {
                "statement": lambda claim: claim.update(statement="less"),
                "is no longer measured": lambda claim: claim["measurements"].pop(),
                "is new": lambda claim: claim["measurements"].append(
                    claim["measurements"][0] | {"quantity": "one more"}),
                "margin depth is new": lambda claim: claim["margins"].append(
                    {"name": "depth", "value": 2})}.items():
            for elsewhere in [False, True]:
                table = self.change(lambda claims, edit=edit: edit(claims["theorem.regime"]),
                                    elsewhere)
                self.assertIn(name, table)

    def test_claims_that_come_go_or_were_not_run(self):
        whole = cheap_golden()
        first, rest = whole["claims"][0]["id"], with_claims(whole, whole["claims"][1:])
        interrupted = with_claims(whole | {"missing": [first]}, whole["claims"][1:])
        for old, new, became in [(whole, rest, "removed"), (rest, whole, "added"),
                                 (whole, interrupted, "missing"), (interrupted, whole, "missing"),
                                 (interrupted, interrupted, "missing")]:
            table = self.compared(old, new, code=1)
            self.assertRegex(table, rf"(?m)^{became} +{first} ")
            self.assertEqual(table.splitlines()[-1], f"4 claims: 3 unchanged, 1 {became}")

    def test_another_seed_is_held_to_verdicts_and_accept_intervals(self):
        old, new = cheap_golden(), cheap_golden()
        new["manifest"]["seed"] = 2
        for claim in new["claims"]:
            claim["replicates"] += 1
            for measurement in claim["measurements"]:
                if measurement["accept"]["lower"] is None:
                    measurement["observed"] += 1
        table = self.compared(old, new, code=0)
        self.assertIn("another battery or seed", table)
        self.assertIn("seed: 1 -> 2", table)
        new["claims"][0]["verdict"] = "FAIL"
        self.compared(old, with_claims(new, new["claims"]), code=1)

    def test_a_claim_that_another_battery_lacks_is_a_change_unless_only_common_ones_are_asked(self):
        old, new = cheap_golden(), cheap_golden()
        new["battery"] = "standard"
        fewer = with_claims(new, new["claims"][:3])
        table = self.compared(old, fewer, code=1)
        self.assertEqual(table.splitlines()[-1], "4 claims: 3 unchanged, 1 removed")
        table = self.compared(old, fewer, "--common-only", code=0)
        self.assertEqual(table.splitlines()[-1], "3 claims: 3 unchanged")
        self.assertIn("1 claim was left out", table)
        # What another battery declares of its own is no change.
        table = self.compared(fewer, old, code=0)
        self.assertEqual(table.splitlines()[-1], "3 claims: 3 unchanged")

    def test_reports_with_nothing_in_common_never_compare_well(self):
        old = cheap_golden()
        for battery in ("smoke", "standard"):
            new = with_claims(STANDARD | {"battery": battery}, STANDARD["claims"])
            table = self.compared(old, new, code=1)
            self.assertIn("4 removed", table.splitlines()[-1])
            done = run("compare", str(self.old), str(self.new), "--common-only")
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertEqual(done.stderr, f"benignity: NEW is {self.new}, but must be a report with "
                                          f"a claim that {self.old} holds too\n")
        empty = with_claims(old, [])
        self.old.write_text(json.dumps(empty), encoding="utf-8")
        self.assertEqual(run("compare", str(self.old), str(self.old)).returncode, 2)

    def test_the_manifest_is_shown_and_is_no_change(self):
        old, new = cheap_golden(), cheap_golden()
        fields = ["version", "commit", "compiler", "flags", "instruction_set", "cpu"]
        for field in fields:
            new["manifest"][field] = "other " + field
        new["manifest"]["libraries"][0]["text"] = "99"
        new["manifest"] |= {"jobs": 99, "started": "2000-01-01T00:00:00Z", "wall_seconds": 1e6}
        table = self.compared(old, new, code=0)
        for field in fields:
            self.assertIn(f"-> other {field}", table)
        self.assertRegex(table, r"libraries: \w+ ")
        self.assertNotIn("99 jobs", table)

    def test_accept_puts_the_new_report_in_the_old_one_s_place(self):
        old, new = cheap_golden(), cheap_golden()
        new["claims"][0]["verdict"] = "FAIL"
        new = with_claims(new, new["claims"])
        table = self.compared(old, new, "--accept", code=0)
        self.assertIn("verdict PASS -> FAIL", table)
        self.assertEqual(table.splitlines()[-1],
                         f"accepted: {self.old} now holds what {self.new} does")
        self.assertEqual(self.old.read_bytes(), self.new.read_bytes())
        output("compare", str(self.old), str(self.new))
        self.assertEqual(sorted(os.listdir(self.folder)), ["new.json", "old.json"])

    def test_accept_follows_a_link(self):
        self.old.write_text(json.dumps(cheap_golden()), encoding="utf-8")
        self.new.write_text(json.dumps(GOLDEN), encoding="utf-8")
        link = self.folder / "link.json"
        link.symlink_to(self.old)
        output("compare", str(link), str(self.new), "--accept")
        self.assertTrue(link.is_symlink())
        self.assertEqual(self.old.read_bytes(), self.new.read_bytes())


class BadInput(FolderTest):
    def setUp(self):
        super().setUp()
        self.good = self.folder / "good.json"
        self.text = json.dumps(cheap_golden())
        self.good.write_text(self.text, encoding="utf-8")
        self.bad = self.folder / "bad.json"

    def refused(self, old, new, names, *words):
        """Exit 2, nothing on stdout, one line on stderr that names all this."""
        done = run("compare", str(old), str(new), *words)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for name in names:
            self.assertIn(name, done.stderr)

    def test_a_path_without_a_report(self):
        for path, reason in [(self.folder / "absent.json", "No such file"),
                             (self.folder, "it is a folder"), ("", "No such file"),
                             ("/dev/null", "no regular file"), ("/dev/zero", "no regular file"),
                             (self.good / "below", "Not a directory")]:
            self.refused(path, self.good, [f"OLD is {path or chr(34) * 2}", reason, "report.json"])
            self.refused(self.good, path, [f"NEW is {path or chr(34) * 2}", reason, "report.json"])

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_a_file_without_permission(self):
        self.bad.write_text(self.text, encoding="utf-8")
        self.bad.chmod(0)
        self.refused(self.bad, self.good, ["OLD is", "Permission denied"])

    def test_a_file_cut_anywhere(self):
        for length in [0, 1, 100, len(self.text) // 2, len(self.text) - 1]:
            self.bad.write_text(self.text[:length], encoding="utf-8")
            self.refused(self.bad, self.good, [f"OLD is {self.bad}", "not a JSON document"])
            self.refused(self.good, self.bad, [f"NEW is {self.bad}", "not a JSON document"])
            self.refused(self.bad, self.good, ["OLD is"], "--accept")
            self.assertEqual(len(self.bad.read_text()), length)

    def test_another_document_or_schema(self):
        newer = cheap_golden() | {"schema_version": 99}
        unknown = cheap_golden() | {"colour": "red"}
        maybe = cheap_golden()
        maybe["claims"][0]["verdict"] = "MAYBE"
        miscounted = cheap_golden()
        miscounted["claims"].pop()
        for document, names in [(newer, ["schema_version is 99", "the versions this program reads"]),
                                (unknown, ["colour is no field"]),
                                (maybe, ["claims[0].verdict", "MAYBE", "one of PASS"]),
                                (miscounted, ["summary.PASS"]), ({}, ["schema_version is missing"]),
                                ([], ["a list"])]:
            self.bad.write_text(json.dumps(document), encoding="utf-8")
            self.refused(self.bad, self.good, [f"OLD is {self.bad}"] + names)

    def test_an_interrupted_run_is_not_accepted(self):
        interrupted = cheap_golden()
        interrupted["missing"] = ["engine.more"]
        self.bad.write_text(json.dumps(with_claims(interrupted, interrupted["claims"])))
        self.refused(self.good, self.bad, ["NEW is", "not interrupted"], "--accept")
        self.assertEqual(self.good.read_text(), self.text)

    def test_words_that_are_missing_or_too_many(self):
        for words in [[], ["one"], ["one", "two", "three"], ["one", "two", "--tolerance"]]:
            done = run("compare", *words)
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)


class History(FolderTest):
    """A folder of reports in place of two."""

    def keep(self, name, verdict="PASS", started="2026-01-01T00:00:00Z"):
        report = cheap_golden()
        claims = [claim | ({"verdict": verdict} if claim["id"] == "theorem.regime" else {})
                  for claim in report["claims"]]
        report = with_claims(report, claims)
        report["manifest"] = report["manifest"] | {"started": started}
        path = self.folder / "kept" / name / "report.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(report), encoding="utf-8")

    def test_a_steady_history_ends_with_0_and_a_verdict_that_turns_with_1(self):
        kept = str(self.folder / "kept")
        self.keep("one", started="2026-01-02T00:00:00Z")
        self.keep("two")
        text = output("compare", kept)
        self.assertTrue(text.endswith(f"2 reports, {len(CHEAP)} claims: {len(CHEAP)} steady, 0 turned\n"))
        self.keep("three", verdict="FAIL", started="2026-01-03T00:00:00Z")
        text = output("compare", kept, "--out", str(self.out), code=1)
        self.assertIn("PASS 2, FAIL 1", text)
        self.assertIn("PASS 2, FAIL 1 ✗ turned 1", (self.out / "trend.html").read_text("utf-8"))
        rows = list(csv.DictReader((self.out / "trend.csv").open(encoding="utf-8")))
        self.assertEqual([row["verdict"] for row in rows if row["claim"] == "theorem.regime"],
                         ["PASS", "PASS", "FAIL"])

    def test_other_files_are_left_out_in_a_line(self):
        self.keep("one")
        self.keep("two")
        (self.folder / "kept" / "summary.json").write_text("{}")
        done = run("compare", str(self.folder / "kept"))
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertIn("1 file is under", done.stderr)

    def test_what_cannot_be_meant_is_refused_in_a_line(self):
        self.keep("one")
        kept, report = str(self.folder / "kept"), str(self.folder / "kept" / "one" / "report.json")
        for words in ([kept], [report], [kept, report], [kept, "--accept"], [kept, "--common-only"],
                      [report, report, "--out", str(self.out)]):
            done = run("compare", *words)
            self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1), words)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
