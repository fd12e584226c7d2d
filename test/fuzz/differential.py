#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares programs compiled by wasmelt with another implementation's run of the same, on random ones.

  differential.py loops   --wasmelt PROGRAM --work DIRECTORY --seeds 1-500
      C programs of loops (loops.py), compiled to WASI by clang; a native build is the reference.
  differential.py modules --wasmelt PROGRAM --work DIRECTORY --seeds 1-500
      modules that Binaryen makes of random bytes; node is the reference.
  differential.py programs --wasmelt PROGRAM --work DIRECTORY --seeds 1-500
      the same with a newer Binaryen and node, which know WebAssembly 3.0
  differential.py scripts --wasmelt PROGRAM --work DIRECTORY --seeds 1-500
      such modules as shared libraries: node calls every export, and wasmelt-wast (beside wasmelt) expects the same
      results, traps, exceptions, memories and globals; --keep DIRECTORY collects the scripts
  differential.py lanes   --wasmelt PROGRAM --work DIRECTORY --seeds 1-500
      modules of unrolled loops (lanes.py), some of which trap; node is the reference.
  differential.py legacy  --wasmelt PROGRAM --work DIRECTORY --seeds 1-500
      as scripts, with the exception handling of before exnref
  differential.py references --wasmelt PROGRAM --work DIRECTORY --seeds 1-500
      as scripts, of modules of typed references to functions (references.py)

Prints the seeds that differ, keeps their files in DIRECTORY, and ends with 1 if there are any.
"""

import argparse
import concurrent.futures
import pathlib
import random
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "real"))
import lanes  # noqa: E402
import loops  # noqa: E402
import random_modules  # noqa: E402
import references  # noqa: E402

NODE_WASI = pathlib.Path(__file__).resolve().parent.parent / "run" / "node_wasi.mjs"
FEATURES = ["--mvp-features", "--enable-mutable-globals", "--enable-sign-ext", "--enable-nontrapping-float-to-int",
            "--enable-bulk-memory", "--enable-multivalue"]
TIMEOUT = 60


class Difference(Exception):
    pass


class Skipped(Exception):
    pass


def run(command):
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return None


def tool(command):
    result = run(command)
    if result is None or result.returncode != 0:
        raise Difference(f"{' '.join(map(str, command))}: " +
                         (result.stderr.decode(errors="replace")[-2000:] if result else "did not end"))


def outcome(result):
    if result is None:
        return "did not end"
    status = "trap" if result.returncode in (134, -6) else result.returncode
    return f"{result.stdout.decode(errors='replace')}status {status}"


def build(folder, module, options, *arguments):
    program = folder / f"program{''.join(arguments)}"
    shared = ["--shared"] if options.host else []
    tool([options.wasmelt, module, "-o", program, "--verify-ir", *shared, *options.further, *arguments])
    return [options.host, program] if options.host else [program]


def compare(wanted, folder, module, options, level, strict_traps=True):
    # A load whose value nothing needs may be optimised away, and its trap with it.
    strict = ["--strict-traps"] if strict_traps and wanted.endswith("status trap") else []
    got = outcome(run(build(folder, module, options, f"-O{level}", *strict)))
    if got == wanted:
        return
    # Such a load is gone at -O1 too, which rolls no loops up.
    if (not strict_traps and wanted.endswith("status trap") and
            got == outcome(run(build(folder, module, options, "-O1"))) and
            wanted == outcome(run(build(folder, module, options, f"-O{level}", "--strict-traps")))):
        return
    for number, (left, right) in enumerate(zip(wanted.splitlines(), got.splitlines())):
        if left != right:
            raise Difference(f"-O{level}: line {number} is {right!r}, not {left!r}")
    raise Difference(f"-O{level}: output ends differently: {got[-80:]!r}, not {wanted[-80:]!r}")


def checkLoops(seed, folder, options):
    source = folder / "program.c"
    text, flags = loops.program(seed)
    source.write_text(text)
    common = ["clang-22", "-w", "-fwrapv", "-fno-strict-aliasing", "-ffp-contract=off", source]
    tool([*common, "-O1", "-o", folder / "native"])
    wanted = outcome(run([folder / "native"]))
    if not wanted.endswith("status 0"):
        raise Skipped(f"natively: {wanted[-60:]!r}")
    module = folder / "program.wasm"
    tool([*common, "--target=wasm32-wasi", "-Wno-deprecated", "--sysroot=/usr", "--no-wasm-opt", *flags, "-o", module])
    for level in options.level or ["0", "2"]:
        compare(wanted, folder, module, options, level)


def startFunction(text, rng):
    """Turns a module of Binaryen's fuzzer into a program: what it logs goes to standard output, and so does
    a digest after each of its functions."""
    logs = re.findall(r'\(import "fuzzing-support" "(log-[a-z0-9]+)" \(func \$([^ ]+)((?: \(param[^)]*\))*)\)\)', text)
    text = re.sub(r' *\(import "fuzzing-support" "log-.*\n', "", text)
    if "(import" in text or "(memory $" not in text:
        raise Skipped("imports more than it can have, or has no memory")
    functions = []
    for name, function, parameters in logs:
        types = re.findall(r"[if](?:32|64)", parameters)
        lines = []
        for index, kind in enumerate(types):
            value = f"(local.get {index})"
            if kind == "f32":
                value = f"(i32.reinterpret_f32 {value})"
            if kind == "f64":
                value = f"(i64.reinterpret_f64 {value})"
            if kind in ("i32", "f32"):
                value = f"(i64.extend_i32_u {value})"
            lines.append(f"(call $digest {value})")
        functions.append(f"(func ${function} (param {' '.join(types)}) {' '.join(lines)})")
    exports = re.findall(r'\(export "([^"]*)" \(func \$([^)]+)\)\)', text)
    wanted = [name for export, name in exports if export.endswith("_invoker")]
    rng.shuffle(wanted)
    reset = next((f"(call ${name})" for export, name in exports if export == "hangLimitInitializer"), "")
    calls = " ".join(f"{reset} (call ${name}) (call $report)" for name in wanted)
    memory = re.search(r"\(memory \$([^ ]+)", text)[1]
    extra = f"""
 (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
 (export "_start" (func $wasi_start))
 {"" if '(export "memory"' in text else f'(export "memory" (memory ${memory}))'}
 (global $digest_value (mut i64) (i64.const 1))
 (func $digest (param $x i64)
  (global.set $digest_value (i64.mul (i64.xor (global.get $digest_value) (local.get $x))
                                     (i64.const 1099511628211))))
 (func $report (local $i i32)
  (loop $each
   (call $digest (i64.load (local.get $i)))
   (br_if $each (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 8))) (i32.const 4096))))
  (i32.store (i32.const 32) (i32.const 48))
  (i32.store (i32.const 36) (i32.const 17))
  (local.set $i (i32.const 0))
  (loop $digits
   (i32.store8 (i32.add (i32.const 48) (local.get $i))
    (i32.add (i32.const 97) (i32.and (i32.const 15) (i32.wrap_i64
     (i64.shr_u (global.get $digest_value) (i64.extend_i32_u (i32.shl (local.get $i) (i32.const 2))))))))
   (br_if $digits (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 16))))
  (i32.store8 (i32.const 64) (i32.const 10))
  (drop (call $fd_write (i32.const 1) (i32.const 32) (i32.const 1) (i32.const 40))))
 {' '.join(functions)}
 (func $wasi_start {calls})
