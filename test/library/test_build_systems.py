# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Projects that have wasmelt as a step of their build: those of cmake/build-systems.md as they stand there,
and what can be different from them."""

import os
import pathlib
import re
import subprocess
import unittest

from installed import CC, CXX, InstalledTest, run

DOCUMENT = pathlib.Path(__file__).parents[2] / "cmake/build-systems.md"
CMAKE = os.environ["CMAKE_COMMAND"]
CTEST = str(pathlib.Path(CMAKE).with_name("ctest"))

HELLO = r"""(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\08\00\00\00\06\00\00\00hello\n")
  (func (export "_start")
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 20)))))
"""
PLUGIN = '(module (func (export "answer") (result i32) (i32.const 42)))'
HOST = r"""#include <stdio.h>
#include <wasmelt/wasmelt.h>
int main(int argc, char **argv) {
  const wasmelt_library_t *library = argc > 1 ? wasmelt_library_load(argv[1], NULL) : NULL;
  wasmelt_store_t *store = wasmelt_store_create(NULL, NULL);
  wasmelt_value_t answer;
  if (!library || wasmelt_call_export(wasmelt_instantiate(store, library, NULL, 0, NULL), "answer",
                                      NULL, 0, &answer, 1))
    return 1;
  printf("%d\n", answer.of.i32);
  wasmelt_store_destroy(store);
  return 0;
}
"""
BOTH = r"""#include <first.h>
#include <second.h>
#include <stdio.h>
int main(void) {
  first_t *first = first_create(NULL, NULL, NULL);
  other_t *second = other_create(NULL, NULL, NULL);
  int32_t one = 0, two = 0;
  if (!first || !second || first_answer(first, &one) || other_answer(second, &two))
    return 1;
  printf("%d %d\n", one, two);
  first_destroy(first);
  other_destroy(second);
  return 0;
}
"""
# Prints what it was called with, in place of compiling.
FAKE = """#!/bin/sh
echo "$@" > "$3.command"
: > "$3"
for word; do case $word in --dependency-file=*) echo "$3:" > "${word#*=}" ;; esac; done
"""


def documented(name):
    """The file of that name in the document."""
    pattern = r"```\w+\n# " + re.escape(name) + r"\n(.*?)```"
    return re.search(pattern, DOCUMENT.read_text(), re.DOTALL).group(1)


class BuildSystems(InstalledTest):
    def project(self, files):
        """A new project; returns the source and the build folder."""
        source = self.dir / self.id().rsplit(".", 1)[-1] / "with space"
        source.mkdir(parents=True)
        for name, text in files.items():
            (source / name).write_text(text)
        return source, source.with_name("build")

    def example(self, name):
        return self.project({name: documented(name), "hello.wat": HELLO, "plugin.wat": PLUGIN,
                             "host.c": HOST})

    @property
    def environment(self):
        path = f"{self.prefix / 'bin'}:{os.environ['PATH']}"
        return dict(super().environment, PKG_CONFIG_PATH=str(self.prefix / "lib/pkgconfig"), CC=CC,
                    CXX=CXX, PATH=path)

    def configure(self, source, build, *options, fails=False):
        words = [CMAKE, "-S", source, "-B", build, f"-DCMAKE_PREFIX_PATH={self.prefix}", *options]
        done = subprocess.run(words, capture_output=True, text=True, env=self.environment)
        self.assertEqual(done.returncode != 0, fails, done.stdout + done.stderr)
        # CMake breaks lines where it likes.
        return " ".join((done.stdout + done.stderr).split())

    def run(self, *words, **options):
        if not words or isinstance(words[0], unittest.TestResult) or words[0] is None:
            return super().run(*words, **options)
        return run(*words, env=self.environment, **options)

    def check_rebuilds(self, source, hello, build):
        """`build` builds, what `hello` prints is what the module says, and again after a change."""
        build()
        self.assertEqual(self.run(hello), "hello\n")
        before = hello.stat().st_mtime_ns
        build()
        self.assertEqual(hello.stat().st_mtime_ns, before)
        (source / "hello.wat").write_text(HELLO.replace(r"hello\n", r"howdy\n"))
        build()
        self.assertEqual(self.run(hello), "howdy\n")

    def check_cmake(self, generator):
        source, build = self.example("CMakeLists.txt")
        self.configure(source, build, "-G", generator)
        self.check_rebuilds(source, build / "hello", lambda: self.run(CMAKE, "--build", build))
        (build / "hello").unlink()
        self.run(CMAKE, "--build", build, "--target", "hello_wasmelt")
        said = self.run(CTEST, "--test-dir", build, "-V")
        self.assertIn("100% tests passed", said)
        self.assertIn("1: howdy", said)
        self.assertIn("2: 42", said)
        self.run(CMAKE, "--install", build, "--prefix", build / "installed")
        self.assertEqual(self.run(build / "installed/bin/hello"), "howdy\n")

    def test_cmake_with_ninja(self):
        self.check_cmake("Ninja")

    def test_cmake_with_make(self):
        self.check_cmake("Unix Makefiles")

    def test_cmake_with_several_configurations(self):
        source, build = self.example("CMakeLists.txt")
        self.configure(source, build, "-G", "Ninja Multi-Config")
        for config in ("Debug", "Release"):
            self.run(CMAKE, "--build", build, "--config", config)
            self.assertEqual(self.run(build / config / "hello"), "hello\n")
            said = self.run(CTEST, "--test-dir", build, "-C", config, "-V")
            self.assertIn("2: 42", said)

    def check_headers(self, generator, config, *options):
        source, build = self.project({"CMakeLists.txt": documented("CMakeLists.txt of a program that has modules in it"),
                                      "plugin.wat": PLUGIN, "both.c": BOTH})
        folder = build / config if "Multi" in generator else build
        self.configure(source, build, "-G", generator, *options)
        for answer in (42, 43):
            self.run(CMAKE, "--build", build, "--config", config)
            self.assertEqual(self.run(folder / "both"), f"{answer} {answer}\n")
            (source / "plugin.wat").write_text(PLUGIN.replace("42", "43"))
        for file in ("first.h", "second.h", "second.hpp", "second.py"):
            self.assertTrue((folder / file).exists(), file)
        # The program does not name the build folder but for where to look.
        needed = [line for line in run("readelf", "-d", folder / "both").splitlines() if "NEEDED" in line]
        self.assertIn("[libsecond.so]", " ".join(needed))
        return needed

    def test_cmake_programs_with_modules(self):
        self.assertIn("libwasmelt.so", " ".join(self.check_headers("Ninja", "Debug")))

    def test_cmake_programs_with_modules_with_make_and_static_libwasmelt(self):
        needed = self.check_headers("Unix Makefiles", "", "-DWASMELT_USE_STATIC_LIBS=ON", "-DCMAKE_BUILD_TYPE=Release")
        self.assertNotIn("libwasmelt.so", " ".join(needed))

    def test_cmake_programs_with_modules_with_several_configurations(self):
        self.check_headers("Ninja Multi-Config", "Debug")

    def test_meson(self):
        source, build = self.example("meson.build")
        meson = os.environ["MESON"]
        self.run(meson, "setup", build, source)
        self.check_rebuilds(source, build / "hello", lambda: self.run("ninja", "-C", build))
        self.assertRegex(self.run(meson, "test", "-C", build), r"Ok: +1")

    def test_make(self):
        source, _ = self.example("Makefile")
        self.check_rebuilds(source, source / "hello", lambda: self.run("make", cwd=source))
        self.assertEqual(self.run(source / "host", source / "libplugin.so"), "42\n")

    def commands(self, text, *options):
        """What the steps of a project would be: the words after `wasmelt`."""
        source, build = self.project({"CMakeLists.txt": text, "a.wat": PLUGIN, "fake": FAKE})
        (source / "fake").chmod(0o755)
        self.configure(source, build, f"-DWASMELT_EXECUTABLE={source / 'fake'}", *options)
        self.run(CMAKE, "--build", build)
        return {path.name.removesuffix(".command"): path.read_text().split()
                for path in build.rglob("*.command")}

    HEAD = """cmake_minimum_required(VERSION 3.25)
