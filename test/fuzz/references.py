# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random modules of typed references to functions, for differential.py: types with subtypes, calls by reference and by
table, null and what branches on it. What Binaryen's fuzzer makes of such needs garbage collection, too."""

import random

# Each with what it is a subtype of. All take and return an i32, so that only the types tell the functions apart; $pair
# has a type of its own.
TYPES = {"$base": None, "$left": "$base", "$leaf": "$left", "$right": "$base", "$alone": None, "$pair": None}
FINAL = {"$leaf", "$pair"}
SIGNATURE = {name: "(param i32) (result i32)" for name in TYPES} | {"$pair": "(param i32 i32) (result i32)"}
TABLES = {"$any": "func", "$bases": "$base", "$lefts": "$left", "$pairs": "$pair"}
TABLE_SIZE = 6
FUNCTIONS = 10
FUEL = 40
# What can trap is rare: one trap ends all calls that are under way.
TRAP = 0.01


def isSubtype(name, of):
    return of == "func" or name == of or (TYPES[name] is not None and isSubtype(TYPES[name], of))


class Body:
    """Expressions of one function."""

    def __init__(self, rng, functions, own):
        self.rng, self.functions, self.own, self.labels = rng, functions, own, 0
        self.locals = {f"${'any' if heap == 'func' else heap[1:]}_{i}": heap
                       for heap in ["func", *TYPES] for i in range(rng.randrange(2))}
        # Set before they are read, as they are never null.
        self.sure = {f"$sure_{heap[1:]}": heap for heap in TYPES if rng.random() < 0.5}

    def label(self):
        self.labels += 1
        return f"$l{self.labels}"

    def heap(self):
        return self.rng.choice([*TYPES, "func"])

    def function(self, heap):
        """The name of a function of the type; there is one of each."""
        return self.rng.choice([name for name, kind in self.functions.items() if isSubtype(kind, heap)])

    def functionReference(self, heap):
        return f"(ref.func {self.function(heap)})"

    def below(self, heap):
        return self.rng.choice([name for name in TYPES if isSubtype(name, heap)])

    def index(self, depth):
        if self.rng.random() < TRAP:
            return f"(i32.const {TABLE_SIZE})"
        if self.rng.random() < 0.7:
            return f"(i32.const {self.rng.randrange(TABLE_SIZE)})"
        return f"(i32.and {self.number(depth - 1)} (i32.const 3))"

    def reference(self, heap, depth):
        """An expression of (ref null heap)."""
        rng = self.rng
        if rng.random() < 4 * TRAP:
            return f"(ref.null {rng.choice([heap, 'nofunc'])})"
        choices = [lambda: self.functionReference(heap), lambda: f"(global.get $g_{(self.below(heap))[1:]})"]
        choices += [lambda name=name: f"(local.get {name})" for name, kind in self.locals.items()
                    if kind == heap or (kind != "func" and isSubtype(kind, heap))]
        choices += [lambda name=name: f"(table.get {name} {self.index(depth)})" for name, kind in TABLES.items()
                    if kind == heap or (kind != "func" and isSubtype(kind, heap))] * 2
        if depth > 0:
            choices += [
                lambda: self.sureReference(heap, depth - 1),
                lambda: f"(select (result (ref null {heap})) {self.reference(heap, depth - 1)}"
                        f" {self.reference(heap, depth - 1)} {self.number(depth - 1)})",
                lambda: f"(if (result (ref null {heap})) {self.number(depth - 1)}"
                        f" (then {self.reference(heap, depth - 1)}) (else {self.reference(heap, depth - 1)}))",
                lambda: self.orElse(heap, depth - 1),
            ]
        return rng.choice(choices)()

    def sureReference(self, heap, depth):
        """An expression of (ref heap)."""
        choices = [lambda: self.functionReference(heap)]
        choices += [lambda name=name: f"(local.get {name})" for name, kind in self.sure.items() if isSubtype(kind, heap)]
        if depth > 0:
            choices += [lambda: self.orElse(heap, depth - 1)] * 2
            choices += [lambda: f"(ref.as_non_null {self.sureReference(heap, depth - 1)})"]
            if self.rng.random() < 10 * TRAP:
                choices += [lambda: f"(ref.as_non_null {self.reference(heap, depth - 1)})"]
        return self.rng.choice(choices)()

    def orElse(self, heap, depth):
        """A reference, or if it is null, another."""
        label = self.label()
        return (f"(block {label} (result (ref {heap})) (br_on_non_null {label} {self.reference(heap, depth)})"
                f" {self.sureReference(heap, depth)})")

    def number(self, depth):
        rng = self.rng
        simple = [lambda: f"(i32.const {rng.choice([0, 1, 2, 3, 5, 100, -1, rng.randrange(1 << 31)])})",
                  lambda: "(local.get 0)", lambda: "(local.get $n)"]
        if depth <= 0:
            return rng.choice(simple)()
        heap = self.heap()
        return rng.choice([
            *simple,
            lambda: f"(i32.{rng.choice(['add', 'sub', 'mul', 'xor', 'shl', 'lt_s', 'eq'])} {self.number(depth - 1)}"
                    f" {self.number(depth - 1)})",
            lambda: f"(ref.is_null {self.reference(heap, depth - 1)})",
            lambda: f"(local.tee $n {self.number(depth - 1)})",
            lambda: self.callByReference(depth - 1), lambda: self.callByReference(depth - 1),
            lambda: self.callByTable(depth - 1), lambda: self.callByTable(depth - 1),
            lambda: self.ifNull(heap, depth - 1),
            lambda: f"(if (result i32) {self.number(depth - 1)} (then {self.number(depth - 1)})"
                    f" (else {self.number(depth - 1)}))",
            lambda: f"(block (result i32) {self.statement(depth - 1)} {self.number(depth - 1)})",
        ])()

    def arguments(self, heap, depth):
        return " ".join(self.number(depth) for _ in range(SIGNATURE[heap].count("i32") - 1))

    def callByReference(self, depth, prefix=""):
        heap = self.rng.choice(list(TYPES))
        reference = (self.reference if self.rng.random() < 5 * TRAP else self.sureReference)(heap, depth)
        return f"({prefix}call_ref {heap} {self.arguments(heap, depth)} {reference})"

    def callByTable(self, depth, prefix=""):
        table = self.rng.choice([name for name, kind in TABLES.items() if kind != "func"])
        heap = TABLES[table]
        if heap == "$left" and self.rng.random() < 0.5:
            heap = "$base"
        if self.rng.random() < 5 * TRAP:  # also types that none of the table's functions has
            table, heap = self.rng.choice(list(TABLES)), self.rng.choice(list(TYPES))
        return f"({prefix}call_indirect {table} (type {heap}) {self.arguments(heap, depth)} {self.index(depth)})"

    def ifNull(self, heap, depth):
        """Calls what is not null."""
        label, out = self.label(), self.label()
        callee = self.rng.choice(list(TYPES))
        arguments = self.arguments(callee, depth)
        # br_on_null leaves with the value below it.
        return (f"(block {out} (result i32) (block {label}"
                f" (br {out} (call_ref {callee} {arguments} (br_on_null {label} {self.reference(callee, depth)}))))"
                f" {self.number(depth)})")

    def statement(self, depth):
        rng = self.rng
        choices = [lambda: f"(local.set $n {self.number(depth)})",
                   lambda: f"(drop {self.reference(self.heap(), depth)})",
                   lambda: f"(if {self.number(depth)} (then {self.statement(depth - 1) if depth > 0 else '(nop)'}))"]
        choices += [lambda n=n, h=h: f"(local.set {n} {self.reference(h, depth)})" for n, h in self.locals.items()]
        choices += [lambda n=n, h=h: f"(local.set {n} {self.sureReference(h, depth)})" for n, h in self.sure.items()]
        heap, table = rng.choice(list(TYPES)), rng.choice(list(TABLES))
        choices += [
            lambda: f"(global.set $g_{heap[1:]} {self.reference(heap, depth)})",
            lambda: f"(table.set {table} {self.index(depth)} {self.reference(TABLES[table], depth)})",
            lambda: f"(table.fill {table} {self.index(depth)} {self.reference(TABLES[table], depth)}"
                    f" (i32.const {rng.randrange(3)}))",
            lambda: f"(table.copy $any {table} {self.index(depth)} {self.index(depth)} (i32.const {rng.randrange(3)}))",
        ]
        return rng.choice(choices)()

    def text(self, name):
        locals_ = " ".join(f"(local {n} (ref null {h}))" for n, h in self.locals.items())
        sure = " ".join(f"(local {n} (ref {h}))" for n, h in self.sure.items())
        first = " ".join(f"(local.set {n} {self.functionReference(h)})" for n, h in self.sure.items())
        steps = "\n    ".join(self.statement(3) for _ in range(self.rng.randrange(4)))
        last = self.rng.choice([self.number, lambda depth: self.callByReference(depth, "return_"),
                                lambda depth: self.callByTable(depth, "return_")])(4)
        return f"""
  (func {name} (export "{name[1:]}") (type {self.own}) {SIGNATURE[self.own]} (local $n i32) {locals_} {sure}
    (global.set $trace (i64.mul (i64.xor (global.get $trace) (i64.extend_i32_u (local.get 0)))
                                (i64.const {self.rng.randrange(1 << 40) * 2 + 1})))
    (if (i32.eqz (global.get $fuel)) (then (return (i32.xor (local.get 0) (i32.const {self.rng.randrange(100)})))))
    (global.set $fuel (i32.sub (global.get $fuel) (i32.const 1)))
    {first}
    {steps}
    {last})"""