"""
    # Imports come first, and the types that they name are declared by Binaryen when it reads this.
    return text.replace("(module\n", "(module\n" + extra, 1)


def checkModules(seed, folder, options):
    rng = random.Random(seed)
    (folder / "bytes").write_bytes(rng.randbytes(rng.choice([1000, 4000, 16000])))
    text = folder / "module.wat"
    # With threads, memories are shared, so that every other module has an ordinary one.
    features = [*FEATURES, *(["--enable-threads"] if seed % 2 else [])]
    tool(["wasm-opt", "-ttf", folder / "bytes", *features, "--denan", *rng.choice([[], ["-O2"], ["-O3", "--flatten"]]),
          "-S", "-o", text])
    text.write_text(startFunction(text.read_text(), rng))
    module = folder / "module.wasm"
    tool(["wasm-opt", text, *features, "-g", "-o", module])
    wanted = outcome(run(["node", "--no-warnings", NODE_WASI, module]))
    if wanted == "did not end":
        raise Skipped("does not end under node")
    for level in options.level or ["0", "2"]:
        compare(wanted, folder, module, options, level)


def newTools(options):
    """The folder of the newer programs that test/fuzz/tools pins."""
    if not options.tools:
        import programs
        options.tools = programs.npmTree(pathlib.Path(__file__).resolve().parent / "tools", "npm-fuzz", "120 MB")
    return options.tools / ".bin"


def randomText(rng, folder, options, features, legacy=False):
    (folder / "bytes").write_bytes(rng.randbytes(rng.choice([300, 800, 2000, 5000])))
    text = folder / "random.wat"
    passes = rng.choice([[], [], ["-O1"], ["-O2"], ["-O3"], ["-Os"]])
    tool([newTools(options) / "wasm-opt", "-ttf", folder / "bytes", *features, "--denan", *passes,
          *([] if legacy else ["--translate-to-exnref"]), "-S", "-o", text])
    closed = random_modules.close(text.read_text())
    return random_modules.withLegacyExceptions(closed) if legacy else closed


def assemble(text, module, options, features):
    module.with_suffix(".wat").write_text(text)
    # To Binaryen, globals initialised by others are of a piece with garbage collection.
    tool([newTools(options) / "wasm-opt", module.with_suffix(".wat"), *features, "--enable-gc", "-g", "-o", module])


def checkPrograms(seed, folder, options):
    rng = random.Random(seed)
    features = random_modules.features(rng, memory64=False)
    module = folder / "module.wasm"
    assemble(random_modules.program(randomText(rng, folder, options, features), rng), module, options, features)
    result = run([newTools(options) / "node", "--no-warnings", NODE_WASI, module])
    # While the module starts, nobody is there yet to catch traps and exceptions.
    if result and result.returncode == 1 and re.search(rb"^(RuntimeError|WebAssembly.Exception)", result.stderr, re.M):
        result.returncode = 134
    wanted = outcome(result)
    if wanted == "did not end":
        raise Skipped("does not end under node")
    for level in options.level or ["0", "2"]:
        compare(wanted, folder, module, options, level)


def checkScripts(seed, folder, options, legacy=False):
    rng = random.Random(seed)
    features = random_modules.features(rng)
    parts = []
    for name in ["a", "b"] if rng.random() < 0.2 else ["a"]:
        parts.append(folder / f"{name}.wasm")
        assemble(randomText(rng, folder, options, features, legacy), parts[-1], options, features)
    module = parts[0]
    if len(parts) > 1: # a module of two memories, and twice as many tables
        module = folder / "merged.wasm"
        tool([newTools(options) / "wasm-merge", *features, "--enable-gc", parts[0], "a", parts[1], "b", "--rename-export-conflicts", "-o",
              module])
    checkScript(module, seed, folder, options)


def checkLegacy(seed, folder, options):
    try:
        checkScripts(seed, folder, options, legacy=True)
    except Difference as difference:
        if "mix of legacy and new exception handling" not in str(difference):
            raise
        raise Skipped("has references to exceptions, too, which node does not allow")


def checkReferences(seed, folder, options):
    text, module = folder / "module.wat", folder / "module.wasm"
    text.write_text(references.module(seed))
    tool([newTools(options) / "wasm-as", text, "--mvp-features", "--enable-reference-types", "--enable-gc",
          "--enable-tail-call", "--enable-bulk-memory", "-g", "-o", module])
    checkScript(module, seed, folder, options)


def checkScript(module, seed, folder, options):
    """What wasmelt-wast says of a module's calls as node does them."""
    script = folder / f"{seed}.wast"
    tool([newTools(options) / "node", "--no-warnings", "--experimental-wasm-type-reflection",
          pathlib.Path(__file__).resolve().parent / "record_script.mjs", module, script, seed])
    for arguments in [["-O", "0"], ["-O", "2"], ["-O", "2", "--bounds=checked"]] if seed % 4 == 0 else [["-O", "0"], ["-O", "2"]]:
        command = [options.wasmelt.parent / "wasmelt-wast", "-q", "-j1", script, *arguments]
        result = run(command)
        # A load whose value nothing needs may be optimised away, and its trap with it. And where the processor finds
        # what is out of bounds, stores around it may move; not so with strict traps, where all has to be exact.
        if result and result.returncode and arguments[1] != "0" and "out of bounds memory access" in script.read_text():
            result = run([*command, "--strict-traps"])
        if result is None or result.returncode:
            raise Difference(f"{' '.join(arguments)}: " +
                             (result.stderr.decode(errors="replace")[:600] if result else "did not end"))
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        shutil.copy(script, options.keep)


