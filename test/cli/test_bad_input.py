# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Whatever is wrong with the input or the machine: a clear message, and nothing left behind."""

import os
import resource
import shutil
import signal
import subprocess
import unittest

from harness import HELLO, MANY_KINDS, CliTest


class BadModules(CliTest):
    def refused(self, name="app.wasm", says=()):
        """The module is refused by compiling and by validating, with file and offset."""
        before = self.files()
        done = self.fails(name, "-o", "out", says=says)
        self.assertRegex(done.stderr, rf"^{name}:0x[0-9a-f]+: error: ")
        self.assertEqual(self.files(), before)
        self.assertRegex(self.fails("validate", name).stderr, rf"^{name}:0x[0-9a-f]+: error: ")

    def test_every_truncation_is_refused(self):
        whole = self.module(HELLO).read_bytes()
        path = self.dir / "cut.wasm"
        section_ends = set()
        at = 8
        while at < len(whole):
            section_ends.add(at)
            at += 2 + whole[at + 1]  # every section of this module is shorter than 128 bytes
        for length in range(len(whole)):
            path.write_bytes(whole[:length])
            done = self.wasmelt("validate", "cut.wasm")
            if length not in section_ends:
                self.assertEqual(done.returncode, 1, f"{length} bytes were accepted")
                self.assertRegex(done.stderr, r"^cut\.wasm:0x[0-9a-f]+: error: ")
        self.assertEqual(self.files(), ["app.wasm", "cut.wasm"])

    def test_empty_file(self):
        (self.dir / "app.wasm").touch()
        self.refused()

    def test_what_is_not_a_module(self):
        (self.dir / "app.wasm").write_bytes(b"\x7fELF" + bytes(100))
        self.refused(says="magic")

    def test_bytes_that_are_no_text_either(self):
        (self.dir / "app.wasm").write_bytes(b"r\xd5\x1b[31m(module)")
        self.refused(says="magic")

    def test_wrong_version(self):
        (self.dir / "app.wasm").write_bytes(b"\0asm\2\0\0\0")
        self.refused(says="version")

    def test_type_error_names_function_and_types(self):
        self.module('(module (func $broken (result i32) (f64.const 1)) (export "_start" (func 0)))',
                    "app.wasm", "--no-check", "--debug-names")
        self.refused(says=["type mismatch", "broken", "i32", "f64"])

    def test_disabled_feature_is_named(self):
        self.module(MANY_KINDS)
        self.fails("app.wasm", "-o", "out", "--disable=simd", says="simd")
        self.fails("validate", "--disable=bulk-memory", "app.wasm", says="bulk-memory")
        self.assertEqual(self.files(), ["app.wasm"])

    # (module (func (export "_start") CODE)), CODE and its `end` being written as bytes.
    @staticmethod
    def start(code):
        body = b"\0" + code + b"\x0b"
        return (b"\0asm\1\0\0\0" b"\1\4\1\x60\0\0" b"\3\2\1\0" b"\7\x0a\1\6_start\0\0"
                b"\x0a" + bytes([len(body) + 2, 1, len(body)]) + body)

    def test_unsupported_proposals_are_refused(self):
        (self.dir / "app.wasm").write_bytes(self.start(b"\xe2\0"))
        self.refused(says="stack switching")

    def test_instructions_that_cannot_be_compiled_yet_are_named(self):
        (self.dir / "app.wasm").write_bytes(self.start(b"\x41\0\xfb\x1c\x1a"))
        self.ok("validate", "app.wasm")
        done = self.fails("app.wasm", "-o", "out")
        self.assertIn("app.wasm:0x25: error: in function 0 '_start': gc (ref.i31) is not supported yet",
                      done.stderr)
        self.assertEqual(self.files(), ["app.wasm"])

    def test_validate_checks_every_file_and_fails_if_one_is_bad(self):
        self.module(HELLO, "good.wasm")
        (self.dir / "bad.wasm").write_bytes(b"\0asm")
        done = self.fails("validate", "-v", "bad.wasm", "good.wasm", says="bad.wasm")
        self.assertEqual(done.stdout, "good.wasm: valid\n")