def module(seed):
    rng = random.Random(seed)
    names = list(TYPES) + [rng.choice(list(TYPES)) for _ in range(FUNCTIONS - len(TYPES))]
    functions = {f"$f{i}": kind for i, kind in enumerate(names)}
    types = "\n    ".join(
        f"(type {name} {'(sub ' + ('final ' if name in FINAL else '') + (of + ' ' if of else '')}(func {SIGNATURE[name]})))"
        for name, of in TYPES.items())
    # In one group, types are as different as they are named; each by itself, $alone is $base.
    types = f"(rec\n    {types})" if rng.random() < 0.5 else types
    anything = Body(rng, functions, "$base")

    def constant(heap):
        return f"(ref.null {heap})" if rng.random() < 3 * TRAP else anything.functionReference(heap)

    globals_ = "\n  ".join(f"(global $g_{name[1:]} (mut (ref null {name})) {constant(name)})" for name in TYPES)
    tables = "\n  ".join(
        f"(table {name} {TABLE_SIZE} (ref null {heap}))\n  (elem (table {name}) (i32.const 0) (ref null {heap}) "
        + " ".join(f"(item {constant(heap)})" for _ in range(TABLE_SIZE)) + ")" for name, heap in TABLES.items())
    code = "".join(Body(rng, functions, kind).text(name) for name, kind in functions.items())
    state = " ".join(
        f"(local.set $sum (i64.add (i64.mul (local.get $sum) (i64.const 3)) (i64.extend_i32_u (ref.is_null {get}))))"
        for get in [f"(global.get $g_{name[1:]})" for name in TYPES] +
        [f"(table.get {name} (i32.const {i}))" for name in TABLES for i in range(TABLE_SIZE)])
    return f"""(module
  {types}
  (global $fuel (mut i32) (i32.const 0))
  (global $trace (mut i64) (i64.const 1)) ;; which functions ran, with what
  {globals_}
  {tables}
  (elem declare func {' '.join(functions)})
{code}
  ;; Gives the functions fuel, too.
  (func (export "fuzz-digest") (result i64) (local $sum i64)
    (local.set $sum (global.get $trace))
    (global.set $fuel (i32.const {FUEL}))
    {state}
    (local.get $sum)))
"""
