"""gnuplot's pictures as an XML parser sees them.

Usage: figures_test.py TEST_PROGRAM (exits with 77, skipped, without gnuplot)
"""

import pathlib
import re
import shutil
import sys
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
from samples import samples

PROGRAM = sys.argv[1]
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"


class Figures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = samples(PROGRAM, "[pictures]")
        cls.pictures = {name: ElementTree.fromstring(content) for name, content in cls.files.items()
                        if name.endswith(".svg")}

    def test_every_figure_that_can_be_drawn_is(self):
        self.assertEqual(sorted(self.pictures), [
            "empty.svg", "empty_heat_map.svg", "empty_logarithmic.svg", "infinite.svg",
            "not_a_number.svg", "not_positive.svg", "one_cell.svg", "one_point.svg", "sample.svg"])
        for name in self.pictures:
            png = self.files[name.replace(".svg", ".png")]
            self.assertTrue(png.startswith(b"\x89PNG\r\n\x1a\n"), name)

    def test_a_picture_names_and_describes_itself(self):
        root = self.pictures["sample.svg"]
        self.assertEqual(root.get("role"), "img")
        title, description = root.get("aria-labelledby").split()
        texts = {node.get("id"): node.text for node in root}
        self.assertEqual(texts[title], "sample")
        self.assertEqual(texts[description], "τ against ‖μ‖ & <script>alert(1)</script>")

    def test_labels_are_text_and_nothing_else(self):
        root = self.pictures["sample.svg"]
        text = "".join(root.itertext())
        for label in ["`touch pwned` '; system('touch pwned') \"$(touch pwned)\"", "‖μ‖ <b>",
                      "τ [steps] {/=40 x} abc", "exponent −1", "SNR²", "κ*"]:
            self.assertIn(label, text)
        self.assertNotIn("pwned", self.files)
        for picture in self.pictures.values():
            for node in picture.iter():
                self.assertNotIn(node.tag, [SVG + "script", SVG + "image", SVG + "a"])
                self.assertFalse([name for name in node.keys() if name.startswith("on")])

    def test_ids_are_unique_across_pictures_and_references_stay_inside(self):
        seen = set()
        for name, picture in self.pictures.items():
            ids = [node.get("id") for node in picture.iter() if node.get("id")]
            self.assertEqual(len(ids), len(set(ids)), name)
            self.assertFalse(seen & set(ids))
            seen |= set(ids)
            for node in picture.iter():
                if node.get(XLINK + "href"):
                    self.assertIn(node.get(XLINK + "href")[1:], ids)

    def test_the_same_figure_gives_the_same_bytes_without_a_date_or_a_version(self):
        self.assertEqual(self.files, samples(PROGRAM, "[pictures]"))
        for name in self.pictures:
            content = self.files[name].decode()
            self.assertNotRegex(content, re.compile(r"\b20\d\d-|patchlevel|produced by", re.I))

    def test_a_white_card_lies_beneath(self):
        for picture in self.pictures.values():
            card = next(picture.iter(SVG + "rect"))
            self.assertEqual(card.get("fill").lower(), "#ffffff")
            self.assertEqual(card.get("width"), picture.get("width"))

    def test_words_stand_where_nothing_can_be_drawn(self):
        for name in ["empty.svg", "empty_heat_map.svg", "empty_logarithmic.svg",
                     "not_a_number.svg"]:
            self.assertIn("nothing to show", "".join(self.pictures[name].itertext()), name)
        self.assertIn("(1 point has no place on these axes)",
                      "".join(self.pictures["not_positive.svg"].itertext()))


if __name__ == "__main__":
    if shutil.which("gnuplot") is None:
        print("skipped: gnuplot is not installed")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
