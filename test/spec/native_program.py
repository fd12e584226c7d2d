# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Turns a module of a test script, with what the script does with it, into a program: adds a
`_start` that does it, with the host functions of harness.c."""

import re
import subprocess

from wast import STRING, Node, parse, to_bytes

SPECTEST_GLOBALS = {"global_i32": "i32.const 666", "global_i64": "i64.const 666",
                    "global_f32": "f32.const 666.6", "global_f64": "f64.const 666.6"}
HARNESS = """
  (import "wasmelt_test" "enabled" (func $wt.enabled (param i32 i32) (result i32)))
  (import "wasmelt_test" "no_trap" (func $wt.no_trap (param i32)))
  (import "wasmelt_test" "done" (func $wt.done))
  (import "wasmelt_test" "opaque32" (func $wt.opaque32 (param i32) (result i32)))
  (import "wasmelt_test" "opaque64" (func $wt.opaque64 (param i64) (result i64)))
  (import "wasmelt_test" "same32" (func $wt.same32 (param i32 i32 i32)))
  (import "wasmelt_test" "same64" (func $wt.same64 (param i32 i64 i64)))
  (import "wasmelt_test" "nan32" (func $wt.nan32 (param i32 i32 i32)))
  (import "wasmelt_test" "nan64" (func $wt.nan64 (param i32 i64 i32)))
  (import "wasmelt_test" "same128" (func $wt.same128 (param i32 i64 i64 i64 i64 i32 i32 i32)))
  (import "wasmelt_test" "host_reference" (func $wt.host_reference (param i32) (result externref)))
  (import "wasmelt_test" "same_reference"
    (func $wt.same_reference (param i32 externref externref)))
