"""report.schema.json accepts what report_to_json writes and refuses what it must.

Usage: report_schema_test.py TEST_PROGRAM SCHEMA
"""

import copy
import json
import pathlib
import sys
import unittest

import jsonschema

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
from samples import sample

PROGRAM, SCHEMA = sys.argv[1:3]


def refuse_constant(constant):
    raise ValueError(f"{constant} is not JSON")


def nodes(value):
    """Every object and list of the document, outermost first."""
    if isinstance(value, dict):
        yield value
        children = value.values()
    elif isinstance(value, list):
        yield value
        children = value
    else:
        return
    for child in children:
        yield from nodes(child)


class ReportSchema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = json.loads(pathlib.Path(SCHEMA).read_text(encoding="utf-8"))
        cls.report = json.loads(sample(PROGRAM, "report.json"), parse_constant=refuse_constant)
        cls.validator = jsonschema.Draft202012Validator(cls.schema)

    def changed(self):
        return copy.deepcopy(self.report)

    def test_the_schema_is_itself_valid(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_the_sample_report_is_accepted(self):
        self.validator.validate(self.report)
        self.assertEqual(next(iter(self.report)), "schema_version")

    def test_every_field_is_described(self):
        for node in nodes(self.schema):
            if isinstance(node, dict) and isinstance(node.get("properties"), dict):
                for name, field in node["properties"].items():
                    self.assertTrue(field.get("description"), name)
                self.assertIs(node["additionalProperties"], False)
                self.assertEqual(sorted(node["required"]), sorted(node["properties"]))

    def test_a_report_without_any_one_of_its_fields_is_refused(self):
        report = self.changed()
        for node in nodes(report):
            if not isinstance(node, dict):
                continue
            for name in list(node):
                value = node.pop(name)
                self.assertFalse(self.validator.is_valid(report), name)
                node[name] = value
        self.assertTrue(self.validator.is_valid(report))

    def test_a_field_of_no_struct_is_refused_everywhere(self):
        report = self.changed()
        for node in nodes(report):
            if isinstance(node, dict):
                node["colour"] = "red"
                self.assertFalse(self.validator.is_valid(report))
                del node["colour"]

    def test_an_unknown_verdict_is_refused(self):
        for verdict in ["MAYBE", "pass", "", None]:
            report = self.changed()
            report["claims"][0]["verdict"] = verdict
            self.assertFalse(self.validator.is_valid(report), verdict)

    def test_a_number_that_is_not_finite_may_be_null(self):
        report = self.changed()
        report["claims"][0]["measurements"][0]["observed"] = None
        self.validator.validate(report)

    def test_values_outside_their_range_are_refused(self):
        claim_values = [("replicates", -1), ("wall_seconds", -0.5), ("id", ""), ("margins", None)]
        for name, value in claim_values:
            report = self.changed()
            report["claims"][0][name] = value
            self.assertFalse(self.validator.is_valid(report), name)
        report = self.changed()
        report["claims"][0]["test"]["p_adjusted"] = 1.5
        self.assertFalse(self.validator.is_valid(report))
        report = self.changed()
        report["schema_version"] = 2
        self.assertFalse(self.validator.is_valid(report))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
