"""What ./run asks apt for, with a stand-in for apt: Debian 12's names, and those of systems that came later.

Usage: run_test.py RUN
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

RUN = pathlib.Path(sys.argv[1]).resolve()
# Each word that apt-get gets goes to a file; it has nothing to install, so that run stops there.
APT_GET = """#!/bin/sh
case " $* " in *" install "*) echo "$*" >asked; echo "nothing to install"; exit 100 ;; esac
"""
# As apt answers for a name that it knows from another package's list alone, and for one it never read.
APT_CACHE = """#!/bin/sh
grep -qxF "$2" offered && printf '%s:\\n  Installed: (none)\\n  Candidate: 1.0\\n' "$2" && exit
[ "$2" = libflint-arb-dev ] && printf '%s:\\n  Installed: (none)\\n  Candidate: (none)\\n' "$2"
exit 0
"""
DEBIAN_12 = ["libflint-arb-dev", "libflint-dev", "catch2", "libeigen3-dev", "chromium", "chromium-driver"]


class PackageNames(unittest.TestCase):
    def asked(self, offered, command):
        """The packages that ./run COMMAND would install, and its stderr, on a machine without headers."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "offered").write_text("\n".join(offered), "utf-8")
            programs = {"apt-get": APT_GET, "apt-cache": APT_CACHE, "dpkg-query": "#!/bin/sh\n",
                        "sudo": '#!/bin/sh\nexec "$@"\n'}
            for program, text in programs.items():
                (folder / program).write_text(text, "utf-8")
                (folder / program).chmod(0o755)
            script = RUN.read_text("utf-8").replace("/usr/include", "/nothing").replace("/usr/local", "/nothing")
            script = script.replace("has_command chrom", "false && has_command chrom")
            (folder / "run").write_text(script, "utf-8")
            done = subprocess.run(["/bin/bash", "run", command], cwd=folder, stdin=subprocess.DEVNULL,
                                  env={"PATH": f"{folder}:/usr/bin:/bin"}, capture_output=True, text=True,
                                  check=False, timeout=60)
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn("nothing to install", done.stderr)
            return (folder / "asked").read_text("utf-8").split(), done.stderr

    def test_arb_by_its_own_package(self):
        asked, _ = self.asked(DEBIAN_12, "build")
        self.assertIn("libflint-arb-dev", asked)
        self.assertNotIn("libflint-dev", asked)

    def test_arb_within_flint_3(self):
        asked, _ = self.asked([name for name in DEBIAN_12 if name != "libflint-arb-dev"], "build")
        self.assertIn("libflint-dev", asked)
        self.assertNotIn("libflint-arb-dev", asked)

    def test_a_system_without_chromium_goes_without_its_tests(self):
        asked, said = self.asked(["libflint-dev", "catch2"], "test")
        self.assertFalse([word for word in asked if word.startswith("chromium")])
        self.assertIn("no package chromium here: the browser tests are skipped", said)
        asked, _ = self.asked(DEBIAN_12, "test")
        self.assertIn("chromium", asked)
        self.assertIn("chromium-driver", asked)

    def test_a_package_under_no_name_is_left_to_apt(self):
        asked, said = self.asked([], "build")
        self.assertIn("libeigen3-dev", asked)
        self.assertIn("apt-get failed, see above; wanted: ", said)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
