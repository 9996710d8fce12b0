"""The report page as a parser sees it: balanced, ids unique, references inside the page.

Usage: report_html_test.py TEST_PROGRAM
"""

import html.parser
import pathlib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
from samples import samples

PROGRAM = sys.argv[1]
VOID = {"meta", "link", "input"}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.texts = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> at {self.getpos()}"

    def handle_data(self, data):
        self.texts.append(data)


class ReportHtml(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.page = Page(samples(PROGRAM, "[pictures]")["report.html"].decode("utf-8"))

    def test_every_element_is_closed_in_order(self):
        self.assertEqual(self.page.open, [])

    def test_ids_are_unique_and_references_stay_inside(self):
        ids = [attributes["id"] for _, attributes in self.page.elements if "id" in attributes]
        self.assertEqual(len(ids), len(set(ids)))
        for tag, attributes in self.page.elements:
            for name in ("href", "xlink:href"):
                if name in attributes and attributes[name] != "data:,":
                    self.assertIn(attributes[name].removeprefix("#"), ids, tag)
            for label in attributes.get("aria-labelledby", "").split():
                self.assertIn(label, ids)

    def test_texts_come_through_whole(self):
        text = "".join(self.page.texts)
        self.assertIn('max |Δ logit| = 1e-3 > 1e-8 & "so" <on> with a bell \ufffd', text)
        self.assertIn("benignity verify --claim engine.gram_equals_dense", text)

    def test_nothing_runs_or_is_fetched(self):
        for tag, attributes in self.page.elements:
            self.assertNotIn(tag, ["script", "img", "iframe", "object", "form"])
            self.assertFalse([name for name in attributes if name == "src" or name.startswith("on")])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
