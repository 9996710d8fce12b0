"""README.md as a new reader takes it: every command of a console block run, what it prints compared
with what is shown, every link followed, three screens of it."""

import json
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

import program

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = "build/release/benignity"
# Run by CI itself, in stages of their own (.ci/run). What the second prints is what golden/ holds.
BY_CI = ("./run test", "./run verify --battery smoke")

SCREEN = 50  # lines of 140 columns


def console(document):
    """The commands of a document's console blocks, each with the lines shown below it."""
    commands = []
    for block in re.findall(r"(?ms)^```console\n(.*?)^```", (ROOT / document).read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                commands.append((line[2:].split("   #")[0].strip(), []))
            else:
                commands[-1][1].append(line)
    return commands


def says_the_same(shown, printed):
    """Whether a line is what was printed, spaces aside; a number that is shown is the printed one,
    rounded to the digits shown."""
    shown, printed = shown.split(), printed.split()
    return len(shown) == len(printed) and all(map(word_is, shown, printed))


def word_is(shown, printed):
    number = r"[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?"
    parts, wholes = re.split(f"({number})", shown), re.split(f"({number})", printed)
    if len(parts) != len(wholes) or parts[::2] != wholes[::2]:
        return False
    for part, whole in zip(parts[1::2], wholes[1::2]):
        digits, _, exponent = part.lower().partition("e")
        unit = 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))
        if part != whole and ("." not in part or abs(float(part) - float(whole)) > 0.51 * unit):
            return False
    return True


def without_seconds(lines):
    """The lines, the column of seconds left out of a table that has one."""
    kept, table = [], False
    for line in lines:
        table = line.endswith("seconds") or (table and line != "")
        kept.append(line.rsplit(None, 1)[0] if table and line != "..." else line)
    return kept


def first_missing(shown, printed):
    """The first line that is shown and not printed, in this order; "..." stands for any lines."""
    position, anywhere = 0, False
    for line in shown:
        if line == "...":
            anywhere = True
            continue
        found = next((i for i in range(position, len(printed)) if says_the_same(line, printed[i])), None)
        if found is None or (found != position and not anywhere):
            return line
        position, anywhere = found + 1, False
    return None if anywhere or position == len(printed) else "(the end)"


class Comparison(unittest.TestCase):
    def test_a_shown_number_is_the_printed_one_rounded(self):
        self.assertTrue(says_the_same("kappa  0.768,", "kappa 0.7675110989562447,"))
        self.assertTrue(says_the_same("1e-8 [0.9, 1]", "1e-8 [0.9, 1]"))
        for shown, printed in (("0.767", "0.7675110989"), ("95", "94"), ("select 95", "fit 95"), ("null", "95"),
                               ("1.2e-14", "1.4e-14"), ("0.8 0.9", "0.8")):
            self.assertFalse(says_the_same(shown, printed), (shown, printed))

    def test_dots_stand_for_lines_and_nothing_else_does(self):
        printed = ["a", "b", "c", "d"]
        for shown in (printed, ["a", "..."], ["...", "c", "d"], ["a", "...", "d"]):
            self.assertIsNone(first_missing(shown, printed), shown)
        self.assertEqual(first_missing(["a", "c", "d"], printed), "c")
        self.assertEqual(first_missing(["a", "b"], printed), "(the end)")
        self.assertEqual(first_missing(["...", "c", "b", "..."], printed), "b")

    def test_seconds_of_a_table_are_left_out_and_nothing_below_it(self):
        self.assertEqual(without_seconds(["id  seconds", "x  0.3", "", "y  0.3"]), ["id", "x", "", "y  0.3"])


class Documents(unittest.TestCase):
    def run_all(self, document):
        folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        for entry in ROOT.iterdir():  # what lies in the way of a reader's files
            if entry.name not in ("build", ".git"):
                (folder / entry.name).symlink_to(entry)
        tried = 0
        for command, shown in console(document):
            if command in BY_CI:
                continue
            words = shlex.split(command)
            self.assertEqual(words[0], BINARY, f"{document}: a command that this test cannot run")
            done = subprocess.run([program.PROGRAM, *words[1:]], cwd=folder, env=program.ENVIRONMENT, timeout=60,
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, f"{command}\n{done.stderr}")
            if shown:
                printed = without_seconds(done.stdout.splitlines())
                missing = first_missing(without_seconds(shown), printed)
                self.assertIsNone(missing, f"{document}: {command} does not print\n{missing}\nbut\n{done.stdout}")
            tried += 1
        return tried

    def test_every_command_of_the_readme_does_what_it_shows(self):
        self.assertGreaterEqual(self.run_all("README.md"), 3)

    def test_every_command_of_the_program_s_page_works(self):
        self.assertGreaterEqual(self.run_all("docs/program.md"), 6)

    def test_the_smoke_table_is_the_accepted_report_s(self):
        accepted = json.loads((ROOT / "tests/golden/smoke.json").read_text(encoding="utf-8"))
        verdicts = {claim["id"]: claim["verdict"] for claim in accepted["claims"]}
        shown = dict(console("README.md"))["./run verify --battery smoke"]
        rows = [line.split()[:2] for line in shown[1:shown.index("...")]]
        self.assertEqual([[verdicts.get(claim), claim] for _, claim in rows], rows)
        passed = list(verdicts.values()).count("PASS")
        self.assertEqual(shown[-1], f"{len(verdicts)} claims: {passed} PASS, {len(verdicts) - passed} VACUOUS (declared)")

    def test_the_readme_fits_three_screens(self):
        lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        self.assertLessEqual(sum(max(1, -(-len(line) // 140)) for line in lines), 3 * SCREEN)

    def test_every_file_that_is_named_is_there(self):
        for document in ("README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))):
            text = (ROOT / document).read_text(encoding="utf-8")
            here = (ROOT / document).parent
            for link in re.findall(r"\]\(([^)#:]+)\)", text):
                self.assertTrue((here / link).exists(), f"{document}: {link}")
            for path in re.findall(r"`((?:theory|sim|verify|reports|python|examples|docs|tests)/[\w./-]*)`", text):
                self.assertTrue((ROOT / path).exists(), f"{document}: {path}")

    def test_every_equation_that_a_source_cites_is_in_the_derivation(self):
        done = subprocess.run(["/usr/bin/python3", "-B", ROOT / "docs/doxygen_source.py", "--unknown"],
                              capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_every_theorem_has_its_row(self):
        names = {claim["theorem"] for claim in json.loads(program.output("claims", "--json"))}
        for document in ("README.md", "docs/theorems.md"):
            rows = set(re.findall(r"(?m)^\| `(\w+)` \|", (ROOT / document).read_text(encoding="utf-8")))
            self.assertEqual(names - rows, set(), document)


if __name__ == "__main__":
    unittest.main(argv=[__file__])
