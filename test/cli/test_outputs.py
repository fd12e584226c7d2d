# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What is written, where, and that it depends on nothing else."""

import ctypes
import os
import pty
import struct
import subprocess
import unittest

from harness import HELLO, MANY_KINDS, WASMELT, CliTest

ELF_OBJECT, ELF_EXECUTABLE = 1, 3  # ET_REL, and ET_DYN as position-independent executables are


def kind(data):
    if data[:4] == b"\x7fELF":
        return {ELF_OBJECT: "obj", ELF_EXECUTABLE: "exe"}[struct.unpack_from("<H", data, 16)[0]]
    if data[:4] == b"BC\xc0\xde":
        return "bitcode"
    text = data.decode()
    return "llvm-ir" if "target triple = " in text else "asm" if "\t.text" in text else "unknown"


class Kinds(CliTest):
    def made(self, output, *words):
        before = set(self.files())
        self.ok(*words)
        self.assertEqual(set(self.files()) - before, {output})
        data = (self.dir / output).read_bytes()
        (self.dir / output).unlink()
        return kind(data)

    def test_output_name_decides(self):
        self.module(HELLO)
        for name, wanted in (("app", "exe"), ("x.exe", "exe"), ("x.o", "obj"), ("x.s", "asm"),
                             ("x.ll", "llvm-ir"), ("x.bc", "bitcode")):
            self.assertEqual(self.made(name, "app.wasm", "-o", name), wanted)

    def test_switches_decide_as_in_clang(self):
        self.module(HELLO)
        for name, words, wanted in (("app.o", ["-c"], "obj"), ("app.s", ["-S"], "asm"),
                                    ("app.bc", ["-c", "--emit-llvm"], "bitcode"),
                                    ("app.ll", ["-S", "-emit-llvm"], "llvm-ir"),
                                    ("y.out", ["-S", "-o", "y.out"], "asm")):
            self.assertEqual(self.made(name, "app.wasm", *words), wanted)

    def test_emit_decides(self):
        self.module(HELLO)
        for name, emit in (("app", "exe"), ("app.o", "obj"), ("app.s", "asm"), ("app.ll", "llvm-ir"),
                           ("app.bc", "bitcode")):
            self.assertEqual(self.made(name, "app.wasm", "--emit", emit), emit)

    def test_shared_libraries(self):
        self.module(HELLO)
        for name, words in (("libapp.so", ["--shared"]), ("x.so", ["-o", "x.so"]),
                            ("y.so", ["-shared", "-O0", "-o", "y.so"]),
                            ("z", ["--emit=shared", "-o", "z"])):
            self.ok("app.wasm", *words)
            library = ctypes.CDLL(str(self.dir / name))
            ctypes.c_uint32.in_dll(library, "wasmelt_library")
            (self.dir / name).unlink()

    def test_forms_of_a_shared_library(self):
        self.module(HELLO)
        self.assertEqual(self.made("app.ll", "app.wasm", "--shared", "-S", "--emit-llvm"), "llvm-ir")
        self.assertEqual(self.made("app.o", "app.wasm", "--shared", "-c"), "obj")

    def test_static_libraries(self):
        self.module(HELLO)
        for name, words in (("libapp.a", ["--static"]), ("x.a", ["-o", "x.a"]),
                            ("z", ["--emit=static", "-o", "z"])):
            self.ok("app.wasm", *words)
            self.assertTrue((self.dir / name).read_bytes().startswith(b"!<arch>\n"))
            (self.dir / name).unlink()

    def test_headers_are_written_beside_libraries(self):
        self.module(HELLO)
        for output, words, prefix in (("libone.a", ["--static"], "one"), ("two.so", ["--shared"], "two"),
                                      ("three.o", ["-c"], "three"), ("-", ["-c"], "module"),
                                      ("four.o", ["--namespace", "x1"], "x1")):
            self.ok("app.wasm", "-o", output, *words, "--header", "a.h", "--header", "b.h",
                    stdout=subprocess.DEVNULL)
            header = (self.dir / "a.h").read_text()
            self.assertIn(f"extern wasmelt_error_t *{prefix}__start({prefix}_t *instance);", header)
            self.assertEqual(header, (self.dir / "b.h").read_text())

    def test_no_header_of_what_cannot_be_compiled(self):
        (self.dir / "app.wat").write_text("(module (func (result i32)))")
        self.fails("app.wat", "-c", "--header", "a.h", says="app.wat:1:")
        self.assertEqual(self.files(), ["app.wat"])
        self.module(HELLO)
        self.fails("app.wasm", "-c", "--header", "none/a.h", says="none/a.h")
        self.assertEqual(self.files(), ["app.wasm", "app.wat"])

    def test_switches_win_over_the_name(self):
        self.module(HELLO)
        self.assertEqual(self.made("x.o", "app.wasm", "-o", "x.o", "--emit=bitcode"), "bitcode")

    def test_default_name_is_in_the_current_directory(self):
        (self.dir / "sub").mkdir()
        self.module(HELLO, "sub/app.wasm")
        self.assertEqual(self.made("app", "sub/app.wasm"), "exe")

    def test_default_name_does_not_overwrite_an_input_without_ending(self):
        self.module(HELLO, "app")
        self.assertEqual(self.made("a.out", "app"), "exe")

    def test_standard_input_and_output(self):
        module = self.module(HELLO)
        with open(module, "rb") as stdin:
            text = self.ok("-", "-S", "--emit-llvm", "-o", "-", stdin=stdin).stdout
        self.assertIn("target triple = ", text)
        self.assertEqual(self.files(), ["app.wasm"])


