"""report.html of the built program in a browser: what a reader sees and can reach.

Usage: report_page_test.py PROGRAM SCREENSHOT_FOLDER (exits with 77, skipped, without Chromium)
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from browser import Browser, is_installed
from figure_labels import OUTSIDE, OVERPRINTED

PROGRAM = sys.argv[1]
SCREENSHOTS = pathlib.Path(sys.argv[2])
# Quick ones that have, together, a picture, a statistical test and a verdict other than PASS.
CLAIMS = ["mean_field.benign_slope", "theorem.not_overfitting.sign", "engine.sampled_law",
          "theorem.regime"]
TAB, ENTER, SPACE, DOWN = "\ue004", "\ue007", " ", "\ue015"

# WCAG 2.2: contrast of an element's text to the first opaque background behind it.
CONTRAST = """
const channels = colour => colour.match(/[\\d.]+/g).map(Number);
const luminance = colour => channels(colour).slice(0, 3).map(value => value / 255)
  .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
const background = element => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (channels(colour)[3] !== 0) return colour;
  }
  return 'rgb(255, 255, 255)';
};
return [...document.querySelectorAll('h1, p, th, td, dt, dd, code, caption, .verdict, .id, .digest, ' +
                                     '.inside, .outside, figcaption, legend, label, li')]
  .filter(element => element.checkVisibility())
  .map(element => {
    const [one, two] = [getComputedStyle(element).color, background(element)].map(luminance);
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  }).reduce((least, value) => Math.min(least, value), 21);
"""
# Formulas as the report has them, in the place of MathML.
AS_WRITTEN = """document.querySelectorAll('math').forEach(
  math => math.replaceWith(math.getAttribute('alttext')));"""
OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true);"
FOCUSED = """
const element = document.activeElement;
return element.className || element.id || element.value || element.tagName;
"""


class ReportPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        words = [word for claim in CLAIMS for word in ("--claim", claim)]
        subprocess.run([PROGRAM, "verify", "--battery", "standard", *words, "--out", folder.name],
                       check=True, capture_output=True, timeout=60)
        cls.path = pathlib.Path(folder.name) / "report.html"
        cls.report = json.loads((pathlib.Path(folder.name) / "report.json").read_text("utf-8"))
        cls.browser = cls.enterClassContext(Browser())

    def setUp(self):
        self.browser.width(1100)
        self.browser.scheme("light")
        self.browser.open(self.path)

    def keep_screenshot(self, name):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        (SCREENSHOTS / name).write_bytes(base64.b64decode(self.browser.screenshot()))

    def test_every_claim_is_there_with_its_numbers_and_replay_line(self):
        text = self.browser.run(OPEN_ALL + AS_WRITTEN + "return document.body.innerText")
        self.assertEqual(len(self.report["claims"]), len(CLAIMS))
        for claim in self.report["claims"]:
            for field in ("id", "verdict", "statement", "hypotheses", "method", "source",
                          "explanation", "replay"):
                self.assertIn(claim[field], text)
            for measurement in claim["measurements"]:
                self.assertIn(measurement["quantity"], text)
        for fact in ("compiler", "cpu", "commit"):
            self.assertIn(self.report["manifest"][fact], text)
        self.keep_screenshot("report_light.png")

    def test_only_claims_that_did_not_pass_are_open(self):
        shown = self.browser.run("return [...document.querySelectorAll('.claim')]"
                                 ".map(claim => [claim.querySelector('.id').textContent, claim.open])")
        self.assertEqual(dict(shown), {claim["id"]: claim["verdict"] != "PASS"
                                       for claim in self.report["claims"]})

    def test_every_text_of_a_picture_lies_inside_it_and_on_no_other(self):
        self.browser.run(OPEN_ALL)
        self.assertEqual(self.browser.run(OUTSIDE), [])
        self.assertEqual(self.browser.run(OVERPRINTED), [])
        # and the two would be seen
        self.browser.run("document.querySelector('figure svg text').setAttribute('x', -500)")
        self.assertEqual(len(self.browser.run(OUTSIDE)), 1)
        self.browser.run("""const [one, other] = [...document.querySelectorAll('figure svg text')].slice(1);
            other.closest('g').parentNode.append(one.closest('g').cloneNode(true));""")
        self.assertTrue(self.browser.run(OVERPRINTED))

    def test_pictures_have_names_and_sizes(self):
        pictures = self.browser.run(OPEN_ALL + """
            return [...document.querySelectorAll('figure svg')].map(svg => [svg.getAttribute('role'),
              svg.getAttribute('aria-labelledby').split(' ').every(id => document.getElementById(id)),
              svg.getBoundingClientRect().width])""")
        self.assertTrue(pictures)
        for role, is_named, width in pictures:
            self.assertEqual((role, is_named), ("img", True))
            self.assertGreater(width, 300)

    def test_nothing_is_fetched_and_nothing_complained_of(self):
        urls = []
        for entry in self.browser.log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                urls.append(message["params"]["request"]["url"])
        others = [url for url in urls if url.split(":")[0] not in ("data", "chrome", "about")
                  and url != self.path.resolve().as_uri()]
        self.assertEqual(others, [])
        self.assertIn(self.path.resolve().as_uri(), urls)
        self.assertEqual(self.browser.log("browser"), [])

    def test_a_phone_never_scrolls_sideways(self):
        for width in (360, 320):
            self.browser.width(width)
            self.browser.run(OPEN_ALL)
            self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), width)
        self.browser.width(360)
        self.keep_screenshot("report_phone.png")

    def test_dark_and_light_are_both_legible(self):
        papers = {}
        for scheme in ("light", "dark"):
            self.browser.scheme(scheme)
            papers[scheme] = self.browser.run("return getComputedStyle(document.body).backgroundColor")
            self.assertGreaterEqual(self.browser.run(OPEN_ALL + CONTRAST), 4.5, scheme)
        self.assertEqual(papers["light"], "rgb(255, 255, 255)")
        self.assertEqual(papers["dark"], "rgb(20, 24, 29)")
        self.keep_screenshot("report_dark.png")

    def test_the_keyboard_reaches_and_opens_everything(self):
        self.browser.press(TAB)
        self.assertEqual(self.browser.run(FOCUSED), "skip")
        self.browser.press(ENTER)
        self.browser.press(TAB)
        first = "return document.querySelector('.claim').open"
        self.assertEqual(self.browser.run(
            "return document.activeElement === document.querySelector('.claim > summary')"), True)
        before = self.browser.run(first)
        self.browser.press(SPACE)
        self.assertNotEqual(self.browser.run(first), before)
        outline = self.browser.run("return getComputedStyle(document.activeElement).outlineWidth")
        self.assertEqual(outline, "3px")

    def test_the_filter_works_by_keyboard_and_without_script(self):
        # past the skip link and the links to what is sharper
        for _ in range(2 + self.browser.run("return document.querySelectorAll('.sharper a').length")):
            self.browser.press(TAB)
        self.assertEqual(self.browser.run(FOCUSED), "all")
        shown = """return [...document.querySelectorAll('.claim')]
            .filter(claim => claim.checkVisibility()).map(claim => claim.dataset.verdict)"""
        self.assertEqual(len(self.browser.run(shown)), len(CLAIMS))
        self.browser.press(DOWN)
        self.assertEqual(set(self.browser.run(shown)), {"PASS"})
        self.browser.press(DOWN)
        self.assertEqual(self.browser.run(shown), ["VACUOUS"])

    def test_the_search_keeps_the_claims_that_hold_every_word(self):
        shown = """return [...document.querySelectorAll('.claim, .group h2')]
            .filter(element => element.checkVisibility())
            .map(element => (element.querySelector('.id') || element).textContent)"""
        groups = {claim["theorem"] for claim in self.report["claims"]}
        self.browser.run("document.getElementById('search').focus()")
        for key in "Slope kappa":
            self.browser.press(key)
        self.assertEqual(self.browser.run(shown), ["token selection", "mean_field.benign_slope"])
        self.assertEqual(self.browser.run("return document.getElementById('found').textContent"),
                         f"1 of {len(CLAIMS)} claims")
        for _ in "Slope kappa":
            self.browser.press("\ue003")
        self.assertEqual(len(self.browser.run(shown)), len(CLAIMS) + len(groups))

    def test_formulas_are_set_and_found_as_they_are_written(self):
        sizes = self.browser.run("""return [...document.querySelectorAll('math')]
            .filter(math => math.checkVisibility())
            .map(math => [math.namespaceURI, math.getBoundingClientRect().width])""")
        self.assertTrue(sizes)
        self.assertEqual({namespace for namespace, _ in sizes}, {"http://www.w3.org/1998/Math/MathML"})
        self.assertGreater(min(width for _, width in sizes), 0)
        self.browser.run("document.getElementById('search').focus()")
        for key in "SNR^2":
            self.browser.press(key)
        found = self.browser.run("""return [...document.querySelectorAll('.claim')]
            .filter(claim => claim.checkVisibility()).map(claim => claim.querySelector('.id').textContent)""")
        self.assertIn("theorem.not_overfitting.sign", found)
        self.assertLess(len(found), len(CLAIMS))

    def test_what_is_sharper_is_in_the_first_screen_and_leads_to_its_claim(self):
        bottom, links = self.browser.run("""const list = document.querySelector('.sharper');
            return [list.getBoundingClientRect().bottom, list.querySelectorAll('a').length]""")
        self.assertLess(bottom, 900)
        self.assertGreaterEqual(links, 2)
        self.browser.run("document.querySelector('.sharper a').click()")
        self.assertTrue(self.browser.run(
            "return document.getElementById(location.hash.slice(1)).closest('details').open"))

    def test_pictures_follow_the_dark_scheme(self):
        paper = {}
        for scheme in ("light", "dark"):
            self.browser.scheme(scheme)
            paper[scheme] = self.browser.run(
                OPEN_ALL + "return getComputedStyle(document.querySelector('.picture svg')).filter")
        self.assertEqual(paper["light"], "none")
        self.assertIn("invert", paper["dark"])

    def test_a_picture_and_its_numbers_can_be_taken_as_files(self):
        links = self.browser.run(OPEN_ALL + """
            return [...document.querySelectorAll('.files a')].map(link => [link.download,
              atob(link.href.split(',')[1]).slice(0, 5)])""")
        self.assertIn(["mean_field_benign_slope.svg", "<svg "], links)
        self.assertIn(["mean_field_benign_slope_data.csv", "panel"], links)

    def test_print_shows_what_is_closed_and_no_filter(self):
        self.browser.command("Emulation.setEmulatedMedia", media="print")
        self.addCleanup(self.browser.command, "Emulation.setEmulatedMedia", media="")
        self.assertEqual(self.browser.run("""return [...document.querySelectorAll('.claim .body')]
            .map(body => body.getBoundingClientRect().height > 0)"""), [True] * len(CLAIMS))
        self.assertEqual(self.browser.run("return document.querySelector('fieldset').offsetHeight"), 0)


if __name__ == "__main__":
    if not is_installed():
        print("skipped: chromium or chromedriver is not installed")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
