"""The report page as a parser sees it: balanced, ids unique, references inside the page.

Usage: report_html_test.py TEST_PROGRAM
"""

import base64
import csv
import hashlib
import html.parser
import io
import pathlib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
from samples import samples

PROGRAM = sys.argv[1]
VOID = {"meta", "link", "input", "wbr"}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.texts = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "math":
            self.texts.append(dict(attrs)["alttext"])  # as the report has it
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> at {self.getpos()}"

    def handle_data(self, data):
        if "math" not in self.open:
            self.texts.append(data)


class ReportHtml(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.text = samples(PROGRAM, "[pictures]")["report.html"].decode("utf-8")
        cls.page = Page(cls.text)

    def test_every_element_is_closed_in_order(self):
        self.assertEqual(self.page.open, [])

    def test_ids_are_unique_and_references_stay_inside(self):
        ids = [attributes["id"] for _, attributes in self.page.elements if "id" in attributes]
        self.assertEqual(len(ids), len(set(ids)))
        for tag, attributes in self.page.elements:
            for name in ("href", "xlink:href"):
                if name in attributes and not attributes[name].startswith("data:"):
                    self.assertIn(attributes[name].removeprefix("#"), ids, tag)
            for label in attributes.get("aria-labelledby", "").split():
                self.assertIn(label, ids)

    def test_the_one_script_is_the_one_whose_hash_the_policy_names(self):
        self.assertEqual([tag for tag, _ in self.page.elements].count("script"), 1)
        script = self.text.partition("<script>")[2].partition("</script>")[0]
        digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()
        self.assertIn(f"script-src 'sha256-{digest}';", self.text)

    def test_files_of_the_page_are_the_pictures_and_their_numbers(self):
        files = {attributes["download"]: base64.b64decode(attributes["href"].partition(",")[2])
                 for tag, attributes in self.page.elements if "download" in attributes}
        self.assertIn(files["sample.svg"].decode("utf-8"), self.text)
        rows = list(csv.DictReader(io.StringIO(files["sample_data.csv"].decode("utf-8"))))
        first = {"panel": "1", "series": "observed", "mark": "observed", "x": "1", "y": "100",
                 "y_upper": "", "value": ""}
        self.assertEqual([row for row in rows if row["series"] == "observed"][0], first)
        self.assertEqual([row["value"] for row in rows if row["mark"] == "heat_map"],
                         ["1", "2", "3", "4", "", "6"])

    def test_texts_come_through_whole(self):
        text = "".join(self.page.texts)
        self.assertIn('max |Δ logit| = 1e-3 > 1e-8 & "so" <on> with a bell \ufffd', text)
        self.assertIn("benignity verify --claim engine.gram_equals_dense", text)

    def test_nothing_runs_or_is_fetched(self):
        for tag, attributes in self.page.elements:
            self.assertNotIn(tag, ["img", "iframe", "object", "form"])
            self.assertFalse([name for name in attributes if name == "src" or name.startswith("on")])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
