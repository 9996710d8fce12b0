"""spam_mails.py: what becomes of made-up mails, with a stand-in for fastText.

Usage: spam_mails_test.py SCRIPT
"""

import ast
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

SCRIPT = sys.argv[1]
# A vector of its number for each word that comes twice or more, in the order of appearance.
FASTTEXT = """#!/usr/bin/python3
import collections, sys
words = dict(zip(sys.argv[2::2], sys.argv[3::2]))
assert sys.argv[1] == "skipgram" and words["-thread"] == "1" and words["-seed"] == "1", sys.argv
counts = collections.Counter(open(words["-input"]).read().split())
kept = [word for word, count in counts.items() if count > 1]
with open(words["-output"] + ".vec", "w") as file:
    print(len(kept) + 1, words["-dim"], file=file)
    for k, word in enumerate(["</s>"] + kept):
        print(word, *([k - 1] * int(words["-dim"])), file=file)
"""
PAGE = """Subject: never read
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

<html><style>p { color: pills }</style><p>Buy P=
ILLS &amp; watches<b>now</b> at http://pills.example/buy, mail cheap@pills.example</p></html>
"""
PLAIN = "Subject: never read\n\nThe kernel crashed; the kernel's log, buy \\ufffd kernel watches\n"


def npy(file):
    """Shape and numbers of an NPY file of version 1, little endian."""
    data = file.read_bytes()
    assert data[:8] == b"\x93NUMPY\x01\x00"
    length = int.from_bytes(data[8:10], "little")
    assert (10 + length) % 64 == 0 and data[10 + length - 1:10 + length] == b"\n"
    header = ast.literal_eval(data[10:10 + length].decode())
    assert not header["fortran_order"]
    kind = {"<f4": "f", "<i4": "i", "|i1": "b"}[header["descr"]]
    body = data[10 + length:]
    return header["shape"], struct.unpack(f"<{len(body) // struct.calcsize(kind)}{kind}", body)


class SpamMails(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "fasttext").write_text(FASTTEXT)
        (self.folder / "fasttext").chmod(0o755)

    def mail(self, group, number, checksum, text):
        file = self.folder / "package" / "data" / group / f"{number}.{checksum}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"text": text}))

    def test_words_of_the_body_in_the_order_of_checksums(self):
        self.mail("spam-1", "00001", "bb", PAGE)
        self.mail("easy-ham-1", "00001", "aa", PLAIN)
        self.mail("easy-ham-1", "00002", "cc", PLAIN)  # seen before
        self.mail("hard-ham-1", "00001", "dd", "Subject: empty\n\nthe of and\n")
        subprocess.run([sys.executable, SCRIPT, self.folder / "package", self.folder / "out"], check=True,
                       env=os.environ | {"PATH": f"{self.folder}:{os.environ['PATH']}"})
        out = self.folder / "out"
        # "crashed", "log", "pills" and "mail" come once.
        self.assertEqual((out / "vocabulary.txt").read_text().split(), ["kernel", "buy", "watches"])
        shape, vectors = npy(out / "vectors.npy")
        self.assertEqual((shape, vectors[::100]), ((3, 100), (0, 1, 2)))
        shape, words = npy(out / "words.npy")
        self.assertEqual(shape, (2, 32))
        self.assertEqual(words[:32], (0, 0, 1, 0, 2) + (-1,) * 27)
        self.assertEqual(words[32:], (1, 2) + (-1,) * 30)
        self.assertEqual(npy(out / "labels.npy"), ((2,), (0, 1)))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
