"""The installed package: examples through find_package and pkg-config, and a use that must not compile.

Usage: package_test.py CMAKE BUILD_FOLDER EXAMPLES COMPILER [FLAG ...]
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CMAKE, BUILD, EXAMPLES, COMPILER, *FLAGS = sys.argv[1:]
FLAGS = [flag for word in FLAGS for flag in word.split()]


def run(*words, **environment):
    """stdout of a command that must succeed."""
    done = subprocess.run([str(word) for word in words], env=os.environ | environment,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.prefix = cls.folder / "prefix"
        run(CMAKE, "--install", BUILD, "--prefix", cls.prefix)

    def pkg_config(self, *words):
        [found] = self.prefix.glob("lib*/**/benignity.pc")
        return run("pkg-config", *words, "benignity", PKG_CONFIG_PATH=str(found.parent)).split()

    def test_every_example_runs_through_find_package(self):
        examples = sorted(path.stem for path in pathlib.Path(EXAMPLES).glob("*.cpp"))
        build = self.folder / "examples"
        run(CMAKE, "-S", EXAMPLES, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug",
            f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DCMAKE_CXX_COMPILER={COMPILER}",
            f"-DCMAKE_CXX_FLAGS={' '.join(FLAGS)}")
        run(CMAKE, "--build", build)
        printed = {name: run(build / name) for name in examples}
        self.assertIn("22.68", printed["critical_kappa"])  # kappa* of the paper's benign setting
        self.assertIn("1 PASS", printed["own_claim"])
        self.assertEqual(len(printed["sweep"].splitlines()), 9)
        # The same 100 steps on explicit W and p, in numpy: tests/package/own_matrix.py.
        reference = run(sys.executable, pathlib.Path(__file__).with_name("own_matrix.py"))
        self.assertEqual(printed["own_matrix"], reference)

    def test_pkg_config_names_what_an_example_needs(self):
        if not shutil.which("pkg-config"):
            self.skipTest("pkg-config is not installed")
        program = self.folder / "critical_kappa"
        run(COMPILER, *FLAGS, "-std=c++20", pathlib.Path(EXAMPLES) / "critical_kappa.cpp", "-o", program,
            *self.pkg_config("--cflags", "--libs"))
        self.assertIn("22.68", run(program))

    def test_another_alignment_does_not_compile(self):
        source = self.folder / "misaligned.cpp"
        source.write_text("#include <benignity/sim/model/matrix.hpp>\nint main() {}\n")
        includes = ["-I", self.prefix / "include", "-I", self.prefix / "include/benignity",
                    "-isystem", "/usr/include/eigen3"]
        words = [COMPILER, "-std=c++20", "-fsyntax-only", source, *includes]
        done = subprocess.run([*words, "-DEIGEN_MAX_ALIGN_BYTES=16"], capture_output=True, text=True,
                              check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("benignity is compiled with -DEIGEN_MAX_ALIGN_BYTES=64", done.stderr)
        run(*words, "-DEIGEN_MAX_ALIGN_BYTES=64")

    def test_the_man_page_and_the_completion_are_the_programs_own(self):
        page = (self.prefix / "share/man/man1/benignity.1").read_text()
        completion = (self.prefix / "share/bash-completion/completions/benignity").read_text()
        listed = run(self.prefix / "bin/benignity", "--help")
        for command in ("predict", "simulate", "sweep", "verify", "compare"):
            self.assertIn(command, listed)
            self.assertIn(f".SS {command}", page)
        asked = "COMP_WORDS=(benignity simulate --set init_w); COMP_CWORD=3; compopt() { :; }; _benignity; echo ${COMPREPLY[@]}"
        self.assertEqual(run("bash", "-c", f"{completion}\n{asked}").split(),
                         ["init_weight_std=", "init_weight_law="])

    def test_who_links_it_gets_no_flag_that_stops_a_build(self):
        for file in self.prefix.glob("lib*/**/*.cmake"):
            for unwanted in ("-Werror", "SQLite", "CLI11", "tomlplusplus", "nlohmann", BUILD):
                self.assertNotIn(unwanted, file.read_text(), file.name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
