#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measures files: copying one through reads and writes of 64 KiB, and listing a large directory, against the same
C programs run natively. Both run in turn; the ratio is the median over the pairs.

  files.py --wasmelt build/release/bin/wasmelt [--folder FOLDER] [--rounds N] [--mebibytes N] [--entries N]
           [wasmelt's options]
"""

import argparse
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
GUEST = ["clang-22", "--target=wasm32-wasi", "--sysroot=/usr", "--no-wasm-opt", "-O2"]


def build(name, folder, wasmelt, options):
    """The program natively and by wasmelt."""
    source = HERE / "drivers" / f"{name}.c"
    subprocess.run(["clang-22", "-O2", source, "-o", folder / f"{name}-native"], check=True)
    subprocess.run([*GUEST, source, "-o", folder / f"{name}.wasm"], check=True)
    subprocess.run([wasmelt, folder / f"{name}.wasm", "-o", folder / name, *options], check=True)


def measure(command, environment):
    """Seconds: on the clock, and of processor time."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    out = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return (wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), out


def compare(what, name, folder, files, arguments, rounds, reset=lambda: None):
    environment = {"WASMELT_DIRS": f"{files}::/data"}
    native = [folder / f"{name}-native", *(files / argument for argument in arguments)]
    ours = [folder / name, *(f"/data/{argument}" for argument in arguments)]
    samples = []
    for round_ in range(rounds + 1):  # the first one warms up
        pair = {}
        for command in (native, ours) if round_ % 2 else (ours, native):
            reset()
            pair[command[0]], out = measure(command, environment)
            assert round_ == 0 or out == wanted, f"{command[0]} prints {out}, not {wanted}"
            wanted = out
        if round_:
            samples.append((pair[native[0]], pair[ours[0]]))
    for index, kind in enumerate(("elapsed", "processor")):
        ratios = [ours[index] / native[index] for native, ours in samples]
        milliseconds = [statistics.median(sample[side][index] for sample in samples) * 1000 for side in (0, 1)]
        print(f"{what:36} {kind:10} native {milliseconds[0]:8.1f} ms, wasmelt {milliseconds[1]:8.1f} ms, "
              f"ratio {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})", flush=True)


def main():
    parser = argparse.ArgumentParser(formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
    parser.add_argument("--wasmelt", type=pathlib.Path, required=True)
    parser.add_argument("--folder", type=pathlib.Path, help="where to make the files; otherwise a temporary one")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--mebibytes", type=int, default=1024)
    parser.add_argument("--entries", type=int, default=100_000)
    options, rest = parser.parse_known_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        scratch = pathlib.Path(scratch)
        for name in ("copy", "list"):
            build(name, scratch, options.wasmelt.resolve(), rest)
        files = scratch / "files"
        (files / "many").mkdir(parents=True)
        with open(files / "from", "wb") as file:
            for _ in range(options.mebibytes):
                file.write(os.urandom(1 << 20))
        for number in range(options.entries):
            (files / "many" / f"entry-{number:06}").touch()
        compare(f"listing {options.entries} entries", "list", scratch, files, ["many"], options.rounds)
        compare(f"copying {options.mebibytes} MiB", "copy", scratch, files, ["from", "to"], options.rounds,
                lambda: (files / "to").unlink(missing_ok=True))


if __name__ == "__main__":
    main()
