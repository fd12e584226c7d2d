# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""wasmelt-wast reports what is false: every command that asserts something, with something that does
not hold, beside the same with something that does. Environment: WASMELT_WAST."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

WAST = os.environ["WASMELT_WAST"]

MODULE = r"""(module $M
  (tag $t) (memory (export "memory") 1 1)
  (global (export "seven") i32 (i32.const 7))
  (table (export "table") 2 2 funcref) (elem declare func $nothing)
  (func $nothing (export "nothing"))
  (func (export "i32") (result i32) (i32.const 7))
  (func (export "i64") (result i64) (i64.const 0x100000007))
  (func (export "f32") (result f32) (f32.const -0))
  (func (export "f64") (result f64) (f64.const 1))
  (func (export "nan32") (result f32) (f32.const nan))
  (func (export "nan64") (result f64) (f64.const -nan:0xc000000000000))
  (func (export "signalling") (result f32) (f32.const nan:0x200000))
  (func (export "v128") (result v128) (v128.const i32x4 1 2 3 4))
  (func (export "nans") (result v128) (v128.const f32x4 1 nan 2 nan:0x600000))
  (func (export "pair") (result i32 i64) (i32.const 1) (i64.const 2))
  (func (export "null") (result funcref) (ref.null func))
  (func (export "function") (result funcref) (ref.func $nothing))
  (func (export "same") (param externref) (result externref) (local.get 0))
  (func (export "double") (param i32) (result i32) (i32.add (local.get 0) (local.get 0)))
  (func (export "unreachable") unreachable)
  (func (export "divide") (param i32) (result i32) (i32.div_s (i32.const 1) (local.get 0)))
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func $endless (export "endless") (call $endless))
  (func (export "throw") (throw $t)))
(register "M")
"""

