# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Modules in text: accepted wherever binary ones are, told apart by content; `wasmelt print`."""

import hashlib
import json
import unittest

from harness import HELLO, MANY_KINDS, CliTest


class Text(CliTest):
    def text(self, text, name="app.wat"):
        path = self.dir / name
        path.write_text(text)
        return path

    def test_compiles_and_runs(self):
        self.text(HELLO)
        self.ok("app.wat")
        self.assertEqual(self.execute(self.dir / "app").stdout, "hello\n")
        self.assertEqual(self.ok("run", "app.wat").stdout, "hello\n")

    def test_is_told_by_content_not_by_name(self):
        self.text(HELLO, "text.wasm")
        self.module(HELLO, "binary.wat")
        self.ok("validate", "text.wasm", "binary.wat")

    def test_comes_from_standard_input(self):
        self.ok("-", "-c", "-o", "app.o", input=HELLO)
        self.assertEqual(self.fails("-", "-c", "-o", "app.o", input="(module (fun))").stderr.splitlines()[0],
                         "<stdin>:1:10: error: unknown operator fun")

    def test_is_inspected(self):
        path = self.text(MANY_KINDS)
        info = json.loads(self.ok("inspect", "--json", "app.wat").stdout)
        self.assertEqual(info["source"], {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                                          "bytes": len(path.read_bytes())})
        self.assertIn("simd", info["features"])

    def test_errors_show_the_line(self):
        self.text('(module\n  (func (export "_start")\n    (drop (i32.add (i32.const 1)))))')
        for words in (["app.wat"], ["validate", "app.wat"], ["inspect", "app.wat"]):
            lines = self.fails(*words).stderr.splitlines()
            self.assertRegex(lines[0], r"^app\.wat:3:12: error: in function 0.*: type mismatch: ")
            self.assertEqual(lines[1:], ["   3 |     (drop (i32.add (i32.const 1)))))",
                                         "     |            ^"])
        self.text("(module\n  (func (i32.const 99999999999)))")
        self.assertEqual(self.fails("validate", "app.wat").stderr.splitlines()[0],
                         "app.wat:2:20: error: constant out of range: 99999999999")

    def test_what_is_not_supported_is_located_too(self):
        self.text('(module\n  (type $s (struct))\n  (func (export "_start")\n    (drop (struct.new $s))))')
        self.assertRegex(self.fails("app.wat").stderr, r"^app\.wat:4:12: error: .*struct\.new")

    def test_names_are_for_traces(self):
        self.text('(module (func $sink unreachable) (func (export "_start") (call $sink)))')
        self.ok("app.wat", "-O0")
        self.assertIn("sink", self.execute(self.dir / "app").stderr)


class Print(CliTest):
    def test_what_is_printed_reads_back(self):
        self.module(MANY_KINDS, "app.wasm", "--debug-names")
        printed = self.ok("print", "app.wasm").stdout
        self.assertIn("(func $fact (;", printed)
        self.ok("print", "app.wasm", "-o", "app.wat")
        self.assertEqual((self.dir / "app.wat").read_text(), printed)
        self.assertEqual(self.ok("print", "app.wat").stdout, printed)
        self.assertEqual(self.ok("print", "-", input=printed).stdout, printed)
        self.ok("validate", "app.wat")

    def test_printed_programs_do_the_same(self):
        self.module(HELLO)
        self.ok("print", "app.wasm", "-o", "app.wat")
        self.assertEqual(self.ok("run", "app.wat").stdout, "hello\n")

    def test_invalid_modules_are_printed_malformed_ones_are_not(self):
        self.module("(module (func (result i32) (f32.const 1)))", "app.wasm", "--no-check")
        self.assertIn("f32.const 1", self.ok("print", "app.wasm").stdout)
        (self.dir / "bad.wasm").write_bytes(b"\0asm\1\0\0\0\1")
        self.fails("print", "bad.wasm", "-o", "out.wat", says="bad.wasm:0x")
        self.assertEqual(self.files(), ["app.wasm", "bad.wasm"])

    def test_usage(self):
        self.fails("print", status=2, says="no input")
        self.fails("print", "a.wasm", "b.wasm", status=2, says="one module")


if __name__ == "__main__":
    unittest.main()