"""
SINKS = {"i32": "(drop (call $wt.opaque32 (local.get {})))",
         "i64": "(drop (call $wt.opaque64 (local.get {})))",
         "f32": "(drop (call $wt.opaque32 (i32.reinterpret_f32 (local.get {}))))",
         "f64": "(drop (call $wt.opaque64 (i64.reinterpret_f64 (local.get {}))))",
         "v128": "(drop (call $wt.opaque64 (i64x2.extract_lane 0 (local.get {0}))))"
                 "(drop (call $wt.opaque64 (i64x2.extract_lane 1 (local.get {0}))))",
         "externref": "(drop (call $wt.opaque32 (ref.is_null (local.get {}))))",
         "funcref": "(drop (call $wt.opaque32 (ref.is_null (local.get {}))))"}
FEATURES = ["--enable-extended-const", "--enable-memory64", "--enable-multi-memory", "--enable-threads"]


class Skip(Exception):
    """A module or an action that this program cannot make native code of."""


def literal(node):
    return "(" + " ".join(node) + ")"


def argument(node, opaque):
    """An expression for an argument, unknown to the compiler if `opaque`."""
    kind = node.head()
    if kind == "ref.extern":
        return f"(call $wt.host_reference (i32.const {node[1]}))"
    if kind == "ref.null":
        return f"(ref.null {node[1]})"
    if kind not in ("i32.const", "i64.const", "f32.const", "f64.const", "v128.const"):
        raise Skip(kind)
    value = literal(node)
    if not opaque:
        return value
    if kind == "v128.const":
        halves = [f"(call $wt.opaque64 (i64x2.extract_lane {i} {value}))" for i in (0, 1)]
        return f"(i64x2.replace_lane 1 (i64x2.splat {halves[0]}) {halves[1]})"
    bits = kind[1:3]
    if kind[0] == "f":
        return (f"(f{bits}.reinterpret_i{bits} "
                f"(call $wt.opaque{bits} (i{bits}.reinterpret_f{bits} {value})))")
    return f"(call $wt.opaque{bits} {value})"


def check(number, node, local):
    """The type of an expected result, and an expression that compares it with a local."""
    kind, value = node.head(), f"(local.get {local})"
    if kind in ("i32.const", "i64.const"):
        bits = kind[1:3]
        return f"i{bits}", f"(call $wt.same{bits} (i32.const {number}) {value} {literal(node)})"
    if kind in ("f32.const", "f64.const"):
        bits = kind[1:3]
        raw = f"(i{bits}.reinterpret_f{bits} {value})"
        if node[1] in ("nan:canonical", "nan:arithmetic"):
            canonical = int(node[1] == "nan:canonical")
            return f"f{bits}", (f"(call $wt.nan{bits} (i32.const {number}) {raw} "
                                f"(i32.const {canonical}))")
        return f"f{bits}", (f"(call $wt.same{bits} (i32.const {number}) {raw} "
                            f"(i{bits}.reinterpret_f{bits} {literal(node)}))")
    if kind == "v128.const":
        lanes = node[2:]
        masks = [sum(1 << i for i, lane in enumerate(lanes) if lane == pattern)
                 for pattern in ("nan:canonical", "nan:arithmetic")]
        plain = " ".join("nan" if lane.startswith("nan:c") or lane.startswith("nan:a") else lane
                         for lane in lanes)
        wanted = f"(v128.const {node[1]} {plain})"
        halves = [f"(i64x2.extract_lane {i} {v})" for v in (value, wanted) for i in (0, 1)]
        width = 128 // len(lanes)
        return "v128", (f"(call $wt.same128 (i32.const {number}) {' '.join(halves)} "
                        f"(i32.const {width}) (i32.const {masks[0]}) (i32.const {masks[1]}))")
    if kind == "ref.extern" and len(node) == 2:
        return "externref", (f"(call $wt.same_reference (i32.const {number}) {value} "
                             f"(call $wt.host_reference (i32.const {node[1]})))")
    if kind in ("ref.null", "ref.func", "ref.extern"):
        kind_of = {"ref.func": "func", "ref.extern": "extern"}.get(kind, node[-1])
        if kind_of not in ("func", "extern"):
            raise Skip(literal(node))
        return kind_of + "ref", (f"(call $wt.same32 (i32.const {number}) (ref.is_null {value}) "
                                 f"(i32.const {int(kind == 'ref.null')}))")
    raise Skip(kind)


def run(command, **options):
    return subprocess.run(command, capture_output=True, errors="replace", **options)


def assemble(text, stem):
    """Writes STEM.wat and STEM.wasm."""
    with open(stem + ".wat", "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)
    made = run(["wat2wasm", *FEATURES, "--debug-names", stem + ".wat", "-o", stem + ".wasm"])
    if made.returncode:
        where = re.search(r":(\d+):\d+: error: (.*)", made.stderr)
        skip = Skip("wabt cannot read it: " + (where[2] if where else made.stderr.strip()[:100]))
        skip.line = int(where[1]) if where else 0
        raise skip


def plain_text(unit, stem):
    """A module's fields in the plain form of the text format: every field on its own, every name
    spelled out."""
    text = unit.node.text
    try:
        assemble(text, stem)
    except Skip as reason:
        # Scripts of 2.0 have come to test later syntax, too, mostly in functions of their own:
        # leave out the fields that wabt complains about.
        text = re.sub(r"\((table\.(?:get|set|size|grow|fill))(?=\s*[()])", r"(\1 0", text)
        fields = [field.text for field in parse(text)[0] if isinstance(field, Node)]
        for _ in range(60):
            try:
                assemble("(module\n" + "\n".join(fields) + ")", stem)
                break
            except Skip as again:
                reason, line = again, 2
                for number, field in enumerate(fields):
                    if line <= again.line <= line + field.count("\n"):
                        del fields[number]
                        break
                    line += field.count("\n") + 1
                else:
                    raise
        else:
            raise reason
    printed = run(["wasm2wat", *FEATURES, "--generate-names", "--fold-exprs", stem + ".wasm"])
    # It prints the operations of extended constant expressions wrongly.
    operand = r"(?:i32|i64)\.const -?\w+|global\.get \$[^\s)]+"
    operator = r"(?:i32|i64)\.(?:add|sub|mul)"
    text = re.sub(rf"\(?(?:{operand})(?:\s+(?:{operand}|{operator})){{2,}}\)?", folded,
                  printed.stdout)
    return re.sub(r"^\(module(?: \$\S+)?", "", text.strip())[:-1]


def folded(match):
    """A sequence of constants and binary operations in the parenthesised form."""
    stack = []
    for operation in re.findall(r"\w+\.\w+(?: -?[$\w.]+)?", match[0]):
        rhs = stack.pop() if " " not in operation else ""
        stack.append(f"({operation} {stack.pop()} {rhs})" if rhs else f"({operation})")
    # A parenthesis around it is its own, or else the closing one is its field's.
    return stack[0] + (")" if match[0][-1] == ")" and match[0][0] != "(" else "")


def copied_function(unit, field, name, stem):
    """A function exported by another module as a definition for this one, if it needs nothing else
    from there."""
    if unit is None:
        raise Skip("imports from a module that was left out")
    text = plain_text(unit, stem + ".imported")
    export = re.search(r"\(export " + re.escape(field) + r" \(func (\S+?)\)\)", text)
    definition = export and re.search(
        r"^  \(func " + re.escape(export[1]) + r" [^\n]*(?:\n   [^\n]*)*", text, re.MULTILINE)
    if not definition or re.search(r"call|global|memory|table|load|store", definition[0]):
        raise Skip("imports from another module, whose state it would have to share")
    whole, depth = definition[0], 0
    for at, character in enumerate(whole):  # the last one closes the module, too
        depth += (character == "(") - (character == ")")
        if character == ")" and depth == 0:
            whole = whole[:at + 1]
            break
    whole = whole.replace("(func " + export[1], "(func " + name, 1)
    return re.sub(r" \(type \$\w+\)", "", whole, count=1)


def instrument(text, unit, opaque, stem):
    """The module's text, as wasm2wat prints it, with the actions as its `_start`; also the actions
    that trap, with their messages, and those that were left out, with why."""
    imports, rest, exports, values = [], [], {}, {}
    for line in text.split("\n"):
        export = re.match(rf"\s*\(export ({STRING}) \((\w+) (\S+?)\)\)", line)
        if export:
            exports[to_bytes(export[1])] = (export[2], export[3])
            if export[1] == '"_start"':
                line = line.replace(export[0], "")
        imported = re.match(rf'\s*\(import ({STRING}) ({STRING}) \((\w+) (\S+) ?(.*)\)\)$', line)
        if not imported:
            rest.append(line)
            continue
        module, field, kind, name, type_ = imported.groups()
        field = field[1:-1]
        if module in unit.registered and kind == "func":
            rest.append(copied_function(unit.registered[module], f'"{field}"', name, stem))
            continue
        if module != '"spectest"':
            raise Skip(f"imports a {kind} from {module}")
        # Executables import functions only: the rest of spectest is defined in the module itself.
        if kind == "func":
            imports.append(line)
        elif kind == "global" and field in SPECTEST_GLOBALS:
            values[name] = SPECTEST_GLOBALS[field]
            rest.insert(0, f"  (global {name} {type_} ({values[name]}))")
        elif kind == "memory":
            rest.insert(0, f"  (memory {name} 1 2)")
        elif kind == "table":
            rest.insert(0, f"  (table {name} 10 20 funcref)")
        else:
            raise Skip("imports spectest." + field)
    body = "\n".join(rest)
    for name, value in values.items():  # only imported globals may be named in constants
        body = re.sub(r"^\s*\((?:data|elem|global) .*$",
                      lambda m: m[0].replace(f"(global.get {name})", f"({value})"), body,
                      flags=re.MULTILINE)

    functions, calls, traps, skipped, state_unknown = [], [], [], [], False
    for number, (line, action, expected, trap) in enumerate(unit.actions):
        try:
            if state_unknown:
                raise Skip("what an action that was left out has changed is not known")
            kind, name = exports.get(to_bytes(action[1]), ("", ""))
            if action[0] == "invoke" and kind == "func":
                arguments = " ".join(argument(a, opaque) for a in action[2:])
                code = f"(call {name} {arguments})"
            elif action[0] == "get" and kind == "global":
                code = f"(global.get {name})"
            else:
                raise Skip(f"{action[0]} {action[1]}, which is not exported")
            checks = [check(number, node, i) for i, node in enumerate(expected or [])]
        except Skip as reason:
            skipped.append((line, str(reason)))
            state_unknown |= expected is None and trap is None
            continue
        locals_ = " ".join(f"(local {type_})" for type_, _ in checks)
        if trap is not None:
            # What is not used need not be computed, and then does not trap.
            types = re.search(r"^ *\(func " + re.escape(name) + r" .*?$", body, re.MULTILINE)
            types = re.findall(r"\(result ([^)]*)\)", types[0])[0:1] if types else []
            types = types[0].split() if types else []
            locals_ = " ".join(f"(local {type_})" for type_ in types)
            code += "".join(f" (local.set {i})" for i in reversed(range(len(types))))
            code += "".join(f" {SINKS[type_].format(i)}" for i, type_ in enumerate(types))
            code += f" (call $wt.no_trap (i32.const {number}))"
            traps.append((number, trap))
        elif expected is None:
            code += " (return)"  # whatever the results are
        else:
            code += "".join(f" (local.set {i})" for i in reversed(range(len(checks))))
            code += "".join("\n    " + comparison for _, comparison in checks)
        functions.append(f"  (func $wt.{number} {locals_}\n    {code})")
        calls.append(f"    (if (call $wt.enabled (i32.const {number}) "
                     f"(i32.const {int(trap is not None)})) (then (call $wt.{number})))")
    start = ['  (func (export "_start")'] + calls + ["    (call $wt.done))"]
    program = ["(module", HARNESS] + imports + [body] + functions + start + [")"]
    return "\n".join(program), traps, skipped


