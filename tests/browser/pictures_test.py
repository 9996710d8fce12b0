"""Every kind of picture that the program draws, set by a browser: no text leaves its canvas, none
stands on another, none was cut to fit, and each says what its runs share.

Usage: pictures_test.py PROGRAM FOLDER_OF_OWN_CLAIMS STUBBED_PICTURES (exits with 77, skipped, without
Chromium or gnuplot)
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy as np

from browser import Browser, is_installed
from figure_labels import OUTSIDE, OVERPRINTED

PROGRAM = sys.argv[1]
OWN_CLAIM = pathlib.Path(sys.argv[2]) / "select_time_dimension.toml"
STUBBED_PICTURES = sys.argv[3]
# Every claim of battery standard that draws, but for those that stubbed_pictures draws with those of the
# other batteries; of the exponents, which share one, one of each time.
CLAIMS = ["exponent.selection_time.signal_norm", "exponent.memorisation_time.samples",
          "exponent.generalisation_time.dimension", "heads.exit", "max_margin.direction",
          "mean_field.benign_slope", "single_head_attention.step_sizes", "theorem.delay",
          "theorem.existence", "theorem.label_noise", "theorem.threshold"]
STUBBED = {"attention_of_images", "encoder_edge", "harmful_edge", "harmful_map", "mean_field_second_order",
           "optimisers_batches", "patches_clean", "patches_noisy", "published_dynamics",
           "query_only_dimension"}
RUNS = {"plain": ["engine=gram", "steps=2000"],
        "noisy": ["engine=gram", "dimension=1000", "signal_norm=90", "steps=400"],
        "flow": ["engine=flow", "tokens=4", "dimension=1e10", "signal_norm=15811", "init_weight_std=1",
                 "steps=1e-9"],
        "heads": ["heads=3", "momentum=0.9", "trained=[\"linear_head\", \"weights\", \"query\"]"],
        "mean_field": ["engine=mean_field", "kappa=300", "steps=10000"]}
SWEEPS = {"map": "signal_norm = [5, 20, 80]\ndimension = [500, 2000, 4000]",
          "line": "kappa = [1, 2, 4, 8]", "odd": "init_weight_std = [0.01, 0.012, 0.2]"}
# Texts with their picture's name.
TEXTS = """return [...document.querySelectorAll('svg[role=img][viewBox]')].map(svg =>
  [svg.querySelector('title').textContent,
   [...svg.querySelectorAll('text')].map(text => text.textContent.trim())]);"""


def run(*words):
    # A claim of one's own at three small replicates may end as it likes; its picture is looked at.
    subprocess.run([PROGRAM, *map(str, words)], check=False, capture_output=True, timeout=300)


def settings(assignments):
    return [word for assignment in assignments for word in ("--set", assignment)]


class Pictures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.browser = cls.enterClassContext(Browser())
        cls.browser.width(2400)

    def drawn(self, *words, narrow=False):
        """The page of all pictures that these words of the program leave."""
        out = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        run(*words, "--out", out, *(["--figure-width", 8.5] if narrow else []))
        return self.page_of(out, words)

    def page_of(self, out, words):
        files = sorted(out.rglob("*.svg"))
        self.assertTrue(files, words)
        page = out / "page.html"
        page.write_text("<meta charset=utf-8>" + "".join(file.read_text("utf-8") for file in files), "utf-8")
        self.browser.open(page)
        return dict(self.browser.run(TEXTS))

    def require_legible(self, texts):
        self.assertEqual(self.browser.run(OUTSIDE), [])
        self.assertEqual(self.browser.run(OVERPRINTED), [])
        for name, of_picture in texts.items():
            self.assertEqual([text for text in of_picture if "…" in text], [], name)
            for spelled in ("|mu|", "rho", "eta =", "sigma", "kappa", "lambda", "tau_", "^"):
                self.assertEqual([text for text in of_picture if spelled in text], [], name)

    def test_runs(self):
        for name, assignments in RUNS.items():
            for narrow in (False, True):
                with self.subTest(name, narrow=narrow):
                    texts = self.drawn("simulate", *settings(assignments), narrow=narrow)
                    self.require_legible(texts)
                    self.assertTrue(any(text.startswith("n = 20, T = ") for text in texts["trajectory"]))
        self.assertIn("target gap 1.95", texts["trajectory"])

    def test_a_run_on_arrays(self):
        random = np.random.default_rng(1)
        np.save(self.folder / "tokens.npy", random.normal(size=(10, 4, 50)))
        np.save(self.folder / "labels.npy", np.arange(10) % 2)
        self.require_legible(self.drawn("simulate", "--data", self.folder, *settings(["steps=100"])))

    def test_sweeps(self):
        names = set()
        for name, swept in SWEEPS.items():
            file = self.folder / f"{name}.toml"
            file.write_text(f"steps = 300\nreplicates = 2\n[sweep]\n{swept}\n")
            for narrow in (False, True):
                with self.subTest(name, narrow=narrow):
                    texts = self.drawn("sweep", "--config", file, narrow=narrow)
                    self.require_legible(texts)
                    names |= set(texts)
        self.assertEqual(names, {"phase_diagram", "stopping_times", "generalization_time"})

    def test_claims(self):
        words = [word for claim in CLAIMS for word in ("--claim", claim)]
        texts = self.drawn("verify", "--battery", "standard", *words)
        self.require_legible(texts)
        self.assertEqual(len(texts), len(CLAIMS))
        for name, of_picture in texts.items():
            self.assertTrue(any("n = " in text or "T = " in text for text in of_picture), name)

    def test_claims_of_long_runs_and_other_data(self):
        for width in ([], ["8.5"]):
            with self.subTest(width=width):
                out = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
                subprocess.run([STUBBED_PICTURES, out, *width], check=True, timeout=120)
                texts = self.page_of(out, width)
                self.require_legible(texts)
                self.assertEqual(set(texts), STUBBED)
                for name, of_picture in texts.items():
                    self.assertTrue(any("n = " in text for text in of_picture), name)

    def test_a_claim_of_ones_own(self):
        self.require_legible(self.drawn("verify", "--claim-file", OWN_CLAIM))

    def test_a_text_outside_and_one_on_another_would_be_seen(self):
        self.drawn("simulate", *settings(["steps=10"]))
        self.browser.run("""document.querySelector('svg text').closest('g').setAttribute('transform',
            'translate(-500, 20)')""")
        self.assertEqual(len(self.browser.run(OUTSIDE)), 1)
        self.browser.run("""const [one, other] = [...document.querySelectorAll('svg text')].slice(1);
            other.closest('g').parentNode.append(one.closest('g').cloneNode(true));""")
        self.assertTrue(self.browser.run(OVERPRINTED))


if __name__ == "__main__":
    if not is_installed() or not shutil.which("gnuplot"):
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
