"""An independent parser reads back what junit_xml wrote.

Usage: junit_xml_test.py TEST_PROGRAM
"""

import pathlib
import sys
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.append(str(pathlib.Path(__file__).resolve().parent))
from samples import sample

PROGRAM = sys.argv[1]


class JunitXml(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        root = ElementTree.fromstring(sample(PROGRAM, "junit.xml"))
        assert root.tag == "testsuites" and len(root) == 1
        cls.suite = root[0]
        cls.cases = {case.get("name"): case for case in cls.suite.iter("testcase")}

    def test_the_counts_are_those_of_the_testcases(self):
        self.assertEqual(self.suite.get("name"), "smoke")
        self.assertEqual(int(self.suite.get("tests")), len(list(self.suite.iter("testcase"))))
        for attribute, element in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]:
            self.assertEqual(int(self.suite.get(attribute)), len(list(self.suite.iter(element))))

    def test_each_verdict_has_its_element(self):
        outcomes = {name: [child.tag for child in case] for name, case in self.cases.items()}
        self.assertEqual(outcomes, {
            "theorem.generalize": [],
            "engine.gram_equals_dense": ["failure"],
            "theorem.fit": ["skipped"],
            "lemma.growth": ["skipped"],
            "control.vacuous": ["skipped"],
            "engine.broken": ["error"],
            "exponent.κ": ["skipped"],
        })
        self.assertEqual(self.cases["theorem.generalize"].get("classname"), "theorem")
        self.assertEqual(float(self.cases["theorem.generalize"].get("time")), 1.25)

    def test_markup_line_breaks_and_control_characters_come_through(self):
        failure = self.cases["engine.gram_equals_dense"][0]
        self.assertEqual(
            failure.get("message"),
            'max |Δ logit| = 1e-3 > 1e-8 & "so" <on>\nwith a bell \ufffd and a byte \ufffd')
        self.assertEqual(failure.get("type"), "FAIL")

    def test_the_body_of_a_failure_has_the_numbers_and_the_replay_line(self):
        body = self.cases["engine.gram_equals_dense"][0].text.splitlines()
        self.assertIn("max |Δ logit|: predicted nothing, observed 0.001, accept (-inf, 1e-08]", body)
        self.assertIn("margin infinite: inf", body)
        self.assertIn("replay: benignity verify --claim engine.gram_equals_dense", body)

    def test_a_skipped_claim_says_why(self):
        self.assertEqual(self.cases["theorem.fit"][0].get("message"),
                         "INCONCLUSIVE: the one about theorem.fit")
        self.assertEqual(self.cases["exponent.κ"][0].get("message"),
                         "not run: the battery was interrupted")

    def test_the_manifest_is_in_the_properties(self):
        properties = {item.get("name"): item.get("value") for item in self.suite.iter("property")}
        self.assertEqual(properties["cpu"], 'a "quoted" CPU')
        self.assertEqual(properties["library MPFR"], "4.2.0")
        self.assertEqual(properties["seed"], str(2**64 - 1))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
