"""Every bad input ends with exit code 2 and one line that says what is wrong.

Usage: bad_input_test.py PROGRAM
"""

import os
import sys
import unittest

from program import FolderTest, run

# Values of one key, each with a word that the requirement must hold.
REFUSED_VALUES = [
    ("samples", "0", "from 1"),
    ("samples", "-3", "from 1"),
    ("samples", "1.5", "whole number"),
    ("samples", "twenty", "whole number"),
    ("samples", "20x", "whole number"),
    ("samples", "true", "whole number"),
    ("samples", "nan", "whole number"),
    ("samples", "1e999", "whole number"),
    ("samples", "99999999999999999999", "10^18"),
    ("tokens", "1", "from 2"),
    ("tokens", "99999999999999999999", "10^18"),
    ("dimension", "0", "from 1"),
    ("dimension", "inf", "whole number"),
    ("signal_norm", "nan", "finite"),
    ("signal_norm", "inf", "finite"),
    ("signal_norm", "-inf", "finite"),
    ("signal_norm", "1e999", "range of double"),
    ("signal_norm", "-1", "between"),
    ("signal_norm", "0", "between"),
    ("signal_norm", "1e+200", "between"),
    ("noise_std", "-1", "between"),
    ("noise_std", "nan", "finite"),
    ("weak_signal", "-0.1", "[0, 1]"),
    ("weak_signal", "1.1", "[0, 1]"),
    ("label_noise", "1", "[0, 1)"),
    ("label_noise", "-0.1", "[0, 1)"),
    ("label_noise", "nan", "finite"),
    ("label_noise", "0,2", "a number"),
    ("label_noise_kind", "loud", "fixed, bernoulli"),
    ("confusing_tokens", "8", "at most tokens - 1 = 7"),
    ("confusing_tokens", "-1", "from 0"),
    ("aligned_tokens", "7", "at most tokens - 1 - confusing_tokens = 6"),
    ("head_norm", "0", "between"),
    ("step_size", "0", "between"),
    ("step_size", "-0.1", "between"),
    ("step_size", "inf", "finite"),
    ("steps", "-1", "between"),
    ("steps", "1.5", "whole number"),
    ("steps", "1e+30", "whole number"),
    ("init_weight_std", "-1", "between"),
    ("init_weight_std", "0", "init_query_std"),
    ("init_query_std", "-1", "between"),
    ("init_weight_law", "cauchy", "gaussian, uniform"),
    ("init_weight_law", "uniform", "gaussian with engines sampled and flow"),
    ("failure_probability", "0", "between 0 and 1"),
    ("failure_probability", "1", "between 0 and 1"),
    ("target_gap", "-1", "between"),
    ("selection_threshold", "1", "between 0 and 1"),
    ("classes", "1", "from 2"),
    ("classes", "2.5", "whole number"),
    ("classes", "2001", "at most dimension = 2000"),
    ("heads", "0", "from 1"),
    ("heads", "-1", "from 1"),
    ("heads", "two", "whole number"),
    ("head_output", "product", "sum, mean"),
    ("head_output", "", "sum, mean"),
    ("head_output", "Sum", "sum, mean"),
    ("linear_heads", "own", "shared, independent"),
    ("linear_heads", "2", "shared, independent"),
    ("linear_heads", "Shared", "shared, independent"),
    ("head_alignment", "0", "(0, 1]"),
    ("head_alignment", "1.5", "(0, 1]"),
    ("head_alignment", "0.5", "1 where linear_heads is shared"),
    ("trained", "[]", "not empty"),
    ("trained", "query", '["weights"]'),
    ("trained", '["p"]', '"weights", "query", "linear_head"'),
    ("trained", '["query", "query"]', "each once"),
    ("trained", '["weights"]', "p = 0 never moves"),
    ("trained", "[1]", "a list out of"),
    ("trained", '["query"', "a list out of"),
    ("init_head", "zero", "where the linear head does not train"),
    ("init_head", "noise", "signal, zero, random"),
    ("init_head", "0", "signal, zero, random"),
    ("head_step_size", "0", "between"),
    ("head_step_size", "-1", "between"),
    ("head_step_size", "x", "a number"),
    ("parameterization", "qk", "weights, key_query"),
    ("parameterization", "", "weights, key_query"),
    ("parameterization", "1", "weights, key_query"),
    ("key_dimension", "0", "from 1"),
    ("key_dimension", "1.5", "whole number"),
    ("key_dimension", "-4", "from 1"),
    ("optimizer", "sgd", "descent, adamw"),
    ("optimizer", "Adam", "descent, adamw"),
    ("optimizer", "adamw", "engine dense does"),
    ("momentum", "1", "[0, 1)"),
    ("momentum", "-0.1", "[0, 1)"),
    ("momentum", "nan", "finite"),
    ("weight_decay", "-1", "between"),
    ("weight_decay", "200", "below 1/step_size = 200"),
    ("weight_decay", "inf", "finite"),
    ("batch_size", "0", "from 1"),
    ("batch_size", "21", "at most samples = 20"),
    ("batch_size", "0.5", "whole number"),
    ("adam_beta1", "1", "[0, 1)"),
    ("adam_beta1", "-1", "[0, 1)"),
    ("adam_beta1", "x", "a number"),
    ("adam_beta2", "1", "[0, 1)"),
    ("adam_beta2", "-1", "[0, 1)"),
    ("adam_beta2", "nan", "finite"),
    ("adam_epsilon", "0", "between"),
    ("adam_epsilon", "-1e-08", "between"),
    ("adam_epsilon", "inf", "finite"),
    ("engine", "quantum", "sampled, gram, dense"),
    ("engine", "Gram", "sampled, gram, dense"),
    ("precision", "half", "double, float, long_double, 50, 100"),
    ("precision", "51", "double, float, long_double, 50, 100"),
    ("seed", "-1", "from 0 to 2^64 - 1"),
    ("seed", "18446744073709551616", "from 0 to 2^64 - 1"),
    ("seed", "0.5", "from 0 to 2^64 - 1"),
    ("test_samples", "0", "from 1"),
    ("record_every", "0", "at least 1"),
    ("record_every", "-5", "at least 1"),
    # With T = 8 and n = 20, sampled needs d >= 163.
    ("dimension", "162", "163 with engines sampled and flow (engine gram"),
]

