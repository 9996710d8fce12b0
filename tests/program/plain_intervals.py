"""A run of descent enclosed without any of the program's code or libraries: Python's whole numbers.

An interval is a pair of whole numbers in units of 2^-BITS. Every operation of theory/README.md (4.2), (4.3)
is enclosed as it stands, entry by entry: the plain form, whose widths grow faster than those of (4b.3).
"""

import json
import math
import sys
from fractions import Fraction

BITS = 320
ONE = 1 << BITS


def exact(text):
    """A hexadecimal double; multiples of 2^-BITS are all that the draws hold."""
    value = Fraction(float.fromhex(text)) * ONE
    assert value.denominator == 1, text
    return value.numerator, value.numerator


def add(a, b):
    return a[0] + b[0], a[1] + b[1]


def negative(a):
    return -a[1], -a[0]


def sub(a, b):
    return add(a, negative(b))


def mul(a, b):
    products = [x * y for x in a for y in b]
    return min(products) >> BITS, -(-max(products) >> BITS)


def total(terms):
    low = high = 0
    for a, b in terms:
        low, high = low + a, high + b
    return low, high


def dot(a, b):
    return total(map(mul, a, b))


def inverse(a):
    assert a[0] > 0
    return ONE * ONE // a[1], -(-ONE * ONE // a[0])


def root(a):
    return math.isqrt(a[0] * ONE), math.isqrt(a[1] * ONE) + 1


def exp_point(x, upwards):
    """e^x by Taylor's series at x/2^20, its remainder below the next term, squared 20 times."""
    halvings = 20
    guard = 64
    unit = 1 << (BITS + guard)
    y = x << guard  # x/2^20 in units of 2^-(BITS + guard), rounded the way that is asked for
    y = -(-y >> halvings) if upwards else y >> halvings
    assert abs(y) < unit
    value, term, k = unit, unit, 1
    while term:
        term = abs(term) * abs(y) // (unit * k) + 1
        signed = -term if y < 0 and k % 2 else term
        value += signed
        k += 1
        if term <= 2:
            break
    slack = 8 * k  # a rounding a term, and the remainder
    value += slack if upwards else -slack
    for _ in range(halvings):
        value = -(-value * value // unit) if upwards else value * value // unit
    return -(-value >> guard) if upwards else value >> guard


def exp(a):
    return exp_point(a[0], False), exp_point(a[1], True)


class Run:
    """The state of a certificate's draw, enclosed."""

    def __init__(self, draw):
        rows = [[exact(word) for word in line.split()] for line in draw["rows"]]
        weights = [[exact(word) for word in line.split()] for line in draw["weights"]]
        query = [exact(word) for word in draw["query"].split()]
        scale, self.alpha = exact(draw["weight_scale"]), exact(draw["step_size"])
        self.tokens, self.labels = draw["tokens"], draw["observed_labels"]
        self.samples = len(self.labels)
        self.active = self.samples * self.tokens
        self.gamma = [self.head_value(draw, row) for row in rows[:self.active]]
        images = [[mul(scale, dot(line, row)) for line in weights] for row in rows]  # Z^T
        self.kernel = [[dot(a, b) for b in rows] for a in rows]
        self.weighted = [[dot(a, b) for b in images] for a in images]
        self.logits = [dot(image, query) for image in images]
        self.query2 = dot(query, query)

    @staticmethod
    def head_value(draw, row):
        if draw["given"]:
            return dot([exact(word) for word in draw["given"]["linear_head"].split()], row)
        head = mul(exact(draw["head_norm"]), inverse(root((2 * ONE, 2 * ONE))))
        return mul(head, sub(row[0], row[1]))

    def response(self):
        """Margins, s_1 and c."""
        margins, relevant, coefficients = [], [], []
        for i, label in enumerate(self.labels):
            first = i * self.tokens
            logits = self.logits[first:first + self.tokens]
            gamma = self.gamma[first:first + self.tokens]
            powers = [exp(sub(a, logits[0])) for a in logits]
            scale = inverse(total(powers))
            softmax = [mul(power, scale) for power in powers]
            f = dot(softmax, gamma)
            margin = f if label == 1 else negative(f)
            weight = inverse(add(exp(margin), (ONE, ONE)))
            weight = (weight[0] // self.samples, -(-weight[1] // self.samples))
            weight = weight if label == 1 else negative(weight)
            margins.append(margin)
            relevant.append(softmax[0])
            coefficients += [mul(weight, mul(s, sub(g, f))) for s, g in zip(softmax, gamma)]
        return margins, relevant, coefficients

    def step(self, moved=0):
        """One step; `moved` is added to the first coefficient, in units of 2^-BITS."""
        c = self.response()[2]
        c[0] = add(c[0], (moved, moved))
        alpha = self.alpha
        k = [dot(row[:self.active], c) for row in self.kernel]
        h = [dot(row[:self.active], c) for row in self.weighted]
        along = dot(self.logits[:self.active], c)
        reach = add(self.query2, mul(alpha, along))
        gained = dot(h[:self.active], c)
        old = self.logits
        quadratic = mul(mul(alpha, alpha), self.query2)
        for i, row in enumerate(self.weighted):
            for j in range(len(row)):
                linear = mul(alpha, add(mul(old[i], k[j]), mul(k[i], old[j])))
                row[j] = add(row[j], add(linear, mul(quadratic, mul(k[i], k[j]))))
        self.logits = [add(a, mul(alpha, add(hi, mul(ki, reach)))) for a, hi, ki in zip(old, h, k)]
        self.query2 = add(self.query2,
                          add(mul((2 * alpha[0], 2 * alpha[1]), along), mul(mul(alpha, alpha), gained)))

    def width(self):
        return max(b - a for a, b in self.logits)


def overlaps(interval, decimals):
    """Whether "[mid +/- radius]" and the interval share a number."""
    middle, radius = decimals.strip("[]").split(" +/- ") if "+/-" in decimals else (decimals, "0")
    middle, radius = Fraction(middle) * ONE, Fraction(radius) * ONE
    return interval[0] <= middle + radius and middle - radius <= interval[1]


def print_widths(path, steps):
    """How the widths of a certificate's run grow in the plain form."""
    with open(path, encoding="utf-8") as file:
        run = Run(json.load(file)["draw"])
    for tau in range(steps + 1):
        if tau % 10 == 0:
            print(f"step {tau}: width 2^{run.width().bit_length() - BITS}", flush=True)
        run.step()


if __name__ == "__main__":
    print_widths(sys.argv[1], int(sys.argv[2]))
