# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random C programs of loops, for differential.py: unrolled by hand in all the ways that a pass which
rolls loops up, or reasons about their addresses, may get wrong. Defined with -fwrapv and
-fno-strict-aliasing, and the same for 32 and 64 bit."""

import random

TYPES = ["u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64"]
SIZE = {"8": 1, "6": 2, "2": 4, "4": 8}
ARENA = 8192
REACH = 300  # elements that an array may be indexed by, downwards too

HEAD = """typedef unsigned char u8; typedef signed char i8; typedef unsigned short u16; typedef short i16;
typedef unsigned u32; typedef int i32; typedef unsigned long long u64; typedef long long i64;
extern __typeof__(sizeof 0) strlen(const char *);
extern long write(int, const void *, __typeof__(sizeof 0));
static u8 arena[%d] __attribute__((aligned(16)));
static volatile i32 zero; // keeps the numbers of iterations from the compiler
__attribute__((noinline)) static void report(const char *name, u64 value) {
  char line[64]; u32 n = 0; u64 h = value * 0x9e3779b97f4a7c15ull;
  for (u32 i = 0; i < sizeof arena; ++i) h = (h ^ arena[i]) * 0x100000001b3ull;
  while (*name) line[n++] = *name++;
  line[n++] = ' ';
  for (int s = 60; s >= 0; s -= 4) line[n++] = "0123456789abcdef"[h >> s & 15];
  line[n++] = '\\n';
  write(1, line, n);
}
""" % ARENA


def size(kind):
    return SIZE[kind[-1]]


class Loop:
    """One function with one loop (or a nest)."""

    def __init__(self, rng, number):
        self.rng = rng
        self.name = f"f{number}"
        self.arrays = [rng.choice(TYPES)]
        for _ in range(rng.randint(0, 2)):
            self.arrays.append(self.arrays[0] if rng.random() < 0.5 else rng.choice(TYPES))
        self.lanes = rng.choice([1, 2, 2, 2, 3, 4, 4, 4, 8])
        self.scale = rng.choice([1, 1, 1, 1, 2, 3])
        self.down = rng.random() < 0.3
        self.counter = rng.choice(["i32", "u32", "u32", "i64", "u64", "u16", "u8"])
        self.by_pointer = rng.random() < 0.25
        # Most loops are near to what rolls up; of the others something is always different.
        self.plain = rng.random() < 0.7
        self.shifts = [rng.choice([0, 0, 0, 1, 2, -1]) for _ in self.arrays]
        if self.plain:
            self.counter = rng.choice(["i32", "u32", "u32", "u64"])

    def element(self, array, lane, shift):
        """A place of an array as lane `lane` of the iteration sees it."""
        sign = "-" if self.down else "+"
        scale = self.scale
        if self.by_pointer:
            return f"p{array}[{(-lane if self.down else lane) * scale + shift}]"
        if scale == 1 and not self.down and self.ors and shift >= 0:
            # i | 1 is i + 1 for every number that the unrolled loop sees, but not for those of all lanes
            return f"p{array}[(i | 1) + {lane + shift}]" if self.odd else f"p{array}[(i | {lane}) + {shift}]"
        if self.down and not self.plain and self.rng.random() < 0.3:
            return f"p{array}[n - 1 - (i32)i + {-lane * scale + shift}]" if scale == 1 else \
                   f"p{array}[-(i32)i * {scale} + {-lane * scale + shift}]"
        minus = "-" if self.down else ""
        return f"p{array}[{minus}(i32)i * {scale} {sign} {lane * scale} + {shift}]"

    def expression(self, template, lane):
        kind = template[0]
        if kind == "element":
            return self.element(template[1], lane, template[2])
        if kind == "constant":
            return template[1]
        if kind == "counter":
            return f"(({template[1]})(i + {lane}))"
        if kind == "scaled":
            return f"((u32)i * {template[1]}u + {lane})" if template[2] else f"((u32)(i + {lane}) * {template[1]}u)"
        if kind == "next":
            return f"((u32)(i + {self.lanes + lane}) < (u32)n)"
        a, b = (self.expression(t, lane) for t in template[2:4])
        operator = template[1]
        if operator in ("<<", ">>"):
            return f"((u32)({a}) {operator} (({b}) & 15))"
        if operator in ("min", "max"):
            t = template[4]
            return f"(({t})({a}) {'<' if operator == 'min' else '>'} ({t})({b}) ? ({t})({a}) : ({t})({b}))"
        if operator == "float":
            return f"(i32)((float)(({a}) & 0xfff) * 1.5f + (float)(({b}) & 0xff))"
        if operator == "?":
            return f"(({a}) & 1 ? ({b}) : 7)"
        return f"(({template[4]})({a}) {operator} ({template[4]})({b}))"

    def template(self, depth):
        rng = self.rng
        if depth == 0 or rng.random() < 0.3:
            roll = rng.random()
            if roll < 0.7:
                array = rng.randrange(len(self.arrays))
                return ("element", array, self.shift(array))
            if roll < 0.82:
                return ("constant", rng.choice(["3", "0x12345", "k", "(k * 7)"]))
            if roll < 0.9:
                return ("counter", rng.choice(TYPES))
            if roll < 0.97:
                return ("scaled", rng.choice([1, 3, 0x40000000, 0x40000001, 0x80000001]),
                        rng.random() < 0.5)
            return ("next",)
        operator = rng.choice(["+", "+", "-", "*", "&", "|", "^", "<<", ">>", "min", "max", "float", "?"])
        return ("op", operator, self.template(depth - 1), self.template(depth - 1),
                rng.choice(["u32", "u32", "i32", "u64"]))

    def shift(self, array):
        if self.plain:
            return self.shifts[array]
        return self.rng.choice([0, 0, 0, 0, 1, 2, 4, -1, self.lanes])

    def code(self):
        rng = self.rng
        step = self.lanes
        unit_by_or = step in (2, 4, 8) and rng.random() < 0.25
        self.ors = unit_by_or
        self.odd = rng.random() < 0.5
        statements = []  # (target template, expression template, operator)
        for _ in range(1 if self.plain else rng.randint(1, 2)):
            if rng.random() < 0.6:
                fixed = rng.random() < 0.1  # the same place in every lane
                array = rng.randrange(len(self.arrays))
                statements.append(("store", array, self.shift(array), self.template(rng.randint(0, 2)), fixed,
                                   rng.choice(["=", "=", "=", "+=", "^="])))
            if rng.random() < 0.4:
                operator = rng.choice(["+", "+", "+", "^", "|", "&", "*"] if self.plain else
                                      ["+", "-", "min", "max", "reverse"])
                statements.append(("reduce", operator, rng.randrange(2), self.template(rng.randint(0, 2))))
        if not statements:
            statements = [("reduce", "+", 0, ("element", 0, self.shift(0)))]
        body = []
        late = rng.random() < 0.2  # all loads of a statement before its stores
        for statement in statements:
            order = list(range(self.lanes))
            if rng.random() < (0.05 if self.plain else 0.2):
                rng.shuffle(order)
            stores = []
            odd = rng.randrange(self.lanes) if rng.random() < (0.06 if self.plain else 0.15) else -1
            for lane in order:
                template = statement[3]
                value = self.expression(self.template(1) if lane == odd else template, lane)
                if statement[0] == "store":
                    place = f"p{statement[1]}[5]" if statement[4] else self.element(statement[1], lane, statement[2])
                    if late:
                        body.append(f"u64 t{len(body)} = {value};")
                        stores.append(f"{place} {statement[5]} t{len(body) - 1};")
                    else:
                        body.append(f"{place} {statement[5]} {value};")
                else:
                    s = f"s{statement[2]}"
                    kind = self.sums[statement[2]]
                    operator = statement[1]
                    if operator in ("min", "max"):
                        body.append(f"{{ {kind} v = {value}; if (v {'<' if operator == 'min' else '>'} {s}) {s} = v; }}")
                    elif operator == "reverse":
                        body.append(f"{s} = ({kind})({value}) - {s};")
                    else:
                        body.append(f"{s} = {s} {operator} ({kind})({value});")
            body += stores
        if not self.plain and rng.random() < 0.15:
            body.append(f"if ({self.element(0, 0, 0)} == 77) break;")
        if rng.random() < 0.05:
            body.append(f"last = {self.element(0, rng.randrange(self.lanes), 0)};")
        if not self.plain and rng.random() < 0.1:
            body.append("last += s0;")
        if self.by_pointer:
            for array in range(len(self.arrays)):
                body.append(f"p{array} {'-' if self.down else '+'}= {self.lanes * self.scale};")
        text = "\n    ".join(body)
        c = self.counter
        limit = f"(({c})n)"
        form = rng.choice([0, 1, 3, 4, 4, 4, 5, 5]) if self.plain else rng.randrange(6)
        if form == 0:
            loop = f"for ({c} i = 0; i < {limit}; i += {step}) {{\n    {text}\n  }}"
        elif form == 1:
            loop = f"for ({c} i = 0; i != {limit}; i += {step}) {{\n    {text}\n  }}"
        elif form == 2:
            loop = f"{c} i = 0; do {{\n    {text}\n    i += {step}; }} while (i < {limit});"
        elif form == 3:
            loop = f"{c} i = {limit}; do {{ i -= {step};\n    {text}\n    }} while (i != 0);"
        elif form == 4:
            loop = f"{c} i = 0; for (u32 m = n / {step}; m; --m, i += {step}) {{\n    {text}\n  }}"
        else:
            loop = f"for ({c} i = 0; (i64)i + {step} <= (i64)n; i += {step}) {{\n    {text}\n  }}"
        if rng.random() < 0.15:
            move = " ".join(f"p{a} += {rng.choice([0, 1, 8])};" for a in range(len(self.arrays)))
            loop = f"for (u32 j = 0; j < 3; ++j) {{ {loop} {move} }}"
        parameters = ", ".join(f"{kind} *p{a}" for a, kind in enumerate(self.arrays))
        return (f"__attribute__((noinline)) static u64 {self.name}({parameters}, i32 n, u32 k) {{\n"
                f"  {self.sums[0]} s0 = k; {self.sums[1]} s1 = 1; u64 last = 0;\n  {loop}\n"
                f"  return s0 * 31 + s1 * 17 + last;\n}}\n")

    def generate(self):
        rng = self.rng
        self.sums = [rng.choice(["u32", "u32", "i32", "u64", "u8", "i16"]) for _ in range(2)]
        code = self.code()
        calls = []
        for _ in range(3):
            n = self.lanes * rng.choice([1, 2, 3, 5, 8, 12])
            middle = rng.randrange(ARENA // 2 - 64, ARENA // 2 + 64)
            pointers = []
            for kind in self.arrays:
                place = middle + (0 if rng.random() < 0.5 else rng.choice([1, 2, 4, 8, 13, 400, -700]))
                pointers.append(f"({kind} *)(arena + {place // size(kind) * size(kind)})")
            calls.append(f'  report("{self.name}", {self.name}({", ".join(pointers)}, {n} + zero, {rng.randrange(1 << 20)}));\n')
        return code, calls


def program(seed, functions=16):
    """The text of a program and the clang flags to build it for WebAssembly with."""
    rng = random.Random(seed)
    codes, calls = [], []
    for number in range(functions):
        code, more = Loop(rng, number).generate()
        codes.append(code)
        calls += more
    text = (HEAD + "".join(codes) + "int main(void) {\n"
            f"  u32 x = {seed * 2654435761 % (1 << 32)}u;\n"
            "  for (u32 i = 0; i < sizeof arena; ++i) { x = x * 1664525 + 1013904223; arena[i] = x >> 24; }\n"
            + "".join(calls) + "  return 0;\n}\n")
    flags = [rng.choice(["-O0", "-O1", "-O1", "-O1", "-O1", "-O2", "-O2", "-O2", "-O3"])]
    flags += rng.choice([[], ["-funroll-loops"], ["-mllvm", "-unroll-count=4", "-mllvm", "-unroll-runtime"],
                         ["-fno-unroll-loops"], ["-fno-unroll-loops"]])
    flags += rng.choice([[], ["-msimd128"], ["-fno-slp-vectorize"]])
    return text, flags
