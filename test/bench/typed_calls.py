#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measures calls between a host in C and a module, by the module's header, beside a call of a C function through a
pointer: the least and the median of all runs, as other programs only add to it.

  typed_calls.py --build build/release
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
MODULE = """(module
  (import "env" "add" (func $add (param i32 i32) (result i32)))
  (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  (func (export "nop"))
  (func (export "call_import") (param $count i32) (result i32) (local $sum i32)
    (loop $next
      (local.set $sum (call $add (local.get $sum) (local.get $count)))
      (br_if $next (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
    (local.get $sum)))"""
WHAT = ("export add(i32, i32) through the header", "export nop() through the header",
        "import add(i32, i32), a C function", "plain C function through a pointer",
        "export add by wasmelt_call, values checked")


def build(options, folder, kind, file):
    subprocess.run([options.build / "bin/wasmelt", folder / "m.wat", kind, "-o", folder / file, "--header",
                    folder / "calls.h", "--namespace", "calls"], check=True)
    host = folder / f"host{kind}"
    subprocess.run([os.environ.get("CC", "cc"), "-O2", f"-I{folder}", f"-I{HERE.parent.parent / 'runtime-lib/include'}",
                    HERE / "typed_calls.c", folder / file, options.build / "lib/libwasmelt.a", "-lpthread", "-ldl",
                    f"-Wl,-rpath,{folder}", "-o", host], check=True)
    return host


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, default=20_000_000)
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    options.build = options.build.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "m.wat").write_text(MODULE)
        for kind, file in (("--static", "libm.a"), ("--shared", "libm.so")):
            host = build(options, folder, kind, file)
            samples = []
            for _ in range(options.runs):
                done = subprocess.run([host, str(options.count)], check=True, capture_output=True, text=True)
                samples.append([float(word) for word in done.stdout.split()])
            print(f"{kind:46} {'least':>7} {'median':>7}  ns")
            for what, column in zip(WHAT, zip(*samples)):
                print(f"  {what:44} {min(column):7.2f} {statistics.median(column):7.2f}")


if __name__ == "__main__":
    main()
