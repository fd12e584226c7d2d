# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random modules of unrolled loops, for differential.py, written in WebAssembly itself: a C compiler would
rearrange the very indices that rolling a loop up, or widening them, may get wrong. The last call may trap."""

import random

ARENA = 4096
LOADS = {1: ["i32.load8_u", "i32.load8_s"], 2: ["i32.load16_u", "i32.load16_s"], 4: ["i32.load"]}
STORES = {1: "i32.store8", 2: "i32.store16", 4: "i32.store"}


class Loop:
    def __init__(self, rng, number):
        self.rng = rng
        self.name = f"$f{number}"
        self.lanes = rng.choice([2, 2, 3, 4, 4, 4, 8])
        self.unit = rng.choice([1, 1, 2, 4, 4, 4])
        self.down = rng.random() < 0.3
        # What the counter advances by for each lane: bytes, or elements that are then scaled.
        self.scaled = self.unit > 1 and rng.random() < 0.3
        self.advance = (1 if self.scaled else self.unit) * (-1 if self.down else 1)
        self.step = self.advance * self.lanes
        # How each array is addressed. One form for all lanes nearly always.
        self.forms = [rng.choice(["offset", "offset", "index", "or", "odd", "mask", "mixed", "next", "wrap"])
                      for _ in range(2)]
        self.bases = [rng.choice([0, 0, 0, 1, 8, 60]) for _ in range(2)]

    def index(self):
        shift = self.unit.bit_length() - 1
        return f"(i32.shl (local.get $i) (i32.const {shift}))" if self.scaled else "(local.get $i)"

    def address(self, array, lane, extra=0):
        """An address as operands, and the offset that goes with it."""
        form, pointer = self.forms[array], f"(local.get ${'pq'[array]})"
        distance = lane * self.unit * (-1 if self.down else 1) + extra
        least = -(self.lanes - 1) * self.unit if self.down else 0
        base = self.bases[array]
        if form == "index":
            return f"(i32.add (i32.add {pointer} {self.index()}) (i32.const {distance}))", base
        if form in ("or", "odd") and not self.down:
            bits = 1 if form == "odd" else lane * self.advance
            rest = lane * self.unit if form == "odd" else 0
            either = f"(i32.or (local.get $i) (i32.const {bits}))"
            if self.scaled:
                either = f"(i32.shl {either} (i32.const {self.unit.bit_length() - 1}))"
            return f"(i32.add {pointer} {either})", base + rest + abs(extra)
        if form == "mask":
            mask = f"(i32.and {self.index()} (i32.const {-2 * self.unit}))"
            return f"(i32.add {pointer} {mask})", base + distance - least
        if form == "mixed":
            part = self.rng.choice([-8, 0, 8, 4])
            return (f"(i32.add (i32.add {pointer} {self.index()}) (i32.const {part + least}))",
                    base + 8 + distance - least - part)
        if form == "next":
            return (f"(i32.add (i32.add {pointer} (i32.add (local.get $i) (i32.const {self.step})))"
                    f" (i32.const {distance}))", base)
        if form == "wrap":
            return (f"(i32.add {pointer} (i32.mul (local.get $i) (i32.const"
                    f" {self.rng.choice([0x40000000, 0x20000000]) if self.lanes != 3 else 0})))", base + lane * self.unit)
        return f"(i32.add {pointer} {self.index()})", base + distance - least

    def value(self, template, lane):
        kind = template[0]
        if kind == "load":
            operand, offset = self.address(template[1], lane, template[3])
            return f"({template[2]} offset={max(offset, 0)} {operand})"
        if kind == "constant":
            return f"(i32.const {template[1]})"
        if kind == "k":
            return "(local.get $k)"
        number = f"(i32.add (local.get $i) (i32.const {lane * self.advance}))"
        if kind == "number":
            return number
        if kind == "times":
            return f"(i32.mul {number} (i32.const {template[1]}))"
        if kind == "times plus":
            return f"(i32.add (i32.mul (local.get $i) (i32.const {template[1]})) (i32.const {lane * self.advance}))"
        if kind == "or":
            return f"(i32.or (local.get $i) (i32.const {lane * self.advance}))"
        if kind == "odd":
            return f"(i32.add (i32.or (local.get $i) (i32.const 1)) (i32.const {lane * self.advance}))"
        if kind == "less":
            return (f"(i32.lt_u (i32.add (local.get $i) (i32.const {self.step + lane * self.advance}))"
                    f" (local.get $k))")
        if kind == "half":
            return f"(i32.shr_u {number} (i32.const 1))"
        return f"({template[1]} {self.value(template[2], lane)} {self.value(template[3], lane)})"

    def template(self, depth):
        rng = self.rng
        if depth == 0 or rng.random() < 0.25:
            roll = rng.random()
            if roll < 0.6:
                return ("load", rng.randrange(2), rng.choice(LOADS[self.unit]), 0 if rng.random() < 0.9 else self.unit)
            return (rng.choice(["constant", "k", "number", "number", "times", "times plus", "times plus", "or", "odd",
                                "less", "half"]),
                    rng.choice([1, 3, 77, 0x40000001, 0x20000001, 0x80000001]))
        return ("op", rng.choice(["i32.add", "i32.add", "i32.sub", "i32.mul", "i32.xor", "i32.and", "i32.or",
                                  "i32.shl", "i32.shr_u", "i32.rotl", "i32.lt_s"]),
                self.template(depth - 1), self.template(depth - 1))

    def code(self):
        rng = self.rng
        lines = []
        for local in rng.choice(["m", "m", "ms", "s", "s"]):
            template = self.template(rng.randint(0, 2))
            order = list(range(self.lanes))
            if rng.random() < 0.08:
                rng.shuffle(order)
            odd = rng.randrange(self.lanes) if rng.random() < 0.05 else -1
            stored = rng.randrange(2)
            operation = rng.choice(["i32.add", "i32.add", "i32.xor", "i32.or", "i32.and", "i32.mul", "i32.sub"])
            right = rng.random() < 0.3
            late = []
            for lane in order:
                value = self.value(self.template(1) if lane == odd else template, lane)
                if local == "s":
                    operands = ["(local.get $s)", value]
                    lines.append(f"(local.set $s ({operation} {' '.join(operands[::-1] if right else operands)}))")
                else:
                    operand, offset = self.address(stored, lane)
                    store = f"({STORES[self.unit]} offset={max(offset, 0)} {operand} "
                    if len(local) == 1 and late is not None and rng.random() < 0.02:
                        late = None
                    lines.append(store + value + ")")
            if rng.random() < 0.04:
                lines.append(f"(local.set $last {self.value(template, rng.randrange(self.lanes))})")
        advance = f"(local.set $i (i32.add (local.get $i) (i32.const {self.step})))"
        form = rng.randrange(3)
        if form == 0:
            again = "(br_if $loop (local.tee $m (i32.sub (local.get $m) (i32.const 1))))"
        elif form == 1:
            again = "(br_if $loop (i32.ne (local.get $i) (local.get $end)))"
        else:
            again = f"(br_if $loop (i32.{'gt_s' if self.down else 'lt_s'} (local.get $i) (local.get $end)))"
        body = "\n    ".join(lines)
        loop = f"(loop $loop\n    {body}\n    {advance}\n    {again})"
        if rng.random() < 0.15:
            loop = (f"(local.set $outer (i32.const 3)) (loop $outer_loop (local.set $i (local.get $first))"
                    f" (local.set $m (local.get $n)) {loop}\n"
                    f"    (local.set $p (i32.add (local.get $p) (i32.const {rng.choice([0, 1, 16])})))"
                    f" (br_if $outer_loop (local.tee $outer (i32.sub (local.get $outer) (i32.const 1)))))")
        start = rng.choice([0, 0, 0, 16, self.step, 7])
        return f"""
 (func {self.name} (param $p i32) (param $q i32) (param $n i32) (param $k i32) (result i32)
  (local $i i32) (local $s i32) (local $m i32) (local $end i32) (local $last i32) (local $outer i32) (local $first i32)
  (local.set $m (local.get $n)) (local.set $i (i32.const {start})) (local.set $first (local.get $i))
  (local.set $s (local.get $k))
  (local.set $end (i32.add (local.get $i) (i32.mul (local.get $n) (i32.const {self.step}))))
  {loop}
  (i32.add (local.get $s) (i32.mul (local.get $last) (i32.const 31))))"""


def module(seed, functions=16):
    rng = random.Random(seed)
    codes, calls = [], []

    def call(name, p, q, n):
        return (f"(call $digest (i64.extend_i32_u (call {name} (i32.const {p}) (i32.const {q}) (call $hide"
                f" (i32.const {n})) (i32.const {rng.randrange(1 << 16)}))))")

    loops = [Loop(rng, number) for number in range(functions)]
    for loop in loops:
        codes.append(loop.code())
        for _ in range(2):
            p = rng.randrange(1200, 2600)
            q = p + rng.choice([0, 0, 1, 4, -4, 8, 700, -700, 16])
            calls.append(call(loop.name, p, q, rng.choice([1, 2, 3, 5, 9])) + " (call $report)")
    # Near both ends of memory and of the index space, where some of the lanes may trap.
    ends = [0, 1, 4, 8, 16, 31, 65536 - 40, 65536 - 64, 65536 - 100, 2**32 - 64, 2**32 - 16, 2**32 - 4]
    # The program has nothing to say after a trap, so that all that was stored is no longer seen.
    calls.append(call(rng.choice(loops).name, rng.choice(ends), rng.choice([*ends, 2000]), rng.choice([1, 2, 4])) +
                 " (call $report)")
    body = "\n  ".join(calls)
    return f"""(module
 (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
 (memory (export "memory") 1)
 (global $digest_value (mut i64) (i64.const 1))
 (global $zero (mut i32) (i32.const 0))
 (global $lines (mut i32) (i32.const 0))
 (func $hide (param i32) (result i32)
  (i32.add (local.get 0) (i32.load (i32.const 60000))))
 (func $digest (param $x i64)
  (global.set $digest_value (i64.mul (i64.xor (global.get $digest_value) (local.get $x))
                                     (i64.const 1099511628211))))
 (func $report (local $i i32)
  (loop $each
   (call $digest (i64.load (local.get $i)))
   (br_if $each (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const {ARENA}))))
  (i32.store (i32.const 50000) (i32.const 50016))
  (i32.store (i32.const 50004) (i32.const 17))
  (local.set $i (i32.const 0))
  (loop $digits
   (i32.store8 offset=50016 (local.get $i)
    (i32.add (i32.const 97) (i32.and (i32.const 15) (i32.wrap_i64
     (i64.shr_u (global.get $digest_value) (i64.extend_i32_u (i32.shl (local.get $i) (i32.const 2))))))))
   (br_if $digits (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 16))))
  (i32.store8 (i32.const 50032) (i32.const 10))
  (drop (call $fd_write (i32.const 1) (i32.const 50000) (i32.const 1) (i32.const 50008))))
 {''.join(codes)}
 (func (export "_start") (local $i i32) (local $x i32)
  (local.set $x (i32.const {rng.randrange(1 << 31)}))
  (loop $fill
   (local.set $x (i32.add (i32.mul (local.get $x) (i32.const 1664525)) (i32.const 1013904223)))
   (i32.store8 (local.get $i) (i32.shr_u (local.get $x) (i32.const 24)))
   (br_if $fill (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const {ARENA}))))
  {body}))
"""
