#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles one guest of guests/ to WASI, that with wasmelt, runs it and compares.

  run_guest.py --wasmelt PROGRAM --work DIRECTORY [-O LEVEL]... guests/hello.c
  run_guest.py --node            --work DIRECTORY guests/hello.c      check the guest itself

A guest is C, C++ or a module in text. What is expected stands in comments at its head, one a line:
  args: a "b c"       arguments; {work} is the directory that the run may use
  native-args: …      other arguments for the native build
  env: A=1 B=2        the environment of the run
  native-env: …       another environment for the native build
  wasmelt: --dir …    options for wasmelt
  flags: -O1          options for clang (default -O2)
  stdin: text         with escapes
  status: 3           expected exit status (default 0)
  compare: native     stdout, stderr and status are those of a native build (the default), or
  compare: text       stdout is the lines of "stdout:" and stderr has each of "stderr:"
"""

import argparse
import itertools
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
KEYS = {"args", "native-args", "env", "native-env", "wasmelt", "flags", "stdin", "status", "compare", "stdout",
        "stderr"}


class Failure(Exception):
    pass


def directives(source):
    found = {}
    for line in source.read_text().splitlines():
        if not line.startswith(("//", ";;")):
            break
        match = re.match(r"(?://|;;) ([a-z-]+): (.*)$", line)
        if match and match[1] in KEYS:
            found.setdefault(match[1], []).append(match[2])
    return found


def execute(command, environment, stdin, directory):
    try:
        return subprocess.run([str(part) for part in command], env=environment, input=stdin, cwd=directory,
                              capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        raise Failure(f"{command[0]} did not end within 120 seconds")


def tool(command):
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if result.returncode != 0:
        raise Failure(f"{' '.join(str(part) for part in command)}\nfailed with status {result.returncode}\n"
                      f"{result.stdout}{result.stderr}")


def compiler(source):
    return "clang++-22" if source.suffix == ".cpp" else "clang-22"


def buildWasm(source, flags, output):
    tool([compiler(source), "--target=wasm32-wasi", "-Wno-deprecated", "--sysroot=/usr", "--no-wasm-opt", *flags,
          source, "-o", output])


def compareText(expected, run):
    stdout = run.stdout.decode(errors="replace")
    wanted = "".join(line + "\n" for line in expected.get("stdout", []))
    if stdout != wanted:
        raise Failure(f"stdout is {stdout!r}, not {wanted!r}")
    stderr = run.stderr.decode(errors="replace")
    for pattern in expected.get("stderr", []):
        if pattern not in stderr:
            raise Failure(f"stderr lacks {pattern!r}:\n{stderr}")
    if "stderr" not in expected and stderr:
        raise Failure(f"stderr should be empty:\n{stderr}")


def firstDifference(wanted, got):
    wanted, got = (text.decode(errors="replace").splitlines() for text in (wanted, got))
    for number, (left, right) in enumerate(itertools.zip_longest(wanted, got), 1):
        if left != right:
            return f"line {number}\n  native: {left!r}\n  wasm:   {right!r}"
    return "in line ends"


def compareRuns(native, run):
    for stream in ("stdout", "stderr"):
        wanted, got = getattr(native, stream), getattr(run, stream)
        if wanted != got:
            raise Failure(f"{stream} differs from the native program's:\n{firstDifference(wanted, got)}")
    if native.returncode != run.returncode:
        raise Failure(f"exit status {run.returncode}, but the native program's is {native.returncode}")


def pairs(text):
    return dict(item.split("=", 1) for item in shlex.split(text))


def freshDirectory(work):
    directory = work / "data"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir()
    return directory


def check(source, options):
    expected = directives(source)
    work = options.work.resolve() / source.stem
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)

    def words(key, default=""):
        text = " ".join(expected.get(key, [default]))
        return [word.replace("{work}", str(work / "data")) for word in shlex.split(text)]

    flags = words("flags")
    if not any(flag.startswith("-O") for flag in flags):
        flags = ["-O2", *flags]
    module = work / f"{source.stem}.wasm"
    if source.suffix == ".wat":
        module = source
    else:
        buildWasm(source, flags, module)
    stdin = expected.get("stdin", [""])[0].encode().decode("unicode_escape").encode()
    environment = pairs(expected.get("env", [""])[0])
    status = int(expected.get("status", ["0"])[0])

    native = None
    if expected.get("compare", ["native"])[0] == "native":
        program = work / "native"
        tool([compiler(source), *flags, *(["-stdlib=libstdc++"] if source.suffix == ".cpp" else []), source, "-lm",
              "-o", program])
        arguments = words("native-args") if "native-args" in expected else words("args")
        native = execute([program, *arguments], pairs(expected.get("native-env", expected.get("env", [""]))[0]),
                         stdin, freshDirectory(work))
        if native.returncode != status:
            raise Failure(f"the native program ended with {native.returncode}, not {status}")

    grants = words("wasmelt")
    if options.node:
        node_options = [word for word in grants]
        for index, word in enumerate(node_options):
            if index and node_options[index - 1] == "--env" and "=" not in word:
                node_options[index] = f"{word}={environment[word]}"
        commands = {"node": ["node", "--no-warnings", HERE / "node_wasi.mjs", *node_options, module]}
        environment = None
    else:
        commands = {}
        for level in options.level or ["2"]:
            program = work / f"program-O{level}"
            tool([options.wasmelt, module, "-o", program, f"-O{level}", "--verify-ir", *grants])
            commands[f"-O{level}"] = [program]
    for name, command in commands.items():
        run = execute([*command, *words("args")], environment, stdin, freshDirectory(work))
        try:
            if native:
                compareRuns(native, run)
            else:
                # node words its traps differently
                compareText({"stdout": expected.get("stdout", []), "stderr": []} if options.node else expected, run)
            if run.returncode != status:
                raise Failure(f"exit status {run.returncode}, not {status}\n{run.stderr.decode(errors='replace')}")
        except Failure as failure:
            raise Failure(f"{name}: {failure}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wasmelt", help="the compiler under test")
    parser.add_argument("--node", action="store_true", help="run under node instead")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("-O", dest="level", action="append", help="optimisation level of wasmelt; repeatable")
    parser.add_argument("source", type=pathlib.Path)
    options = parser.parse_args()
    try:
        check(options.source.resolve(), options)
    except Failure as failure:
        sys.exit(f"{options.source.name}: {failure}")
    print(f"{options.source.name}: as expected")


if __name__ == "__main__":
    main()
