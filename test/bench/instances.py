#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measures how long it takes to make and destroy a store with one instance: of modules with more or less data and
larger or smaller tables; alone, and with a call that writes to 8 pages.

  instances.py --build build/release [wasmelt's options]
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
STORES = "\n".join(f"(i32.store (i32.const {65536 * i + 100}) (i32.const 1))" for i in range(8))


def module(data_size, table_size):
    data = "".join(f"\\{i % 255 + 1:02x}" for i in range(1024)) * (data_size // 1024)
    functions = "".join(f"(func $f{i} (result i32) (i32.const {i}))" for i in range(table_size))
    names = " ".join(f"$f{i}" for i in range(table_size))
    return f"""(module
  (memory (export "memory") 32)
  (data (i32.const 1024) "{data}")
  (table {table_size} {table_size} funcref) (elem (i32.const 0) {names})
  {functions}
  (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0)))
  (func (export "touch") {STORES}))"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--runs", type=int, default=5)
    options, rest = parser.parse_known_args()
    build = options.build.resolve()
    include = HERE.parent.parent / "runtime-lib/include"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        subprocess.run([os.environ.get("CC", "cc"), "-O2", f"-I{include}", HERE / "instances.c",
                        build / "lib/libwasmelt.a", "-lpthread", "-ldl", "-o", folder / "host"], check=True)
        print(f"{'data':>8} {'table':>6} {'create + destroy':>17} {'and a call that writes to 8 pages':>34}")
        for data_size, table_size in ((0, 1), (1 << 16, 100), (1 << 20, 1), (1 << 20, 1000), (1 << 20, 5000)):
            (folder / "m.wat").write_text(module(data_size, table_size))
            library = folder / f"m{data_size}-{table_size}.so"
            subprocess.run([build / "bin/wasmelt", folder / "m.wat", "--shared", "-o", library, *rest], check=True)
            samples = []
            for _ in range(options.runs):
                done = subprocess.run([folder / "host", library, str(options.count)], check=True,
                                      capture_output=True, text=True)
                samples.append([float(word) for word in done.stdout.split()])
            alone, touching = (statistics.median(column) for column in zip(*samples))
            print(f"{data_size:8} {table_size:6} {alone:14.2f} us {touching:31.2f} us")


if __name__ == "__main__":
    main()
