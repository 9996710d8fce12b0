#!/usr/bin/env python3
"""What Doxygen reads: the headers, in which equations that a comment cites are links to the derivation.

Usage: doxygen_source.py FOLDER (written there; ./run docs), or --unknown to list what is cited and is not there
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
NUMBER = r"(?:\d+b?\.\d+|[A-Z]\.?\d+)"
CITED = re.compile(rf"((?:theory/)(?:\w+/)?README\.md\s+)?(?<![\w)])\(({NUMBER})\)")
SOURCES = ("theory", "sim", "verify", "reports", "python", "examples")


def label(number):
    return "eq_" + number.replace(".", "_")


def numbered(text):
    """Equation numbers where a line ends or a formula's line begins, in order of appearance."""
    found = re.finditer(rf"(?m)\(({NUMBER})\)\s*$|^ {{4}}\(({NUMBER})\)  ", text)
    return [match[1] or match[2] for match in found]


def derivations():
    return sorted([*(ROOT / "theory").rglob("README.md"), *(ROOT / "sim").rglob("README.md")])


def defined():
    """Those that a formula set apart ends in; a line of prose that ends in one of them cites it."""
    return {number for path in derivations() for line in path.read_text("utf-8").splitlines()
            if line.startswith("    ") for number in numbered(line)}


def known():
    return {number for path in derivations() for number in numbered(path.read_text("utf-8"))}


def with_anchors(text):
    """The derivation with an anchor before each block that ends a line in a number."""
    lines, block, apart = [], [], defined()
    for line in text.splitlines() + [""]:
        if line.startswith("    ") or (block and not line.strip()):
            block.append(line)
            continue
        anchors = [f"\\anchor {label(number)}" for number in numbered("\n".join(block))]
        lines += ([*anchors, ""] if anchors else []) + block
        block = []
        anchors = [f"\\anchor {label(number)}" for number in numbered(line) if number not in apart]
        lines += [" ".join([*anchors, line])]
    return "\n".join(lines)


def with_links(text, equations):
    def link(match):
        if match[2] not in equations:
            return match[0]
        return f'{match[1] or ""}\\ref {label(match[2])} "({match[2]})"'
    return "".join(CITED.sub(link, line) if line.lstrip().startswith("///") else line
                   for line in text.splitlines(keepends=True))


def unknown():
    """FILE: NUMBER of every citation of theory/README.md that the derivations do not have."""
    equations = known()
    missing = []
    for room in SOURCES:
        for path in sorted((ROOT / room).rglob("*.[ch]pp")):
            text = " ".join(line.lstrip(" /") for line in path.read_text("utf-8").splitlines())
            for cited in re.finditer(rf"README\.md ((?:\({NUMBER}\)(?:, | and | to )?)+)", text):
                for number in re.findall(NUMBER, cited[1]):
                    if number not in equations:
                        missing.append(f"{path.relative_to(ROOT)}: ({number})")
    return missing


def write_sources(folder):
    """The headers and pages that Doxygen reads, below the folder, anchors and links in them."""
    equations = known()
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    for room in SOURCES[:4]:
        pages += [*(ROOT / room).rglob("*.hpp"), *(ROOT / room).rglob("README.md")]
    for path in pages:
        text = path.read_text("utf-8")
        # The front page needs a name of its own among the rooms' README.md.
        to = folder / ("benignity.md" if path.parent == ROOT else path.relative_to(ROOT))
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(with_anchors(text) if path in derivations() else with_links(text, equations), "utf-8")


if __name__ == "__main__":
    if sys.argv[1] == "--unknown":
        sys.exit("\n".join(unknown()) or 0)
    write_sources(pathlib.Path(sys.argv[1]))