class BadThreads(CliTest):
    SPAWN = '(import "wasi" "thread-spawn" (func (param i32) (result i32)))'
    MEMORY = '(import "env" "memory" (memory 1 1 shared))'
    START = '(func (export "wasi_thread_start") (param i32 i32))'

    def threads(self, *fields):
        self.module(f'(module {self.SPAWN} {" ".join(fields)} (func (export "_start")))', "app.wasm",
                    "--enable-threads", "--enable-multi-memory")

    def test_a_program_with_threads_is_accepted(self):
        self.threads(self.MEMORY, self.START)
        self.ok("app.wasm", "-o", "out")

    def test_a_shared_memory_may_be_imported_by_any_name(self):
        for memory in ('(memory (import "any" "name") 1 1 shared)', '(import "any" "name" (memory 0 0 shared))'):
            self.threads(memory, self.START)
            self.ok("app.wasm", "-o", "out")
            self.assertEqual(self.execute("./out").returncode, 0)
        self.module('(module (import "any" "name" (memory 1 1 shared)) (func (export "_start")))', "app.wasm",
                    "--enable-threads")
        self.ok("app.wasm", "-o", "out")

    def test_threads_need_a_function_to_begin_with(self):
        self.threads(self.MEMORY)
        self.fails("app.wasm", "-o", "out", says=["wasi_thread_start", "(i32, i32) -> ()"])

    def test_threads_need_a_memory_that_they_share(self):
        for memory in ("(memory 1)", "(memory 1 1 shared)", self.MEMORY + "(memory 1)"):
            self.threads(memory, self.START)
            self.fails("app.wasm", "-o", "out", says=["shared and imported", '"env"."memory"'])

    def test_other_memories_are_not_provided(self):
        for name in ('"env" "memory"', '"any" "name"'):
            self.module(f'(module (import {name} (memory 1)) (func (export "_start")))')
            self.fails("app.wasm", "-o", "out", says=["a memory", "is not provided"])


class BadImports(CliTest):
    def test_unknown_import_is_named_with_its_signature(self):
        self.module('(module (import "env" "frobnicate" (func (param i32 f64) (result i64)))'
                    ' (func (export "_start") (drop (call 0 (i32.const 1) (f64.const 2)))))')
        self.fails("app.wasm", "-o", "out",
                   says=["app.wasm:0x17: error:", "env", "frobnicate", "i32", "f64", "i64"])
        self.assertEqual(self.files(), ["app.wasm"])

    def test_import_of_a_text_is_placed_in_the_text(self):
        (self.dir / "app.wat").write_text('(module\n  (import "env" "f" (func))\n  (func (export "_start")))')
        self.fails("app.wat", "-o", "out", says=["app.wat:2:", '(import "env" "f" (func))', "--shared"])

    def test_misspelt_wasi_call(self):
        self.module('(module (import "wasi_snapshot_preview1" "fd_wriet" (func (param i32)))'
                    ' (func (export "_start") (call 0 (i32.const 1))))')
        self.fails("app.wasm", "-o", "out", says=["fd_wriet", 'did you mean "fd_write"?'])

    def test_wasi_call_with_another_signature(self):
        self.module('(module (import "wasi_snapshot_preview1" "fd_close" (func (param i64)))'
                    ' (func (export "_start") (call 0 (i64.const 1))))')
        self.fails("app.wasm", "-o", "out", says=["fd_close", "i64", "i32"])

    def test_wasi_call_without_the_memory_that_its_addresses_are_of(self):
        call = '(import "wasi_snapshot_preview1" "random_get" (func (param i32 i32) (result i32)))'
        rest = '(memory 1) (func (export "_start") (drop (call 0 (i32.const 0) (i32.const 4))))'
        self.module(f'(module {call} {rest})')
        self.fails("app.wasm", "-o", "out", says=["app.wasm:0x17: error:", "random_get", 'exports as "memory"'])
        self.module(f'(module {call} {rest} (global (export "memory") i32 (i32.const 0)))')
        self.fails("app.wasm", "-o", "out", says=["random_get", "a global"])
        self.assertEqual(self.files(), ["app.wasm"])
        self.module(f'(module {call} {rest} (export "memory" (memory 0)))')
        self.ok("app.wasm", "-o", "out")

    def test_wasi_call_without_addresses_needs_no_memory(self):
        self.module('(module (import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))'
                    ' (func (export "_start") (call 0 (i32.const 3))))')
        self.ok("app.wasm", "-o", "out")
        self.assertEqual(self.execute("./out").returncode, 3)

    def test_missing_start_says_what_to_do(self):
        self.module('(module (func (export "run")))')
        self.fails("app.wasm", "-o", "out", says=["_start", "library"])
        self.assertEqual(self.files(), ["app.wasm"])