project(example LANGUAGES NONE)
%s
find_package(wasmelt REQUIRED)
"""
    LINUX = "set(CMAKE_SYSTEM_NAME Linux)\nset(CMAKE_SYSTEM_PROCESSOR %s)"

    def test_cmake_configurations_decide_about_optimisation(self):
        text = self.HEAD % "" + "wasmelt_add_executable(app a.wat OPTIONS --sealed -O1)\n"
        words = self.commands(text, "-DCMAKE_BUILD_TYPE=Debug")["app"]
        self.assertEqual([word for word in words if word in ("-O0", "--sealed", "-O1")],
                         ["-O0", "--sealed", "-O1"])

    def test_cmake_flags_can_be_set(self):
        text = self.HEAD % "set(WASMELT_FLAGS --strict-traps)\nset(WASMELT_FLAGS_RELEASE -O2 -s)"
        text += "wasmelt_add_library(plugin SHARED a.wat)\n"
        words = self.commands(text, "-DCMAKE_BUILD_TYPE=Release")["libplugin.so"]
        for word in ("--strict-traps", "-O2", "-s", "--shared"):
            self.assertIn(word, words)
        self.assertNotIn("-O3", words)

    def test_cmake_compiles_for_the_projects_machine(self):
        text = self.HEAD % (self.LINUX % "AMD64") + "wasmelt_add_executable(app a.wat)\n"
        self.assertIn("--target=x86_64-linux", self.commands(text)["app"])

    def test_cmake_says_which_machine_it_cannot_compile_for(self):
        text = self.HEAD % (self.LINUX % "sparc") + "wasmelt_add_executable(app a.wat)\n"
        source, build = self.project({"CMakeLists.txt": text, "a.wat": PLUGIN})
        said = self.configure(source, build, fails=True)
        self.assertIn("does not compile for sparc-linux (CMAKE_SYSTEM_PROCESSOR is 'sparc', "
                      "CMAKE_SYSTEM_NAME is 'Linux'), but for: x86_64-linux", said)

    def test_cmake_modules_may_be_made_by_the_build(self):
        text = self.HEAD % "" + """