# Settings of several keys, with the complaint's beginning and a word of its requirement.
REFUSED_TOGETHER = [
    ({"engine": "flow", "heads": 2}, "heads is 2, but must be 1 with engine flow",
     "one step (engines dense, gram and sampled do)"),
    ({"engine": "flow", "batch_size": 5}, "batch_size is 5, but must be 20", "flow of the full batch"),
    ({"engine": "flow", "momentum": 0.9}, "momentum is 0.9, but must be 0", "step_size / (1 - momentum)"),
    ({"engine": "flow", "weight_decay": 0.5}, "weight_decay is 0.5, but must be 0", "not derived"),
    ({"engine": "flow", "init_weight_law": "identity"}, "init_weight_law is identity", "derived"),
    ({"engine": "mean_field", "weight_decay": 0.1}, "weight_decay is 0.1, but must be 0 with",
     "engines dense, gram and sampled do"),
    ({"engine": "mean_field", "trained": '["query", "linear_head"]'},
     'trained is ["query", "linear_head"], but must be without "linear_head"', "memorises too"),
    ({"engine": "mean_field", "classes": 3}, "classes is 3, but must be 2", "not derived"),
    ({"engine": "gram", "optimizer": "adamw"}, "optimizer is adamw, but must be descent",
     "a Gram matrix does not know"),
    ({"engine": "dense", "optimizer": "adamw", "momentum": 0.9}, "momentum is 0.9", "adam_beta1"),
    ({"precision": "float", "heads": 2}, "precision is float, but must be double or 50",
     "heads is 2"),
    ({"precision": "100", "momentum": 0.5}, "precision is 100, but must be double or 50",
     "momentum is 0.5"),
    ({"precision": "long_double", "trained": '["query"]'}, "precision is long_double",
     'trained is ["query"]'),
    ({"init_weight_law": "identity", "parameterization": "key_query"},
     "init_weight_law is identity", "no squares"),
    ({"init_weight_law": "identity", "init_weight_std": 1}, "init_weight_std is 1", "W = I"),
    ({"trained": '["query"]', "init_weight_std": 0}, "init_weight_std is 0", "W = 0 stays"),
]

