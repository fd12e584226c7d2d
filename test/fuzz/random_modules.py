# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random modules of WebAssembly 3.0, for differential.py, made by Binaryen out of random bytes and closed here: what
they import is defined in them, so that every implementation runs the very same code, and a digest of what they log
and of their state is exported."""

import re

FEATURES = ["mutable-globals", "sign-ext", "nontrapping-float-to-int", "bulk-memory", "bulk-memory-opt", "multivalue",
            "simd", "reference-types", "exception-handling", "tail-call", "extended-const", "multimemory"]

ZERO = {"i32": "(i32.const 0)", "i64": "(i64.const 0)", "f32": "(f32.const 0)", "f64": "(f64.const 0)",
        "v128": "(v128.const i64x2 0 0)", "funcref": "(ref.null nofunc)", "externref": "(ref.null noextern)",
        "exnref": "(ref.null noexn)"}

# A value in the local or global that `{}` reads, mixed into the digest.
DIGEST = {"i32": "(call $fuzz_mix (i64.extend_i32_u {}))", "i64": "(call $fuzz_mix {})",
          "f32": "(call $fuzz_mix (i64.extend_i32_u (i32.reinterpret_f32 {})))",
          "f64": "(call $fuzz_mix (i64.reinterpret_f64 {}))",
          "v128": "(call $fuzz_mix (i64x2.extract_lane 0 {0})) (call $fuzz_mix (i64x2.extract_lane 1 {0}))",
          "funcref": "(call $fuzz_mix (i64.extend_i32_u (ref.is_null {})))"}
DIGEST["externref"] = DIGEST["exnref"] = DIGEST["funcref"]


def features(rng, memory64=True):
    """Options for Binaryen's tools."""
    chosen = FEATURES + (["memory64"] if memory64 and rng.random() < 0.5 else [])
    # With threads, memories are shared, so that half of the modules have an ordinary one.
    chosen += ["threads"] if rng.random() < 0.5 else []
    return ["--mvp-features", *(f"--enable-{name}" for name in chosen)]


def typesOf(text, keyword):
    return [kind for group in re.findall(rf"\({keyword}((?: [a-z0-9]+)+)\)", text) for kind in group.split()]


def importedFunction(field, name, signature, text):
    """A function in the place of one that the host would provide."""
    params, results = typesOf(signature, "param"), typesOf(signature, "result")
    head = f"(func ${name} {signature.strip()} "
    table = re.search(r'\(export "table" \(table (\$[^)]+)\)\)', text)
    if field == "throw":
        return head + "(throw $fuzz_thrown (local.get 0)))"
    if field in ("table-get", "table-set") and table:
        is_64 = f"(table {table[1]} i64 " in text
        at = "(i64.extend_i32_u (local.get 0))" if is_64 else "(local.get 0)"
        return head + f"({field.replace('-', '.')} {table[1]} {at}{' (local.get 1)' if field == 'table-set' else ''}))"
    index = {"call-ref": "(table.set $fuzz_scratch (i32.const 0) (local.get 0))",
             "call-export": "(table.set $fuzz_scratch (i32.const 0) (table.get $fuzz_exports"
                            " (i32.rem_u (local.get 0) (table.size $fuzz_exports))))"}.get(field.removesuffix("-catch"))
    if index and field.endswith("-catch"):
        return head + (f"(block $caught (try_table (catch_all $caught) {index}"
                       " (call_indirect $fuzz_scratch (i32.const 0))) (return (i32.const 0))) (i32.const 1))")
    if index:
        return head + f"{index} (call_indirect $fuzz_scratch (i32.const 0)))"
    logged = " ".join(DIGEST[kind].format(f"(local.get {index})") for index, kind in enumerate(params))
    return head + logged + " " + " ".join(ZERO[kind] for kind in results) + ")"


def digestFunction(text):
    """Mixes memories and globals, but the counter that keeps loops from going on for ever."""
    parts = []
    for name, kind in re.findall(r"\(memory (\$[^ ]+) (i64 )?\d", text):
        width = "i64" if kind else "i32"
        step = f"(local.tee $at{width} ({width}.add (local.get $at{width}) ({width}.const 8)))"
        size = f"(memory.size {name})"
        parts.append(f"""(local.set $at{width} ({width}.const 0))
   (loop $each (call $fuzz_mix (i64.load {name} (local.get $at{width})))
    (br_if $each ({width}.lt_u {step} ({width}.const 2048))))
   (call $fuzz_mix {size if kind else f"(i64.extend_i32_u {size})"})""")
    for name, kind in re.findall(r"\(global (\$[^ ]+) \(mut ([a-z0-9]+)\)", text):
        if kind in DIGEST and name != "$hangLimit":
            parts.append(DIGEST[kind].format(f"(global.get {name})"))
    body = "\n   ".join(parts)
    return f"""
 (func $fuzz_digest (export "fuzz-digest") (result i64) (local $ati32 i32) (local $ati64 i64)
   {body}
   (global.get $fuzz_state))"""