add_custom_command(OUTPUT made.wat DEPENDS a.wat
  COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_SOURCE_DIR}/a.wat made.wat)
wasmelt_add_executable(app made.wat)
add_custom_target(uses ALL COMMAND app > said)
"""
        source, build = self.project({"CMakeLists.txt": text, "a.wat": HELLO})
        self.configure(source, build)
        self.run(CMAKE, "--build", build)
        self.assertEqual((build / "said").read_text(), "hello\n")
        (source / "a.wat").write_text(HELLO.replace(r"hello\n", r"howdy\n"))
        self.run(CMAKE, "--build", build)
        self.assertEqual((build / "said").read_text(), "howdy\n")

    def test_cmake_explains_wrong_calls(self):
        for call, why in (("wasmelt_add_executable(app)", "name a module"),
                          ("wasmelt_add_executable(app a.wat b.wat)", "unexpected arguments: b.wat"),
                          ("wasmelt_add_library(app a.wat)", "say SHARED or STATIC"),
                          ("wasmelt_add_library(app SHARED STATIC a.wat)", "say SHARED or STATIC"),
                          ("wasmelt_add_library(app STATIC a.wat PYTHON a.py)", "PYTHON is for SHARED"),
                          ("wasmelt_add_library(app SHARED a.wat HEADER)",
                           "these keywords have no value: HEADER")):
            with self.subTest(call):
                build = self.dir / "wrong"
                source = self.dir / "wrong_calls"
                source.mkdir(exist_ok=True)
                (source / "CMakeLists.txt").write_text(self.HEAD % "" + call + "\n")
                self.assertIn(why, self.configure(source, build, fails=True))


if __name__ == "__main__":
    unittest.main()