# What must be reported: the command, and what is said of it. Each fills one line of a script.
FALSE = [
    # Numbers.
    ('(assert_return (invoke "i32") (i32.const 8))',
     'assert_return: got (i32.const 0x7), expected (i32.const 8)'),
    ('(assert_return (invoke "i64") (i64.const 7))', 'expected (i64.const 7)'),
    ('(assert_return (invoke "f32") (f32.const 0))', 'with bits 0x80000000, expected'),
    ('(assert_return (invoke "f64") (f64.const 1.0000000000000002))', 'assert_return: got'),
    ('(assert_return (invoke "i32") (i64.const 7))', 'expected (i64.const 7)'),
    ('(assert_return (invoke "i32") (f32.const 0x1.cp-147))', 'assert_return: got'),
    ('(assert_return (get "seven") (i32.const 8))', 'got (i32.const 0x7)'),
    # How many.
    ('(assert_return (invoke "i32"))', 'got (i32.const 0x7), expected nothing'),
    ('(assert_return (invoke "nothing") (i32.const 0))', 'got nothing, expected (i32.const 0)'),
    ('(assert_return (invoke "pair") (i32.const 1))', 'assert_return: got'),
    ('(assert_return (invoke "pair") (i32.const 1) (i64.const 3))', 'expected (i32.const 1) (i64.const 3)'),
    ('(assert_return (invoke "pair") (i32.const 1) (i64.const 2) (i32.const 3))', 'assert_return: got'),
    # NaNs.
    ('(assert_return (invoke "f64") (f64.const nan:canonical))', 'expected (f64.const nan:canonical)'),
    ('(assert_return (invoke "f64") (f64.const nan:arithmetic))', 'expected (f64.const nan:arithmetic)'),
    ('(assert_return (invoke "nan64") (f64.const nan:canonical))', 'expected (f64.const nan:canonical)'),
    ('(assert_return (invoke "nan64") (f64.const nan:0xc000000000000))', 'assert_return: got'),
    ('(assert_return (invoke "signalling") (f32.const nan:arithmetic))', 'bits 0x7fa00000'),
    ('(assert_return (invoke "signalling") (f32.const nan:canonical))', 'bits 0x7fa00000'),
    ('(assert_return (invoke "nan32") (f32.const 0))', 'expected (f32.const 0)'),
    # Lanes.
    ('(assert_return (invoke "v128") (v128.const i32x4 1 2 3 5))', 'expected (v128.const i32x4 1 2 3 5)'),
    ('(assert_return (invoke "v128") (v128.const i8x16 1 0 0 0 2 0 0 0 3 0 0 1 4 0 0 0))', 'expected (v128.const i8x16'),
    ('(assert_return (invoke "nans") (v128.const f32x4 1 nan:canonical 2 nan:canonical))', 'expected (v128.const f32x4'),
    ('(assert_return (invoke "nans") (v128.const f32x4 nan:arithmetic nan:canonical 2 nan:arithmetic))', 'expected (v128.const f32x4'),
    ('(assert_return (invoke "nans") (v128.const f64x2 nan:arithmetic nan:arithmetic))', 'expected (v128.const f64x2'),
    # References.
    ('(assert_return (invoke "null") (ref.func))', 'got (ref.null), expected (ref.func)'),
    ('(assert_return (invoke "null") (ref.null extern))', 'got (ref.null), expected (ref.null extern)'),
    ('(assert_return (invoke "function") (ref.null))', 'got a reference, expected (ref.null)'),
    ('(assert_return (invoke "function") (ref.null func))', 'got a reference'),
    ('(assert_return (invoke "function") (ref.extern))', 'expected (ref.extern)'),
    ('(assert_return (invoke "function") (ref.exn))', 'expected (ref.exn)'),
    ('(assert_return (invoke "same" (ref.extern 1)) (ref.extern 2))', 'expected (ref.extern 2)'),
    ('(assert_return (invoke "same" (ref.extern 1)) (ref.host 1))', 'expected (ref.host 1)'),
    ('(assert_return (invoke "same" (ref.null extern)) (ref.extern))', 'got (ref.null)'),
    ('(assert_return (invoke "same" (ref.extern 1)) (ref.func))', 'expected (ref.func)'),
    ('(assert_return (invoke "same" (ref.extern 1)) (ref.struct))', 'expected (ref.struct)'),
    # Alternatives.
    ('(assert_return (invoke "i32") (either (i32.const 6) (i32.const 8)))', 'expected (either'),
    ('(assert_return (invoke "i32") (either (i64.const 7) (f32.const 7)))', 'expected (either'),
    # Results that there are none of.
    ('(assert_return (invoke "unreachable"))', 'assert_return: unreachable'),
    ('(assert_return (invoke "endless"))', 'assert_return: call stack exhausted'),
    ('(assert_return (invoke "throw"))', 'assert_return: '),
    ('(assert_return (invoke "absent"))', 'no export "absent"'),
    ('(assert_return (invoke $absent "i32") (i32.const 7))', 'no instance $absent'),
    ('(assert_return (invoke "seven") (i32.const 7))', 'is not a function'),
    ('(assert_return (get "i32") (i32.const 7))', 'is not a global'),
    ('(assert_return (invoke "double") (i32.const 7))', 'another number of arguments'),
    ('(assert_return (invoke "double" (i64.const 1)) (i32.const 2))', 'another type'),
    ('(assert_return (invoke "same" (ref.host 1)) (ref.extern 1))', 'another type'),
    # Traps.
    ('(assert_trap (invoke "nothing") "unreachable")', 'assert_trap: it did not fail'),
    ('(assert_trap (invoke "unreachable") "integer divide by zero")', 'instead of "integer divide by zero"'),
    ('(assert_trap (invoke "unreachable") "unreachable executed")', 'instead of "unreachable executed"'),
    ('(assert_trap (invoke "load" (i32.const -1)) "out of bounds table access")', 'instead of'),
    ('(assert_trap (invoke "divide" (i32.const 0)) "integer overflow")', '"integer divide by zero"'),
    ('(assert_trap (invoke "throw") "unreachable")', 'assert_trap: failed in another way'),
    ('(assert_trap (invoke "endless") "unreachable")', '"call stack exhausted"'),
    ('(assert_trap (module (func)) "unreachable")', 'it did not fail'),
    ('(assert_trap (module (func unreachable) (start 0)) "out of bounds memory access")', 'instead of'),
    ('(assert_trap (module (memory 0) (data (i32.const 0) "x")) "unreachable")', 'out of bounds memory access'),
    ('(assert_trap (module (func (import "M" "absent"))) "unreachable")', 'failed in another way'),
    ('(assert_trap (module (func (i32.const 0))) "unreachable")', 'not compiled'),
    ('(assert_exhaustion (invoke "nothing") "call stack exhausted")', 'assert_exhaustion: it did not fail'),
    ('(assert_exhaustion (invoke "unreachable") "call stack exhausted")', 'assert_exhaustion: failed as it should, but'),
    ('(assert_exhaustion (invoke "endless") "stack overflow")', 'instead of "stack overflow"'),
    ('(assert_exception (invoke "nothing"))', 'assert_exception: it did not fail'),
    ('(assert_exception (invoke "unreachable"))', 'assert_exception: failed in another way'),
    # Modules.
    ('(assert_invalid (module (func)) "type mismatch")', 'assert_invalid: the module was accepted'),
    ('(assert_invalid (module (func (i32.const 0))) "unknown local")', 'instead of "unknown local"'),
    ('(assert_invalid (module (func (result i32))) "type mismatch: instruction requires [i64] but stack has []")', 'instead of'),
    ('(assert_invalid (module (func (result i32) (i64.const 1))) "type mismatch: instruction requires [i32] but stack has []")', 'instead of'),
    ('(assert_invalid (module (func (result i32))) "type mismatch: block requires [] but stack has [i32]")', 'instead of'),
    ('(assert_invalid (module quote "(func") "type mismatch")', 'another kind of reason'),
    ('(assert_malformed (module quote "(func)") "unexpected token")', 'assert_malformed: the module was accepted'),
    ('(assert_malformed (module quote "(func (i32.const 0))") "type mismatch")', 'another kind of reason'),
    (r'(assert_malformed (module binary "\00asm\02\00\00\00") "magic header not detected")', 'instead of'),
    (r'(assert_malformed (module binary "\00asm\01\00\00\00") "unexpected end")', 'was accepted'),
    ('(assert_unlinkable (module (func (import "M" "nothing"))) "unknown import")', 'assert_unlinkable: it did not fail'),
    ('(assert_unlinkable (module (func (import "M" "absent"))) "incompatible import type")', 'instead of "incompatible import type"'),
    ('(assert_unlinkable (module (func (import "M" "i32"))) "unknown import")', 'instead of "unknown import"'),
    ('(assert_unlinkable (module (func unreachable) (start 0)) "unknown import")', 'failed in another way'),
    ('(assert_invalid_custom (module (func)) "unexpected")', 'assert_invalid_custom: the module was accepted'),
    ('(assert_malformed_custom (module quote "(func)") "unexpected token")', 'assert_malformed_custom: the module was accepted'),
    ('(assert_malformed_custom (module quote "(@name \\"a\\") (@name \\"b\\")") "multiple")', 'instead of "multiple"'),
    ('(assert_invalid_custom (module quote "(@name \\"a\\") (@name \\"b\\")") "misplaced @name annotation")', 'another kind of reason'),
    # In a thread, whose instances are its own.
    ('(thread $T (shared (module $M)) (assert_return (invoke $M "i32") (i32.const 8)))', 'got (i32.const 0x7)'),
]