def checkLanes(seed, folder, options):
    text = folder / "module.wat"
    text.write_text(lanes.module(seed))
    module = folder / "module.wasm"
    tool(["wat2wasm", "--debug-names", text, "-o", module])
    wanted = outcome(run(["node", "--no-warnings", NODE_WASI, module]))
    for level in options.level or ["0", "2"]:
        # Strict traps would keep loops as they are.
        compare(wanted, folder, module, options, level, strict_traps=False)


CHECKS = {"loops": checkLoops, "modules": checkModules, "programs": checkPrograms, "scripts": checkScripts,
          "lanes": checkLanes, "legacy": checkLegacy, "references": checkReferences}


def check(kind, seed, options):
    folder = options.work / f"{kind}-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        CHECKS[kind](seed, folder, options)
        verdict = None
    except Skipped as skipped:
        verdict = ("skipped", str(skipped))
    except Difference as difference:
        return ("differs", str(difference))
    shutil.rmtree(folder)
    return verdict


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=list(CHECKS))
    parser.add_argument("--wasmelt", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--seeds", default="1-10", help="FIRST-LAST or one number")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-O", dest="level", action="append", help="levels to test (default 0 and 2)")
    parser.add_argument("--tools", type=pathlib.Path, help="node_modules of test/fuzz/tools, if it is there already")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the scripts of `scripts`")
    parser.add_argument("--host", type=pathlib.Path,
                        help="compile shared libraries, and run them in this program (test/wasi/host.c)")
    parser.add_argument("--with", dest="further", action="append", default=[], metavar="OPTION",
                        help="a further option of wasmelt's, as in --with=--interruptible")
    options = parser.parse_args()
    options.work = options.work.resolve()
    first, _, last = options.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    different = skipped = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for seed, verdict in zip(seeds, pool.map(lambda seed: check(options.kind, seed, options), seeds)):
            if verdict:
                print(f"seed {seed} {verdict[0]}: {verdict[1]}", flush=True)
                different += verdict[0] == "differs"
                skipped += verdict[0] == "skipped"
    print(f"{len(seeds)} programs, {skipped} skipped, {different} differ")
    if different or skipped == len(seeds):
        sys.exit(1)


if __name__ == "__main__":
    main()
