# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Hosts of compiled libraries build from an install prefix, with pkg-config and with CMake, and run."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

from installed import CC, CXX, STRICT, InstalledTest, run

HOST = pathlib.Path(__file__).with_name("host.c")
HEADERS = ("wasmelt/wasmelt.h", "wasmelt/wasi.h", "wasmelt/bindings.h", "wasmelt/wasm.h", "wasm.h")

MODULE = """(module
  (func $print (import "env" "print") (param i32))
  (func $divide (export "divide") (param i32 i32) (result i32)
    (call $print (local.get 1))
    (i32.div_s (local.get 0) (local.get 1))))"""
SAYS = "printed 2\n84 / 2 = 42\nprinted 0\n84 / 0: integer divide by zero in divide\n"

PROJECT = """cmake_minimum_required(VERSION 3.25)
project(host LANGUAGES C)
set(CMAKE_C_STANDARD 11)
find_package(wasmelt 0.1 REQUIRED)
add_executable(shared host.c)
target_link_libraries(shared PRIVATE wasmelt::wasmelt)
add_executable(static host.c)
target_link_libraries(static PRIVATE wasmelt::wasmelt-static)
add_custom_target(library ALL
  COMMAND ${WASMELT_EXECUTABLE} ${CMAKE_SOURCE_DIR}/lib.wat --shared -o lib.so)
"""


class Installed(InstalledTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        shutil.copy(HOST, cls.dir)
        (cls.dir / "lib.wat").write_text(MODULE)
        run(cls.prefix / "bin/wasmelt", "lib.wat", "--shared", "-o", "lib.so", cwd=cls.dir)

    def works(self, program, library=None):
        library = library or self.dir / "lib.so"
        self.assertEqual(run(program, library, env=self.environment), SAYS)

    def test_with_pkg_config(self):
        program = self.dir / "with_pkg_config"
        run(CC, "-std=c11", *STRICT, HOST.name, "-o", program, *self.flags("--cflags", "--libs"),
            cwd=self.dir)
        self.works(program)

    def test_with_the_static_library(self):
        program = self.dir / "with_archive"
        run(CC, "-std=c11", *STRICT, HOST.name, "-o", program, *self.flags("--cflags"),
            self.prefix / "lib/libwasmelt.a", "-ldl", "-lpthread", cwd=self.dir)
        needed = run("readelf", "-d", program)
        self.assertNotIn("libwasmelt", needed)
        self.assertNotIn("libstdc++", needed)
        self.works(program)

    def test_with_cmake(self):
        source, build = self.dir / "project", self.dir / "build"
        source.mkdir()
        shutil.copy(HOST, source)
        (source / "CMakeLists.txt").write_text(PROJECT)
        (source / "lib.wat").write_text(MODULE)
        run(os.environ["CMAKE_COMMAND"], "-S", source, "-B", build, f"-DCMAKE_C_COMPILER={CC}",
            f"-DCMAKE_PREFIX_PATH={self.prefix}")
        run(os.environ["CMAKE_COMMAND"], "--build", build)
        for name in ("shared", "static"):
            self.works(build / name, build / "lib.so")

    def test_the_headers_are_c_and_cpp(self):
        for compiler, language, standard in ((CC, "c", "c11"), (CC, "c", "c23"),
                                             (CXX, "c++", "c++11"), (CXX, "c++", "c++20")):
            for header in HEADERS + (("wasmelt/wasmelt.hpp", "wasmelt/wasi.hpp") if standard == "c++20" else ()):
                run(compiler, "-x", language, f"-std={standard}", *STRICT, "-fsyntax-only",
                    f"-I{self.prefix / 'include'}", "-include", header, "/dev/null")

    def test_the_library_needs_the_c_library_alone_and_shows_its_interface_alone(self):
        library = self.prefix / "lib/libwasmelt.so"
        needed = [line for line in run("readelf", "-d", library).splitlines() if "NEEDED" in line]
        for line in needed:
            self.assertRegex(line, r"\[(libc\.so|ld-linux|libdl\.so|libpthread\.so|libclang_rt)")
        shown = {line.split()[-1]
                 for line in run("nm", "-D", "--defined-only", library).splitlines()}
        self.assertEqual(shown, self.declared())

    def declared(self):
        """The functions that the headers say there are."""
        names = set()
        for header in HEADERS:
            text = run(CC, "-E", "-P", "-DWASM_API_EXTERN=DECLARED", "-include", header,
                       f"-I{self.prefix / 'include'}", "-DWASMELT_API=DECLARED", "-x", "c",
                       "/dev/null")
            text = text.replace('__attribute__((visibility("default")))', "DECLARED")
            names.update(re.findall(r"DECLARED[^;(]*?\b(\w+)\(", text))
        return names

    def test_a_file_that_is_no_library_is_refused(self):
        program = self.dir / "refuses"
        run(CC, HOST.name, "-o", program, *self.flags("--cflags", "--libs"), cwd=self.dir)
        for path, why in ((self.prefix / "lib/libwasmelt.so", "is not a library that wasmelt made"),
                          (self.dir / "lib.wat", "cannot load")):
            done = subprocess.run([program, path], capture_output=True, text=True,
                                  env=self.environment)
            self.assertEqual(done.returncode, 1)
            self.assertIn(why, done.stderr)


if __name__ == "__main__":
    unittest.main()
