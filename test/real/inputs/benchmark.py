# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Work for the CPython that is compiled from WebAssembly. The output is the same on every machine."""

import collections
import decimal
import hashlib
import heapq
import itertools
import json
import math
import random
import re
import struct
import sys
import zlib

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 1


def report(name, value):
    print(f"{name}: {value}")


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def nbody(steps):
    bodies = [[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47], [4.84, -1.16, -0.10, 0.6, 2.81, -0.02, 0.037],
              [8.34, 4.12, -0.40, -1.01, 1.82, 0.008, 0.011], [12.89, -15.11, -0.22, 1.08, 0.86, -0.01, 0.0017]]
    for _ in range(steps):
        for a, b in itertools.combinations(bodies, 2):
            dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
            pull = 0.01 / (dx * dx + dy * dy + dz * dz) ** 1.5
            for axis, delta in enumerate((dx, dy, dz)):
                a[3 + axis] -= delta * b[6] * pull
                b[3 + axis] += delta * a[6] * pull
        for body in bodies:
            for axis in range(3):
                body[axis] += 0.01 * body[3 + axis]
    return [round(value, 6) for value in bodies[1][:3]]


def sieve(limit):
    flags = bytearray([1]) * limit
    flags[:2] = b"\0\0"
    for i in range(2, math.isqrt(limit) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, limit, i)))
    return sum(flags)


def words(count):
    generator = random.Random(7)
    return ["".join(generator.choices("abcdefghij", k=generator.randint(2, 7))) for _ in range(count)]


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([[sum(x * y for x, y in zip(row, column)) for column in columns] for row in self.rows])


def shortestPaths(size):
    distances = {(0, 0): 0}
    queue = [(0, (0, 0))]
    while queue:
        distance, (x, y) = heapq.heappop(queue)
        if distance > distances[x, y]:
            continue
        for step in ((x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1)):
            if 0 <= step[0] < size and 0 <= step[1] < size:
                longer = distance + 1 + (step[0] * 7 + step[1] * 13) % 10
                if longer < distances.get(step, 1 << 60):
                    distances[step] = longer
                    heapq.heappush(queue, (longer, step))
    return distances[size - 1, size - 1]


def generate(depth):
    if depth:
        yield depth
        yield from generate(depth - 1)
        yield from generate(depth - 1)


report("fibonacci", fibonacci(18 + SCALE))
report("nbody", nbody(800 * SCALE))
report("sieve", sieve(200000 * SCALE))
text = " ".join(words(20000 * SCALE))
report("counter", collections.Counter(text.split()).most_common(3))
report("regular expression", len(re.findall(r"\b([a-e]+)([f-j])\2?\w*\b", text)))
report("sha256", hashlib.sha256(text.encode()).hexdigest())
report("crc32", zlib.crc32(text.encode()) if hasattr(zlib, "crc32") else "none")
document = {word: {"length": len(word), "values": [len(word) / 3, None, True, word[::-1]]} for word in words(3000)}
encoded = json.dumps(document, sort_keys=True)
report("json", (len(encoded), json.loads(encoded) == document))
size = 30 + 10 * SCALE
product = Matrix([[i * j % 7 for j in range(size)] for i in range(size)]) @ Matrix(
    [[(i * i + j) % 5 - 2 for j in range(size)] for i in range(size)])
report("matrix", [sum(row) for row in product.rows[:4]])
report("shortest path", shortestPaths(30 + 10 * SCALE))
report("generators", sum(generate(12)))
decimal.getcontext().prec = 60
report("decimal", decimal.Decimal(2).sqrt())
report("big integer", hash(3 ** 20000) % 1000003)
report("pow", pow(7, 10 ** 40, 10 ** 30 + 57))
report("struct", struct.pack("<IdhQ", 7, 1.5, -3, 1 << 60).hex())
report("sorted", sorted(words(5000), key=lambda word: (len(word), word))[::1000])
try:
    sys.setrecursionlimit(500)
    fibonacciForever = lambda n: fibonacciForever(n + 1) + 1
    fibonacciForever(0)
except RecursionError as error:
    report("recursion", type(error).__name__)
report("exceptions", sum(1 for i in range(3000) if not str(i).isdigit() or isinstance(i, str)))