def close(text):
    """Defines what a module imports."""
    functions = []

    def function(match):
        functions.append(importedFunction(*match.groups(), text))
        return ""

    invokers = re.findall(r'\(export "[^"]*_invoker" \(func (\$[^)]+)\)\)', text)
    text = re.sub(r'\(import "fuzzing-support" "([^"]*)" \(func \$([^ ]+)((?: \((?:param|result)[^)]*\))*)\)\)', function,
                  text)
    text = re.sub(r'\(import "fuzzing-support" "[^"]*" (\(tag \$[^ ]+)(?: \(type [^)]*\))?((?: \(param[^)]*\))*\))\)',
                  r"\1\2", text)
    text = re.sub(r'\(import "__fuzz_import" "[^"]*" \(global (\$[^ ]+) (\(mut )?([a-z0-9]+)\)?\)\)',
                  lambda m: f"(global {m[1]} {f'(mut {m[3]})' if m[2] else m[3]} {ZERO[m[3]]})", text)
    if "(import" in text:
        raise ValueError("an import that nothing is known of: " + text[text.index("(import"):][:100])
    extra = f"""
 (tag $fuzz_thrown (param i32))
 (table $fuzz_scratch 1 funcref)
 (table $fuzz_exports {max(1, len(invokers))} funcref)
 (elem (table $fuzz_exports) (i32.const 0) func {' '.join(invokers)})
 (global $fuzz_state (mut i64) (i64.const 1))
 (func $fuzz_mix (param i64)
  (global.set $fuzz_state (i64.mul (i64.xor (global.get $fuzz_state) (local.get 0)) (i64.const 1099511628211))))
 {' '.join(functions)}{digestFunction(text)}
"""
    return text[:text.rindex(")")] + extra + ")"


def endOf(text, start):
    """Behind the expression that begins at `start`."""
    depth = 0
    for token in re.compile(r'"(?:[^"\\\\]|\\\\.)*"|[()]').finditer(text, start):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if not depth:
            return token.end()
    raise ValueError("an expression has no end")


def withLegacyExceptions(text):
    """Leaves out of a closed module all handlers but the legacy ones, as node refuses a module with both."""
    handler = "(try_table (catch_all $caught)"  # of importedFunction
    while (at := text.find(handler)) >= 0:
        end = endOf(text, at)
        text = f"{text[:at]}(try (do{text[at + len(handler):end - 1]}) (catch_all (br $caught))){text[end:]}"
    # Of the others, the types stay and the clauses go.
    while (at := text.find("(try_table")) >= 0:
        text = text[:at] + "(block" + text[at + len("(try_table"):]
        while clause := re.compile(r"[^()]*\((type|result|catch\w*)\b").match(text, at + 1):
            start = text.index("(", at + 1)
            at = endOf(text, start) - 1
            if clause[1].startswith("catch"):
                text = text[:start] + text[at + 1:]
                at = start - 1
    while (at := text.find("(throw_ref")) >= 0:
        end = endOf(text, at)
        text = text[:at] + "(throw $fuzz_thrown (call $fuzz_number" + text[at + len("(throw_ref"):end] + ")" + text[end:]
    return text[:text.rindex(")")] + " (func $fuzz_number (param exnref) (result i32) (i32.const 3)))"


def program(text, rng):
    """A WASI program that calls what a module exports, and writes the digest after each call."""
    memory = re.search(r"\(memory (\$[^ ]+) \d", text)
    calls = re.findall(r'\(export "[^"]*_invoker" \(func (\$[^)]+)\)\)', text)
    rng.shuffle(calls)
    m = memory[1] if memory else "$fuzz_memory"
    steps = " ".join(f"(block $end (block $caught (try_table (catch_all $caught) (call {name})) (br $end))"
                     " (call $fuzz_mix (i64.const -1))) (call $fuzz_report)" for name in calls)
    extra = f"""
 {"" if memory else "(memory $fuzz_memory 1)"}
 (func $fuzz_report (local $i i32) (local $value i64)
  (local.set $value (call $fuzz_digest))
  (i32.store {m} (i32.const 32) (i32.const 48))
  (i32.store {m} (i32.const 36) (i32.const 17))
  (loop $digits
   (i32.store8 {m} (i32.add (i32.const 48) (local.get $i))
    (i32.add (i32.const 97) (i32.and (i32.const 15) (i32.wrap_i64
     (i64.shr_u (local.get $value) (i64.extend_i32_u (i32.shl (local.get $i) (i32.const 2))))))))
   (br_if $digits (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 16))))
  (i32.store8 {m} (i32.const 64) (i32.const 10))
  (drop (call $fuzz_write (i32.const 1) (i32.const 32) (i32.const 1) (i32.const 40))))
 (func (export "_start") {steps})
"""
    export = "" if '(export "memory"' in text else f'(export "memory" (memory {m}))'
    start = ('(import "wasi_snapshot_preview1" "fd_write" (func $fuzz_write (param i32 i32 i32 i32) (result i32))) ' +
             export)
    return text.replace("(module", "(module " + start, 1)[:-1] + extra + ")"
