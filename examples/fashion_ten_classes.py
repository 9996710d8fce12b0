"""Fashion-MNIST with all ten classes as arrays for --data: a token is an image (place 0) among three of
white noise, labels 0 to 9. docs/data.md, "Ten classes", has the commands that use it.

Usage: fashion_ten_classes.py IMAGES_FOLDER OUT SIGMA [SAMPLES [SEED]]
"""

import gzip
import pathlib
import sys

import numpy as np

TOKENS = 4


def images(folder, kind):
    with gzip.open(folder / f"{kind}-images-idx3-ubyte.gz") as file:
        pixels = np.frombuffer(file.read(), dtype=np.uint8, offset=16).reshape(-1, 784) / 255
    with gzip.open(folder / f"{kind}-labels-idx1-ubyte.gz") as file:
        return pixels, np.frombuffer(file.read(), dtype=np.uint8, offset=8)


def among_noise(pixels, sigma, random):
    tokens = sigma * random.standard_normal((len(pixels), TOKENS, 784))
    tokens[:, 0] = pixels
    return tokens.astype(np.float32)


def main():
    folder, out, sigma = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), float(sys.argv[3])
    samples, seed = int((sys.argv[4:] or ["4000"])[0]), int((sys.argv[5:] or ["1"])[0])
    random = np.random.default_rng(seed)
    out.mkdir(parents=True, exist_ok=True)
    for prefix, kind, count in (("", "train", samples), ("test_", "t10k", 1000)):
        pixels, labels = images(folder, kind)
        chosen = random.permutation(len(labels))[:count]
        np.save(out / f"{prefix}tokens.npy", among_noise(pixels[chosen], sigma, random))
        np.save(out / f"{prefix}labels.npy", labels[chosen].astype(np.int64))


if __name__ == "__main__":
    main()
