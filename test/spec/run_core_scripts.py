#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks compiled code against the official test scripts (.wast).

Every module of a script, with the actions and assertions on it, becomes one native program: a
`_start` that performs them is added to the module's text, with the host functions of harness.c.
Assertions that trap end a program, so each has a run of its own. Invalid and malformed modules are
test/unit's business; modules that import from other modules, and those that use what wabt cannot
read, are counted as skipped."""

import argparse
import concurrent.futures
import glob
import os
import re
import subprocess
import sys
import tempfile

from native_program import Skip, assemble, instrument, plain_text, run
from wast import split


class Checker:
    def __init__(self, options, scratch):
        self.options, self.scratch = options, scratch

    def build(self, unit, stem):
        """Makes the program; its path, the trapping actions and the actions left out."""
        options = self.options
        text = plain_text(unit, stem)
        program, traps, skipped = instrument(text, unit, not options.constant, stem)
        assemble(program, stem + ".test")
        made = run([options.wasmelt, stem + ".test.wasm", "-c", "-o", stem + ".o", "-j1",
                    *options.compile_option], timeout=300)
        if made.returncode:
            raise RuntimeError(f"wasmelt: exit status {made.returncode}: "
                               f"{made.stderr.strip()[:500]}")
        bundle = options.bundle
        parts = [f"{bundle}/rcrt1.o", f"{bundle}/crti.o", stem + ".o", options.harness,
                 f"{bundle}/libwasmelt-runtime.a", f"{bundle}/libwasmelt-wasi.a",
                 f"{bundle}/libc.a", f"{bundle}/libclang_rt.builtins.a", f"{bundle}/crtn.o"]
        linked = run([options.linker, "-static", "-pie", "--no-dynamic-linker", "-z", "relro",
                      "-z", "now", "--gc-sections", "--eh-frame-hdr", "-o", stem, *parts])
        if linked.returncode:
            raise RuntimeError("link: " + linked.stderr.strip()[:500])
        return stem, traps, skipped

    def check(self, unit, number):
        """Failures, skipped assertions and the number of assertions that held."""
        where = os.path.basename(unit.script)
        stem = os.path.join(self.scratch, f"{where[:-5]}.{number}")
        at = lambda line: f"{where}:{line}"
        if not unit.actions and unit.trap is None and not self.options.all:
            return [], [], 0
        try:
            program, traps, skipped = self.build(unit, stem)
        except Skip as reason:
            count = len(unit.actions) + (unit.trap is not None)
            return [], [(at(unit.node.line), str(reason), count)], 0
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            return [f"{at(unit.node.line)}: {error}"], [], 0
        failures, held = [], 0
        skips = [(at(line), reason, 1) for line, reason in skipped]
        line_of = lambda action: at(unit.actions[action][0])

        def execute(**environment):
            if self.options.constant:
                # Where the compiler evaluates, it need not make signalling NaNs quiet (design D4).
                environment["WASMELT_TEST_ANY_NAN"] = "1"
            try:
                return run([program], timeout=120, env={**os.environ, **environment})
            except subprocess.TimeoutExpired:
                return subprocess.CompletedProcess([program], -1, "", "timed out")

        result = execute()
        if unit.trap is not None:
            if result.returncode == 134 and matches(unit.trap, result.stderr):
                return [], skips, 1
            return [f"{at(unit.node.line)}: expected '{unit.trap}', got exit status "
                    f"{result.returncode}: {result.stderr.strip()[:300]}"], skips, 0
        failed = set()
        for action, what in re.findall(r"^FAIL (\d+) (.*)$", result.stdout, re.MULTILINE):
            failed.add(int(action))
            failures.append(f"{line_of(int(action))}: {what}")
        done = re.search(r"^DONE (\d+)", result.stdout, re.MULTILINE)
        if done:
            held += int(done[1]) - len(failed)
        if not done or result.returncode:
            runs = re.findall(r"^RUN (\d+)", execute(WASMELT_TEST_VERBOSE="1").stdout, re.MULTILINE)
            last = line_of(int(runs[-1])) if runs else at(unit.node.line) + " (instantiation)"
            failures.append(f"{last}: exit status {result.returncode}: "
                            f"{result.stderr.strip()[:300]}")
            return failures, skips, held
        for action, message in traps:
            result = execute(WASMELT_TEST_TRAP=str(action))
            if result.returncode == 134 and matches(message, result.stderr):
                held += 1
            else:
                what = f"exit status {result.returncode}"
                if "NOTRAP" in result.stdout:
                    what = "no trap"
                failures.append(f"{line_of(action)}: expected '{message}', got {what}: "
                                f"{result.stderr.strip()[:300]}")
        if not failures and not self.options.keep:
            for suffix in ("", ".o", ".wat", ".wasm", ".test.wat", ".test.wasm"):
                os.unlink(stem + suffix)
        return failures, skips, held


def matches(expected, stderr):
    """Scripts give the message or, as in "uninitialized element 7", more than it."""
    first = stderr.split("\n")[0]
    return expected in first or re.sub(r" \d+$", "", expected) in first


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scripts", nargs="+", help="names or patterns")
    parser.add_argument("--wasmelt", required=True)
    parser.add_argument("--bundle", required=True, help="the target's directory in lib/wasmelt")
    parser.add_argument("--harness", required=True, help="harness.c, compiled")
    parser.add_argument("--linker", default="ld.lld-22")
    parser.add_argument("--compile-option", action="append", default=[])
    parser.add_argument("--constant", action="store_true",
                        help="arguments are literals, so that the compiler may evaluate the calls")
    parser.add_argument("--all", action="store_true", help="also modules without assertions")
    parser.add_argument("--keep", metavar="DIR", help="keep the programs there")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--skips", action="store_true", help="list what was skipped, and why")
    parser.add_argument("--minimum", type=int, default=1,
                        help="fail if fewer assertions were checked")
    options = parser.parse_args()
    for tool in ("wat2wasm", "wasm2wat"):
        try:
            run([tool, "--version"])
        except FileNotFoundError:
            print(f"SKIPPED: {tool} is needed (Debian: apt install wabt)")
            return 77
    scripts = sorted(path for pattern in options.scripts for path in glob.glob(pattern))
    if not scripts:
        print(f"SKIPPED: there are no scripts {' '.join(options.scripts)}: "
              "configure with -DWASMELT_SPEC_DIR=DIR")
        return 77
    units, skips = [], []
    for script in scripts:
        with open(script, encoding="utf-8", errors="surrogateescape") as file:
            found, left_out = split(script, file.read(),
                                    "-O0" in options.compile_option)
        units += found
        skips += [(f"{os.path.basename(script)}:{line}", reason, 1) for line, reason in left_out]
    failures, held = [], 0
    with tempfile.TemporaryDirectory(prefix="wasmelt-spec-") as scratch:
        if options.keep:
            os.makedirs(options.keep, exist_ok=True)
        checker = Checker(options, options.keep or scratch)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for failed, skipped, count in pool.map(checker.check, units, range(len(units))):
                for failure in failed:
                    print("FAILED " + failure, flush=True)
                failures += failed
                skips += skipped
                held += count
    if options.skips:
        for where, reason, count in skips:
            print(f"skipped {where}: {count}: {reason}")
    skipped_count = sum(count for _, _, count in skips)
    print(f"{held} assertions held, {len(failures)} failed, {skipped_count} skipped, "
          f"{len(units)} modules, {len(scripts)} scripts")
    if held < options.minimum:
        print(f"expected at least {options.minimum} assertions to be checked")
        return 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