# A TOML text with what its complaint must hold.
REFUSED_FILES = [
    ("volume = 11\n", ["volume", "11", "known keys: samples, tokens"]),
    ("[volume]\nx = 1\n", ["volume", "table"]),
    ("samples = 0\n", ["samples is 0", "from 1"]),
    ('samples = "20"\n', ['samples is "20"', "without quotes"]),
    ('label_noise = "0.2"\n', ['label_noise is "0.2"', "without quotes"]),
    ('seed = "1"\n', ['seed is "1"', "without quotes"]),
    ("samples = true\n", ["samples is true", "whole number"]),
    ("samples = 0.1\n", ["samples is 0.1,", "whole number"]),
    ("samples = [20]\n", ["samples", "table, list or date", "number or a word"]),
    ('samples = ["a"]\n', ['samples is ["a"]', "whole number"]),
    ("trained = []\n", ["trained is []", "not empty"]),
    ('trained = "query"\n', ["trained is query", "a list out of"]),
    ("trained = [1]\n", ["trained", "table, list or date"]),
    ('trained = [["query"]]\n', ["trained", "table, list or date"]),
    ("samples = 2020-01-01\n", ["samples", "number or a word"]),
    ("samples = {n = 20}\n", ["samples", "number or a word"]),
    ("engine = 5\n", ["engine is 5", "sampled, gram, dense"]),
    ("signal_norm = nan\n", ["signal_norm is nan", "finite"]),
    ("signal_norm = -inf\n", ["signal_norm is -inf", "finite"]),
    ("signal_norm = 1e999\n", ["config", "1e999", "line 1"]),
    ("tokens = 8\nsamples = 99999999999999999999\n", ["config", "99999999999999999999", "line 2"]),
    ("samples = 20\nsamples = 20\n", ["config", "samples", "line 2"]),
    ("samples =\n", ["config", "line 1"]),
    ("samples 20\n", ["config", "line 1"]),
    ('engine = "gram\n', ["config", "line 1"]),
    ('engine = "gr\\nam"\n', ["engine is gr am", "sampled, gram, dense"]),
    ("\udcff", ["config", "utf-8"]),
]