class Executable(CliTest):
    def test_hello_runs(self):
        self.module(HELLO)
        for level in ("-O0", "-O1", "-O2", "-O3", "-Os", "-Oz"):
            self.ok("app.wasm", level, "-o", "app")
            done = self.execute("./app")
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "hello\n", ""), level)

    def test_is_executable_under_the_umask(self):
        self.module(HELLO)
        os.umask(0o027)
        self.addCleanup(os.umask, 0o022)
        self.ok("app.wasm", "-o", "app")
        self.assertEqual((self.dir / "app").stat().st_mode & 0o777, 0o750)

    def test_every_kind_of_instruction_compiles_and_runs(self):
        self.module(MANY_KINDS)
        for words in (["-O0"], ["-O2"], ["-O2", "--memory-base=dynamic"],
                      ["-O2", "--strict-traps"]):
            self.ok("app.wasm", "-o", "app", *words)
            self.assertEqual(self.execute("./app").returncode, 3, words)

    def test_strip_leaves_no_symbols(self):
        self.module(HELLO)
        self.ok("app.wasm", "-o", "app")
        self.ok("app.wasm", "-o", "stripped", "-s")
        self.assertIn(b".symtab", (self.dir / "app").read_bytes())
        self.assertNotIn(b".symtab", (self.dir / "stripped").read_bytes())
        self.assertEqual(self.execute("./stripped").stdout, "hello\n")


class Determinism(CliTest):
    def module_of_many_functions(self, count=500):
        """Enough code that it is split for code generation; a table keeps all of it."""
        steps = "".join(f"(local.set 0 (i32.xor (i32.load offset={step} (local.get 0)) (i32.const SEED)))"
                        for step in range(12))
        functions = "".join(
            f"(func $f{i} (param i32) (result i32) {steps.replace('SEED', str(i))}"
            f" (call $f{(i * 7 + 1) % count} (local.get 0)))" for i in range(count))
        names = " ".join(f"$f{i}" for i in range(count))
        self.module(f"""(module (memory 1) (type $t (func (param i32) (result i32)))
          {functions} (table funcref (elem {names}))
          (func (export "_start")
            (drop (call_indirect (type $t) (i32.const 0) (i32.load (i32.const 0))))))""")

    def test_output_does_not_depend_on_threads_or_time(self):
        self.module_of_many_functions()
        for output in ("app", "app.o", "app.bc"):
            contents = set()
            for jobs in ("-j1", "-j2", "-j3"):
                notes = self.ok("app.wasm", "-O1", "-o", output, jobs, "-v").stderr
                if output == "app":
                    self.assertNotIn("\n1 partitions", notes, "too small to be split")
                contents.add((self.dir / output).read_bytes())
            self.assertEqual(len(contents), 1, f"{output} differs")

    def test_output_does_not_depend_on_the_folder(self):
        self.module(HELLO)
        (self.dir / "elsewhere").mkdir()
        self.module(HELLO, "elsewhere/app.wasm")
        self.ok("app.wasm", "-o", "one")
        self.ok("elsewhere/app.wasm", "-o", "elsewhere/two")
        self.assertEqual((self.dir / "one").read_bytes(),
                         (self.dir / "elsewhere/two").read_bytes())


class Reports(CliTest):
    def test_progress_line_of_a_long_compilation_comes_and_goes(self):
        Determinism.module_of_many_functions(self)
        master, slave = pty.openpty()
        process = subprocess.Popen([WASMELT, "app.wasm", "-O3", "-j1", "-o", "app"], stderr=slave,
                                   cwd=self.dir, env=self.environment(TERM="xterm"))
        os.close(slave)
        text = ""
        while True:
            try:
                text += os.read(master, 4096).decode()
            except OSError:  # how Linux says that the other end is closed
                break
        os.close(master)
        self.assertEqual(process.wait(), 0)
        self.assertRegex(text, r"wasmelt: (optimising|generating)")
        self.assertTrue(text.endswith("\r\033[K"), "the line was left behind")

    def test_silent_unless_asked(self):
        self.module(HELLO)
        done = self.ok("app.wasm", "-o", "app")
        self.assertEqual((done.stdout, done.stderr), ("", ""))

    def test_time_report_has_every_phase(self):
        self.module(HELLO)
        report = self.ok("app.wasm", "-o", "app", "--time-report").stderr
        for phase in ("read", "decode", "validate", "lower", "optimize", "generate", "link"):
            self.assertIn(phase, report)

    def test_verbose_says_something(self):
        self.module(HELLO)
        self.assertIn("x86_64", self.ok("app.wasm", "-o", "app", "-v").stderr)


if __name__ == "__main__":
    unittest.main()
