# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Hosts that were written for the standard <wasm.h>: in C and in C++, without leaks or wrong accesses."""

import os
import pathlib
import subprocess
import unittest

from installed import CC, CXX, STRICT, InstalledTest, run

SOURCES = pathlib.Path(__file__).with_name("standard_hosts")
SAYS = {
    "hello": "hello from the host\n" * 2,
    "callback": "-7\n7\n2\n",
    "reflect": """import "from" "a € function" func (i32 f64) -> (externref)
import "from" "a memory" memory 1 20
export "func" func (i32 f64 f32) -> (i32 i64) = func (i32 f64 f32) -> (i32 i64)
export "global" global const f64 = global const f64
export "table" table funcref 0 50 = table funcref 0 50
export "open table" table externref 3 = table externref 3
export "memory" memory 1 = memory 1
export "tag" tag (i32) -> () = tag (i32) -> ()
""",
    "start": "unreachable\n",
    "trap": "the host gives up in 1\nunreachable in 3\ninteger divide by zero in 4\n",
}


class StandardHosts(InstalledTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.names = sorted(path.stem for path in SOURCES.glob("*.c"))
        for name in cls.names:
            run(cls.prefix / "bin/wasmelt", SOURCES / f"{name}.wat", "--shared",
                "-o", cls.dir / f"{name}.so")

    def build(self, compiler, name, *options):
        program = self.dir / f"{name}-{pathlib.Path(compiler).name}"
        run(compiler, *options, *STRICT, SOURCES / f"{name}.c", "-pthread",
            "-o", program, *self.flags("--cflags", "--libs"))
        return program

    def say(self, name, *command):
        done = subprocess.run([*command, self.dir / f"{name}.so"], capture_output=True, text=True,
                              env=self.environment)
        self.assertEqual((done.returncode, done.stdout), (0, SAYS.get(name, "") + "done\n"),
                         done.stderr)

    def test_all_of_them_are_there(self):
        self.assertEqual(self.names, ["callback", "finalize", "global", "hello", "hostref",
                                      "memory", "multi", "reflect", "serialize", "start", "table",
                                      "threads", "trap"])

    def test_in_c(self):
        for name in self.names:
            with self.subTest(name):
                self.say(name, self.build(CC, name, "-std=c11", "-O1"))

    def test_in_cpp(self):
        for name in self.names:
            with self.subTest(name):
                self.say(name, self.build(CXX, name, "-std=c++17", "-x", "c++"))

    def test_nothing_leaks(self):
        for name in self.names:
            with self.subTest(name):
                program = self.build(CC, name, "-std=c11", "-gdwarf-4")
                self.say(name, os.environ["VALGRIND"], "-q", "--error-exitcode=9",
                         f"--suppressions={SOURCES.parent / 'valgrind.supp'}",
                         "--leak-check=full", "--errors-for-leak-kinds=definite,possible",
                         program)

    def test_a_host_with_a_module_that_is_not_compiled_is_told_so(self):
        module = self.dir / "hello.wasm"
        module.write_bytes(b"\0asm\1\0\0\0")
        program = self.build(CC, "hello", "-std=c11")
        done = subprocess.run([program, module], capture_output=True, text=True,
                              env=self.environment)
        self.assertEqual(done.returncode, 1)
        self.assertIn("wasmelt: error: this is a WebAssembly module, which has to be compiled",
                      done.stderr)


if __name__ == "__main__":
    unittest.main()