# Commands that others rely on: they are reported, though they assert nothing.
BROKEN = [
    ('(module (func (i32.const 0)))', 'module: not compiled'),
    ('(module (func unreachable) (start 0))', 'module: unreachable'),
    ('(module (func (import "M" "absent")))', 'module: unknown import'),
    ('(module instance $I $absent)', 'no such module definition'),
    ('(module definition $D (func (i32.const 0)))', 'not compiled'),
    ('(register "x" $absent)', 'register: there is no instance $absent'),
    ('(invoke $M "unreachable")', 'action: unreachable'),
    ('(invoke $M "absent")', 'no export'),
    ('(thread $T (shared (module $absent)))', 'thread: there is no instance $absent'),
    ('(wait $absent)', 'wait: there is no such thread'),
]

TRUE = r"""
(assert_return (invoke "i32") (i32.const 7))
(assert_return (get $M "seven") (i32.const 7))
(assert_return (invoke "nan32") (f32.const nan:canonical))
(assert_return (invoke "nan64") (f64.const nan:arithmetic))
(assert_return (invoke "nans") (v128.const f32x4 1 nan:canonical 2 nan:arithmetic))
(assert_return (invoke "null") (ref.null func))
(assert_return (invoke "null") (ref.null nofunc))
(assert_return (invoke "null") (ref.null))
(assert_return (invoke "function") (ref.func))
(assert_return (invoke "same" (ref.extern 1)) (ref.extern 1))
(assert_return (invoke "i32") (either (i32.const 6) (i32.const 7)))
(assert_return (invoke "pair") (i32.const 1) (i64.const 2))
(assert_trap (invoke "load" (i32.const -1)) "out of bounds memory access")
(assert_trap (module (func unreachable) (start 0)) "unreachable")
(assert_exhaustion (invoke "endless") "call stack exhausted")
(assert_exception (invoke "throw"))
(assert_invalid (module (func (i32.const 0))) "type mismatch: block requires [] but stack has [i32]")
(assert_malformed (module quote "(func") "unexpected")
(assert_unlinkable (module (func (import "M" "absent"))) "unknown import")
(assert_malformed_custom (module quote "(@name \"a\") (@name \"b\")") "misplaced @name annotation")
(thread $T (shared (module $M)) (assert_return (invoke $M "i32") (i32.const 7)))
(wait $T)
"""


class RunnerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="wasmelt-wast-")
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)

    def run_script(self, commands, *options, name="script.wast"):
        (self.dir / name).write_text(MODULE + commands)
        return subprocess.run([WAST, *options, name], cwd=self.dir, text=True, timeout=120,
                              capture_output=True)

    def counts(self, done):
        total = re.search(r"total: (\d+) assertions passed, (\d+) failed, (\d+) expected to fail; "
                          r"(\d+) other errors", done.stdout)
        return tuple(map(int, total.groups()))

    def errors(self, done):
        """What is said, by line of the script behind MODULE, from 1."""
        lines = re.findall(r"script\.wast:(\d+): error: (.*)", done.stderr)
        return {int(line) - MODULE.count("\n"): message for line, message in lines}

    def test_reports_every_false_assertion(self):
        for level in "0", "2":
            done = self.run_script("\n".join(command for command, _ in FALSE), "-O", level)
            errors = self.errors(done)
            for line, (command, says) in enumerate(FALSE, 1):
                with self.subTest(command):
                    self.assertIn(says, errors.pop(line, "nothing was reported"))
            self.assertEqual(errors, {})
            self.assertEqual(self.counts(done), (0, len(FALSE), 0, 0))
            self.assertEqual(done.returncode, 1)

    def test_reports_commands_that_others_rely_on(self):
        done = self.run_script("\n".join(command for command, _ in BROKEN))
        errors = self.errors(done)
        for line, (command, says) in enumerate(BROKEN, 1):
            with self.subTest(command):
                self.assertIn(says, errors.pop(line, "nothing was reported"))
        self.assertEqual(errors, {})
        self.assertEqual(self.counts(done), (0, 0, 0, len(BROKEN)))
        self.assertEqual(done.returncode, 1)

    def test_one_false_assertion_of_any_kind_fails_the_run(self):
        kinds = {}
        for command, _ in FALSE + BROKEN:
            kinds.setdefault(command.split()[0], command)
        for command in kinds.values():
            with self.subTest(command):
                self.assertEqual(self.run_script(TRUE + command).returncode, 1)

    def test_true_assertions_pass(self):
        done = self.run_script(TRUE)
        self.assertEqual(done.stderr, "")
        self.assertEqual(self.counts(done), (21, 0, 0, 0))
        self.assertEqual(done.returncode, 0)

    def test_expected_failures_are_counted_and_those_that_pass_are_reported(self):
        first = MODULE.count("\n") + 1
        (self.dir / "expected.txt").write_text(
            f"# why\nscript.wast:{first} a reason\nscript.wast:{first + 1} another reason\n")
        fails = '(assert_return (invoke "i32") (i32.const 8))\n'
        passes = '(assert_return (invoke "i32") (i32.const 7))\n'
        done = self.run_script(fails + fails, "--expect", "expected.txt")
        self.assertEqual((done.returncode, self.counts(done)), (0, (0, 0, 2, 0)), done.stderr)
        done = self.run_script(fails + passes, "--expect", "expected.txt")
        self.assertEqual(self.errors(done), {2: "expected to fail, but did not: another reason"})
        self.assertEqual((done.returncode, self.counts(done)), (1, (1, 0, 1, 1)))
        done = self.run_script(fails + fails + fails, "--expect", "expected.txt")
        self.assertEqual((done.returncode, self.counts(done)), (1, (0, 1, 2, 0)))

    def test_scripts_that_cannot_be_read_or_run_to_their_end_are_reported(self):
        done = self.run_script("(assert_return")
        self.assertIn("script.wast:0: error: ", done.stderr)
        self.assertEqual(done.returncode, 1)
        done = self.run_script("", "--expect", "absent.txt")
        self.assertIn("cannot read 'absent.txt'", done.stderr)
        self.assertEqual(done.returncode, 1)
        done = self.run_script('(module (func (export "loop") (loop (br 0))))\n(invoke "loop")',
                               "--timeout", "1")
        self.assertIn("was ended by", done.stderr)
        self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    unittest.main()