class BadInput(FolderTest):
    def refused(self, *words, names=()):
        """Exit 2, nothing on stdout, one line on stderr that names all this, no file in --out."""
        with self.subTest(words=words):
            done = run(*words)
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
            self.assertTrue(done.stderr.startswith("benignity: "), done.stderr)
            self.assertTrue(done.stderr.endswith("\n"), done.stderr)
            self.assertTrue(done.stderr[:-1].isprintable(), done.stderr)
            for name in names:
                self.assertIn(name, done.stderr)
            files = [path for path in self.out.rglob("*")] if self.out.is_dir() else []
            self.assertEqual(files, [])

    def test_a_value_that_a_key_does_not_take(self):
        for key, value, requirement in REFUSED_VALUES:
            self.refused("simulate", "--set", f"{key}={value}", "--out", str(self.out),
                         names=[f"{key} is {value}", "but must be", requirement])

    def test_keys_that_do_not_go_together(self):
        for keys, beginning, requirement in REFUSED_TOGETHER:
            words = [word for key, value in keys.items() for word in ("--set", f"{key}={value}")]
            self.refused("simulate", *words, "--out", str(self.out),
                         names=["benignity: " + beginning, requirement])

    def test_predict_refuses_as_simulate_does(self):
        for key, value in [("samples", "0"), ("tokens", "1"), ("label_noise", "1"),
                           ("signal_norm", "nan"), ("engine", "quantum"), ("volume", "11")]:
            self.refused("predict", "--json", "--set", f"{key}={value}",
                         names=[f"{key} is {value}, but must be"])

    def test_keys_and_assignments_that_are_none(self):
        self.refused("simulate", "--set", "volume=11", names=["volume is 11", "known keys: samples"])
        self.refused("simulate", "--set", "replicate=1", names=["replicate is 1", "known keys"])
        self.refused("simulate", "--set", "Samples=11", names=["Samples is 11", "known keys"])
        self.refused("simulate", "--set", "samples", names=['set is "samples"', "key=value"])
        self.refused("simulate", "--set", "=20", names=['set is "=20"', "key=value"])
        self.refused("simulate", "--set", "", names=['set is ""', "key=value"])
        self.refused("simulate", "--set", "samples=", names=['samples is ""', "whole number"])
        self.refused("simulate", "--set", "engine=", names=['engine is ""', "sampled, gram, dense"])
        self.refused("simulate", "--set", "sam\nples=1", names=["sam ples is 1", "known keys"])
        self.refused("simulate", "--set", "engine=gr\x1b[31mam", names=["engine is gr", "sampled"])

    def test_a_run_larger_than_memory_names_its_size(self):
        for engine, dimension in [("dense", "10000000"), ("gram", "1000000000000")]:
            self.refused("simulate", "--set", f"engine={engine}", "--set", f"dimension={dimension}",
                         "--out", str(self.out),
                         names=[f"dimension is {dimension}", f"engine {engine}", "GiB", "sampled"])
        self.refused("simulate", "--set", "samples=1e18", "--set", "tokens=1e18",
                     names=["is 1000000000000000000, but must be smaller", "GiB"])
        self.refused("simulate", "--set", "steps=1e15", "--set", "record_every=1",
                     names=["record_every is 1,", "GiB"])

    def test_a_config_that_is_none(self):
        self.refused("simulate", "--config", str(self.folder / "absent.toml"),
                     names=["config is", "absent.toml", "readable TOML file"])
        self.refused("predict", "--config", str(self.folder),
                     names=["config is", "readable TOML file", "folder"])
        self.refused("simulate", "--config", "", names=["config is", "readable TOML file"])
        config = self.folder / "setting.toml"
        for text, names in REFUSED_FILES:
            config.write_text(text, encoding="utf-8", errors="surrogateescape")
            self.refused("simulate", "--config", str(config), "--out", str(self.out), names=names)

    def test_an_out_folder_that_cannot_be_written(self):
        regular = self.folder / "regular"
        regular.write_text("kept")
        commands = [["simulate", "--set", "steps=1"], ["verify", "--claim", "engine.congruence"]]
        for out in [regular, regular / "below", regular / "far" / "below", "/proc/benignity",
                    "/proc", "/dev/null", "/dev/null/x", "/" + "x" * 300]:
            for command in commands:
                self.refused(*command, "--out", str(out), names=[f"out is {out}, but must be"])
        self.refused("simulate", "--out", "", names=['out is ""', "folder"])
        self.assertEqual(regular.read_text(), "kept")

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_an_out_folder_without_permission(self):
        self.out.mkdir(mode=0o500)
        self.refused("simulate", "--out", str(self.out), names=["out is", "writable"])

    def test_unknown_commands_and_words(self):
        self.refused(names=["command is missing", "claims, explain, predict, simulate"])
        for word in ["nope", "", "Verify", "--nope", "-x"]:
            self.refused(word, names=[f"command is {word}", "claims, explain, predict, simulate"])
        for command in ["claims", "predict", "simulate", "verify"]:
            self.refused(command, "--nope",
                         names=["argument is --nope", f"benignity {command} --help"])
            self.refused(command, "extra", names=["argument is extra", "--help"])
        self.refused("explain", "engine.congruence", "extra", names=["argument is extra"])
        self.refused("explain", names=["ID"])
        self.refused("simulate", "--set", names=["--set"])
        self.refused("simulate", "--config", "a", "--config", "b", names=["--config"])

    def test_unknown_claims_and_batteries(self):
        self.refused("explain", "engine.nope", names=["claim is engine.nope", "benignity claims"])
        self.refused("explain", "engine.*", names=["claim is engine.*"])
        self.refused("verify", "--battery", "nope", names=["battery is nope", "one of smoke"])
        for command in ["claims", "verify"]:
            self.refused(command, "--theorem", "nope",
                         names=["theorem is nope", "one of token_selection"])
        self.refused("verify", "--theorem", "token_selection", "--battery", "standard", "--claim",
                     "nope", names=["claim is nope", "battery standard and theorem token_selection"])
        for glob in ["nope", "engine.nope*", ""]:
            self.refused("verify", "--claim", glob, "--out", str(self.out),
                         names=["claim is " + glob, "battery smoke", "controls"])
        self.refused("verify", "--battery", "smoke", "--claim", "theorem.delay",
                     names=["claim is theorem.delay", "battery smoke"])
        self.refused("verify", "--claim", "engine.congruence", "--claim", "nope",
                     names=["claim is nope"])

    def test_seeds_and_jobs_that_are_no_count(self):
        seed = "from 0 to 2^64 - 1"
        for value in ["-1", "0.5", "x", "18446744073709551616", "nan"]:
            self.refused("verify", "--seed", value, "--out", str(self.out),
                         names=[f"seed is {value}", seed])
        self.refused("verify", "--seed", "", names=['seed is ""', seed])
        for value in ["0", "-1", "1.5", "x", "1025", "99999999999999999999"]:
            self.refused("verify", "--jobs", value, "--out", str(self.out),
                         names=[f"jobs is {value}", "from 1 to 1024"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
