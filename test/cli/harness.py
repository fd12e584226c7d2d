# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the tests of the command line share: a scratch folder, modules, and running wasmelt."""

import os
import pathlib
import subprocess
import tempfile
import unittest

WASMELT = os.environ["WASMELT"]
WAT2WASM = os.environ.get("WAT2WASM", "wat2wasm")

HELLO = r"""
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\08\00\00\00\06\00\00\00hello\n")
  (func (export "_start")
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 20)))))
"""

# Something of every family of instructions, so that damaging it reaches much of the compiler.
MANY_KINDS = r"""
(module
  (type $unary (func (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1 4)
  (table $table 4 8 funcref)
  (global $g (mut i32) (i32.const 7))
  (global $f f64 (f64.const 1.5))
  (elem (i32.const 0) $twice $fact)
  (elem $passive func $twice)
  (data (i32.const 16) "some bytes")
  (data $more "others")
  (func $twice (type $unary) (i32.shl (local.get 0) (i32.const 1)))
  (func $fact (type $unary)
    (if (result i32) (i32.le_s (local.get 0) (i32.const 1))
      (then (i32.const 1))
      (else (i32.mul (local.get 0) (call $fact (i32.sub (local.get 0) (i32.const 1)))))))
  (func $switch (param i32) (result i32)
    (block $c (block $b (block $a
      (br_table $a $b $c (local.get 0)))
      (return (i32.const 10)))
      (return (i32.const 20)))
    (i32.const 30))
  (func $loop (param i32) (result i64) (local $sum i64)
    (loop $again
      (local.set $sum (i64.add (local.get $sum)
        (i64.extend_i32_u (i32.load offset=4 (i32.and (local.get 0) (i32.const 0xfff))))))
      (i32.store8 (local.get 0) (i32.wrap_i64 (local.get $sum)))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get $sum))
  (func $floats (param f64 f32) (result i32)
    (i32.trunc_sat_f64_s (f64.add (f64.sqrt (local.get 0))
      (f64.promote_f32 (f32.min (local.get 1) (f32.convert_i32_u (global.get $g)))))))
  (func $vector (param i32) (result i32)
    (i32x4.extract_lane 2 (i32x4.add (v128.load (local.get 0))
      (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
        (i32x4.splat (local.get 0)) (v128.const i32x4 1 2 3 4)))))
  (func $bulk
    (memory.init $more (i32.const 64) (i32.const 0) (i32.const 6))
    (data.drop $more)
    (memory.copy (i32.const 128) (i32.const 64) (i32.const 6))
    (memory.fill (i32.const 256) (i32.const 1) (i32.const 32))
    (table.init $passive (i32.const 2) (i32.const 0) (i32.const 1))
    (drop (table.grow $table (ref.null func) (i32.const 1)))
    (drop (memory.grow (i32.const 1))))
  (func (export "_start")
    (global.set $g (call_indirect (type $unary) (i32.const 5) (i32.const 1)))
    (drop (call $switch (i32.const 1)))
    (drop (call $loop (i32.const 9)))
    (drop (call $floats (f64.const 2) (f32.const 3)))
    (drop (call $vector (i32.const 16)))
    (call $bulk)
    (call $exit (i32.const 3))))
"""


class CliTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="wasmelt-cli-")
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name) / "work"
        self.dir.mkdir()
        self.cache = pathlib.Path(folder.name) / "cache"

    def environment(self, **changes):
        env = {name: value for name, value in os.environ.items() if not name.startswith("WASMELT")}
        env.pop("NO_COLOR", None)
        env.update(XDG_CACHE_HOME=str(self.cache), LC_ALL="C", **changes)
        return env

    def wasmelt(self, *words, env=None, **options):
        """Runs wasmelt in the scratch folder; returns the finished process, output as text."""
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("timeout", 300)
        if "input" not in options:
            options.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run([WASMELT, *map(str, words)], cwd=self.dir, stderr=subprocess.PIPE,
                              text=True, errors="replace", env=self.environment(**(env or {})),
                              **options)

    def ok(self, *words, **options):
        done = self.wasmelt(*words, **options)
        self.assertEqual(done.returncode, 0, f"wasmelt {' '.join(map(str, words))}\n{done.stderr}")
        return done

    def fails(self, *words, status=1, says=(), **options):
        """Runs wasmelt, which must fail cleanly: with this status, and a message with these parts."""
        done = self.wasmelt(*words, **options)
        self.assertEqual(done.returncode, status,
                         f"wasmelt {' '.join(map(str, words))}\n{done.stderr}")
        self.assertIn("error: ", done.stderr)
        self.assertNotIn("internal error", done.stderr)
        for part in [says] if isinstance(says, str) else says:
            self.assertIn(part, done.stderr)
        return done

    def files(self):
        return sorted(str(path.relative_to(self.dir)) for path in self.dir.rglob("*"))

    def module(self, text, name="app.wasm", *flags):
        """A module from text."""
        path = self.dir / name
        done = subprocess.run([WAT2WASM, "-", "--output=" + str(path), *flags], input=text,
                              text=True, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return path

    def cModule(self, text, name="app.wasm"):
        """A WASI program from C."""
        path = self.dir / name
        done = subprocess.run(
            ["clang-22", "--target=wasm32-wasi", "--sysroot=/usr", "--no-wasm-opt",
             "-Wno-deprecated", "-O1", "-s", "-x", "c", "-", "-o", str(path)],
            input=text, text=True, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return path

    def execute(self, program, *words, env=None, **options):
        return subprocess.run([str(program), *words], cwd=self.dir, capture_output=True, text=True,
                              env=self.environment(**(env or {})), timeout=60, **options)