class BadFiles(CliTest):
    def test_missing_input(self):
        self.fails("missing.wasm", says=["missing.wasm", "No such file"])
        self.fails("validate", "missing.wasm", says=["missing.wasm", "No such file"])
        self.fails("inspect", "missing.wasm", says=["missing.wasm", "No such file"])
        self.fails("run", "missing.wasm", says=["missing.wasm", "No such file"])

    def test_directory_as_input(self):
        self.fails(".", "-o", "out", says="irectory")

    def test_unwritable_output(self):
        self.module(HELLO)
        self.fails("app.wasm", "-o", "nowhere/app", says=["nowhere/app", "No such file"])
        (self.dir / "folder").mkdir()
        self.fails("app.wasm", "-o", "folder", says="folder")
        self.assertEqual(self.files(), ["app.wasm", "folder"])

    def test_failure_keeps_what_was_there(self):
        (self.dir / "app.wasm").write_bytes(b"\0asm")
        (self.dir / "app").write_text("precious")
        self.fails("app.wasm", "-o", "app")
        self.assertEqual((self.dir / "app").read_text(), "precious")

    def test_output_that_does_not_fit(self):
        """A file system without room, as a limit on the size of files shows it."""
        self.module(HELLO)

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
        for output in ("out", "out.o", "out.ll", "out.bc"):
            self.fails("app.wasm", "-o", output, preexec_fn=limit)
            self.assertEqual(self.files(), ["app.wasm"], output)

    def test_full_standard_output(self):
        self.module(HELLO)
        with open("/dev/full", "w") as full:
            self.fails("app.wasm", "-S", "--emit-llvm", "-o", "-", stdout=full, says="No space")
            self.fails("inspect", "app.wasm", stdout=full)

    def test_full_disk(self):
        folder = self.dir / "small"
        folder.mkdir()
        if os.geteuid() != 0 or subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", folder],
                capture_output=True).returncode != 0:
            self.skipTest("a small file system cannot be mounted")
        self.addCleanup(subprocess.run, ["umount", folder])
        self.module(MANY_KINDS)
        for output in ("out", "out.s"):
            self.fails("app.wasm", "-o", f"small/{output}", says="No space")
            self.assertEqual(self.files(), ["app.wasm", "small"])

    def test_interrupted(self):
        """Nothing is left behind by a compilation that is stopped."""
        functions = "".join(f"(func (export \"f{i}\") (param i32) (result i32)" + "".join(
            f"(local.set 0 (i32.add (i32.load offset={j} (local.get 0)) (i32.const {i})))"
            for j in range(100)) + "(local.get 0))" for i in range(300))
        module = self.module(f"(module (memory 1) {functions} (func (export \"_start\")))")
        for number in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen([os.environ["WASMELT"], module, "-o", self.dir / "out"],
                                       stderr=subprocess.DEVNULL)
            try:
                process.wait(0.7)
            except subprocess.TimeoutExpired:
                process.send_signal(number)
                self.assertEqual(process.wait(60), -number)
            leftovers = set(self.files()) - {"app.wasm", "out"}
            self.assertEqual(leftovers, set())
            shutil.rmtree(self.dir / "out", ignore_errors=True)

    def test_text_that_is_no_module(self):
        (self.dir / "app.wasm").write_text("hello")
        self.fails("app.wasm", "-o", "out", says="app.wasm:1:1: error: unknown operator hello")


class BadOptions(CliTest):
    def test_unknown_target_cpu_and_feature(self):
        self.module(HELLO)
        self.fails("app.wasm", "-o", "out", "--target=vax-vms", says="vax-vms")
        self.fails("app.wasm", "-o", "out", "--cpu=z80", says="z80")
        self.fails("app.wasm", "-o", "out", "--features=+warp", says="warp")
        self.assertEqual(self.files(), ["app.wasm"])


if __name__ == "__main__":
    unittest.main()
