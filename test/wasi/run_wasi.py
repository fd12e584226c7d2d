#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles one guest of guests/ to WASI and with wasmelt, runs it in a fresh granted directory, and
compares its output with guests/NAME.expected and with node's WASI.

  run_wasi.py --wasmelt PROGRAM --work DIRECTORY [--bless] guests/NAME.c

Lines of the guest's output that begin with ~ are not compared with node. Comments at the guest's head:
  args: a "b c"                 its arguments
  env: A=1 B=2                  its variables
  node: no                      node does not have what it tests
  setup: file PATH CONTENTS     before the run, below the granted directory; {outside} is the
  setup: dir PATH               directory above it
  setup: link TARGET PATH
"""

import argparse
import difflib
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
NODE = HERE.parent / "run" / "node_wasi.mjs"


def build(source, wasmelt, work, options=()):
    """The guest as WebAssembly and, compiled with these options, as an executable."""
    work.mkdir(parents=True, exist_ok=True)
    wasm, program = work / f"{source.stem}.wasm", work / source.stem
    subprocess.run(["clang-22", "--target=wasm32-wasi", "-Wno-deprecated", "--sysroot=/usr", "--no-wasm-opt",
                    "-O2", source, "-o", wasm], check=True)
    subprocess.run([wasmelt, wasm, "-o", program, *options], check=True)
    return wasm, program


def directives(source):
    found = {"args": [], "env": [], "node": [], "setup": []}
    for line in source.read_text().splitlines():
        match = re.match(r"// ([a-z]+): (.*)$", line)
        if match and match[1] in found:
            found[match[1]].append(match[2])
    return found


def prepare(work, name, setup):
    outside = work / name
    shutil.rmtree(outside, ignore_errors=True)
    granted = outside / "granted"
    granted.mkdir(parents=True)
    for line in setup:
        kind, *words = [word.replace("{outside}", str(outside)) for word in shlex.split(line)]
        if kind == "file":
            (granted / words[0]).write_text(words[1])
        elif kind == "dir":
            (granted / words[0]).mkdir(parents=True)
        elif kind == "link":
            (granted / words[1]).symlink_to(words[0])
    return granted


def outcome(command, environment=None):
    run = subprocess.run([str(part) for part in command], env=environment, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, timeout=60)
    return run.stdout.decode(errors="replace") + f"status {run.returncode}\n"


def compare(what, wanted, got):
    difference = list(difflib.unified_diff(wanted.splitlines(), got.splitlines(), what, "got", lineterm=""))
    if difference:
        print("\n".join(difference), file=sys.stderr)
    return not difference


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wasmelt", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--bless", action="store_true", help="make what comes out the expectation")
    parser.add_argument("guest", type=pathlib.Path)
    options = parser.parse_args()
    told = directives(options.guest)
    work = options.work.resolve() / options.guest.stem
    wasm, program = build(options.guest.resolve(), options.wasmelt, work)
    arguments = shlex.split(" ".join(told["args"]))
    variables = shlex.split(" ".join(told["env"]))

    granted = prepare(work, "run", told["setup"])
    environment = {"WASMELT_DIRS": f"{granted}::/data", "WASMELT_ENV": ",".join(variables), "C": "not granted"}
    got = outcome([program, *arguments], environment)
    good = True
    if "node" in told and "no" not in told["node"]:
        granted = prepare(work, "node", told["setup"])
        grants = ["--dir", f"{granted}::/data", *(word for name in variables for word in ("--env", name))]
        shared = lambda text: "".join(line for line in text.splitlines(True) if line[0] != "~")
        good = compare("node", shared(outcome(["node", NODE, *grants, wasm, *arguments])), shared(got))
    expectation = options.guest.with_suffix(".expected")
    if options.bless:
        expectation.write_text(got)
    good = compare("expected", expectation.read_text() if expectation.exists() else "", got) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
