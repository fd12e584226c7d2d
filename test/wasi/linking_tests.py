#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What of WASI is in an executable. linking_tests.py --wasmelt PROGRAM --work DIRECTORY"""

import argparse
import pathlib
import re
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
TABLE = (HERE.parent.parent / "wasi-shim" / "preview1.def").read_text()
OPTIONS = None
PREVIEW1, DRAFT = "wasi_snapshot_preview1", "wasi_unstable"
WIDE = ("U64", "S64", "Timestamp", "Rights")


def calls():
    """Of each call of preview1.def: name, parameters as in WebAssembly's text form, whether it is new."""
    for kind, name, result, rest in re.findall(r"^WASMELT_WASI_(\w+_)?CALL\((\w+), (\w+)(.*)\)$", TABLE, re.M):
        kinds = re.findall(r"\((\w+)(?:\([^)]*\))?, \w+\)", rest)
        parameters = " ".join("i64" if kind in WIDE else "i32" for kind in kinds)
        yield name, f"(param {parameters})" + (" (result i32)" if result == "Errno" else ""), kind == "NEW_"


def program(imports, *options, module=PREVIEW1, body=""):
    """An executable of a module that imports these calls and has one of each, or what `body` says."""
    signatures = {call: signature for call, signature, _ in calls()}
    text = "".join(f'(import "{module}" "{call}" (func ${call} {signatures[call]}))\n' for call in imports)
    for call in [] if body else imports:
        arguments = " ".join(f"({letter}.const 0)" for letter in re.findall("i32|i64", signatures[call].split(")")[0]))
        body += f"(call ${call} {arguments})\n" + ("(drop)" if "result" in signatures[call] else "")
    folder = OPTIONS.work.resolve() / "linking"
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "app.wat"
    source.write_text(f'(module {text} (memory (export "memory") 1) (func (export "_start") {body}))')
    subprocess.run([OPTIONS.wasmelt.resolve(), *options, source, "-o", folder / "app"], check=True)
    return folder / "app"


def symbols(path):
    listed = subprocess.run(["llvm-nm-22", "--defined-only", "--format=posix", path], check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    return [line.split(" ")[0] for line in listed.splitlines()]


def entryPoints(path):
    found = (re.fullmatch(r"wasmelt\.import\.(\w+)\.([\w-]+):\w*", symbol) for symbol in symbols(path))
    return {match.groups() for match in found if match}


def having(path, text):
    return [symbol for symbol in symbols(path) if text in symbol]


class LinkingTests(unittest.TestCase):
    def testTheTableIsReadRight(self):
        signatures = {name: signature for name, signature, _ in calls()}
        self.assertGreaterEqual(len(signatures), 46)
        self.assertEqual(signatures["fd_pread"], "(param i32 i32 i32 i64 i32) (result i32)")
        self.assertEqual(signatures["proc_exit"], "(param i32)")
        self.assertEqual(signatures["sched_yield"], "(param ) (result i32)")

    def testAProgramHasTheEntryPointsOfWhatItImportsAndNoOthers(self):
        names = [name for name, *_ in calls()]
        chosen = [[name] for name in names] + [["fd_read", "path_open", "fd_close"], names, names[::3]]
        for imports in chosen:
            with self.subTest(imports=imports):
                self.assertEqual(entryPoints(program(imports, "-O0")), {(PREVIEW1, name) for name in imports})

    def testTheOlderModuleBringsThoseThatItsCallsGoOnTo(self):
        names = [name for name, _, is_new in calls() if not is_new]
        for name in names:
            with self.subTest(name=name):
                found = entryPoints(program([name], "-O0", module=DRAFT))
                self.assertIn((DRAFT, name), found)
                self.assertLessEqual(found, {(DRAFT, name), (PREVIEW1, name)})

    def testWithoutImportsNothingOfWasiIsThere(self):
        self.assertEqual(having(program([]), "wasi"), [])

    def testWhatOnlyOtherCallsNeedIsNotThere(self):
        others = ("GuestPath", "IoVectors", "DirectoryReader", "openListener", "wasmelt_wasi_confine")
        few = program(["clock_time_get"])
        self.assertEqual([symbol for other in others for symbol in having(few, other)], [])
        many = program(["path_open", "fd_write", "fd_readdir", "sock_accept"], "--harden")
        self.assertEqual([other for other in others if not having(many, other)], [])

    def testTracingIsThereUnlessSealed(self):
        for module in (PREVIEW1, DRAFT):
            self.assertNotEqual(having(program(["fd_write"], module=module), "TraceLine"), [])
            self.assertEqual(having(program(["fd_write"], "--sealed", module=module), "TraceLine"), [])

    def testSealedProgramsIgnoreTheVariable(self):
        body = "(drop (call $sched_yield))"
        for options, wanted in ([], "sched_yield() = 0\n"), (["--sealed"], ""):
            run = subprocess.run([program(["sched_yield"], *options, body=body)], env={"WASMELT_TRACE": "wasi"},
                                 stderr=subprocess.PIPE, text=True, check=True)
            self.assertEqual(run.stderr, wanted)

    def testHelloWorldFitsIn40Kilobytes(self):
        folder = OPTIONS.work.resolve() / "linking"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "hello.c").write_text('#include <stdio.h>\nint main(void) { puts("hello, world"); }\n')
        subprocess.run(["clang-22", "--target=wasm32-wasi", "-Wno-deprecated", "--sysroot=/usr", "--no-wasm-opt", "-O2",
                        folder / "hello.c", "-o", folder / "hello.wasm"], check=True)
        subprocess.run([OPTIONS.wasmelt.resolve(), "-s", folder / "hello.wasm", "-o", folder / "hello"], check=True)
        run = subprocess.run([folder / "hello"], env={"WASMELT_TRACE": "wasi"}, capture_output=True, text=True,
                             check=True)
        self.assertEqual(run.stdout, "hello, world\n")
        self.assertIn('fd_write(1, ["hello, world"', run.stderr)
        self.assertLessEqual((folder / "hello").stat().st_size, 40 << 10)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--wasmelt", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    OPTIONS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
