#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measures exceptions: what a throw costs that is caught three frames up, and what a handler costs that nothing is
thrown to. Calls go through a table by indices in memory, so that nothing is inlined.

  throw.py --wasmelt build/release/bin/wasmelt [wasmelt's options]
"""

import argparse
import pathlib
import resource
import subprocess
import tempfile

MODULE = r"""(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (tag $e (param i32))
  (memory (export "memory") 1)
  (data (i32.const 100) "\00\00\00\00\01\00\00\00\02\00\00\00")
  (global $n (mut i32) (i32.const 0))
  (type $v (func (param i32)))
  (table $t 3 4 funcref)
  (elem (i32.const 0) $throws $calls $calls_that)
  (func $throws (param i32)
    (global.set $n (i32.add (global.get $n) (i32.const 1)))
    (if (local.get 0) (then (throw $e (local.get 0)))))
  (func $calls (param i32)
    (call_indirect $t (type $v) (local.get 0) (i32.load (i32.const 100)))
    (global.set $n (i32.xor (global.get $n) (i32.const 1))))
  (func $calls_that (param i32)
    (call_indirect $t (type $v) (local.get 0) (i32.load (i32.const 104)))
    (global.set $n (i32.xor (global.get $n) (i32.const 1))))
  (func $handles (param i32) (result i32) BODY)
  (func (export "_start") (local $i i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (call $handles (i32.const THROWS))))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const COUNT))))
    (call $exit (i32.ne (local.get $sum) (i32.const SUM)))))"""
CALL = "(call_indirect $t (type $v) (local.get 0) (i32.load (i32.const 108)))"
TRY = f"(block $caught (result i32) (try_table (catch $e $caught) {CALL}) (i32.const 0))"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wasmelt", type=pathlib.Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    options, rest = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, body, throws, count in [("a throw caught three frames up", TRY, 1, 1_000_000),
                                          ("the same calls, nothing thrown", TRY, 0, 100_000_000),
                                          ("the same calls, no handler", CALL + " (i32.const 0)", 0, 100_000_000)]:
            text = MODULE.replace("BODY", body).replace("THROWS", str(throws)).replace("COUNT", str(count))
            (folder / "m.wat").write_text(text.replace("SUM", str(throws * count)))
            subprocess.run([options.wasmelt.resolve(), folder / "m.wat", "-o", folder / "m", *rest], check=True)
            times = []
            for _ in range(options.runs):
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([folder / "m"], check=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            print(f"{name:32} {min(times) / count * 1e9:6.1f} ns of {count} calls, the best of {options.runs} runs")


if __name__ == "__main__":
    main()
