# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Headers of compiled modules: programs in C and C++ are linked with two modules of the same exports."""

import os
import pathlib
import re
import shutil
import unittest

from installed import CC, CXX, STRICT, InstalledTest, run

FOLDER = pathlib.Path(__file__).with_name("bindings")
COMPILERS = [(CC, "c", "c11"), ("gcc", "c", "c11"), (CXX, "c++", "c++11"), (CXX, "c++", "c++20"),
             ("g++", "c++", "c++11"), ("g++", "c++", "c++20")]


# Of both languages, and of other standards than those that are compiled for here.
KEYWORDS = """alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t
char32_t char8_t class co_await co_return co_yield compl concept const const_cast consteval constexpr
constinit continue decltype default delete do double dynamic_cast else enum explicit export extern false
float for friend goto if import inline int long main module mutable namespace new noexcept not not_eq
nullptr operator or or_eq private protected public register reinterpret_cast requires restrict return
short signed sizeof static static_assert static_cast struct switch template this thread_local throw true
try typedef typeid typename typeof union unsigned using virtual void volatile wchar_t while xor
xor_eq""".split()
STRANGE = ["", " ", "-", "_", "__", "1", "1st", "a b", "a-b", "a_b", "*/ int x; /*", "\\22", "??/", "\\0a",
           "//", "é", "日本", "😀", "rb_abi_guest:rb-init: func(args: list<string>) -> ()", "a" * 300,
           "t", "create", "destroy", "library", "instance", "imports", "handle", "wasmelt_library",
           "create_2", "memory", "memory_size", "std", "NULL", "size_t", "errno", "linux"]


def strange_module():
    """Exports and imports functions with all of these names."""
    names = KEYWORDS + STRANGE
    lines = [f'(import "env" "{name}" (func (param i32)))' for name in names]
    lines += [f'(import "{name}" "" (func))' for name in names]
    lines += [f'(import "{word[:i]}" "{word[i + 1:]}" (global i32))'
              for word in KEYWORDS for i, c in enumerate(word) if c == "_"]
    lines += ['(memory (export "m") 1)', "(func $f)"]
    lines += [f'(export "{name}" (func $f))' for name in names]
    return "(module\n" + "\n".join(lines) + ")", len(names)


class Headers(InstalledTest):
    def compile(self, kind, file):
        """Two libraries of the same module, each with its header; returns them."""
        libraries = []
        for name in ("first", "second"):
            library = self.dir / file.format(name)
            run(self.prefix / "bin/wasmelt", FOLDER / "all_kinds.wat", kind, "-o", library,
                "--namespace", name, "--header", self.dir / f"{name}.h", "--header",
                self.dir / f"{name}.hpp")
            libraries.append(library)
        return libraries

    def works(self, libraries, compilers=COMPILERS):
        for compiler, language, standard in compilers:
            with self.subTest(compiler=compiler, standard=standard):
                program = self.dir / "program"
                run(compiler, "-x", language, f"-std={standard}", *STRICT,
                    *self.flags("--cflags"), f"-I{self.dir}", FOLDER / "host.c", "-x", "none",
                    *libraries, *self.flags("--libs"), f"-Wl,-rpath,{self.dir}", "-o", program)
                self.assertEqual(run(program, env=self.environment), "")
                checked = dict(self.environment, WASMELT_CHECKS="1")
                self.assertEqual(run(program, env=checked), "")

    def test_static_libraries(self):
        libraries = self.compile("--static", "lib{}.a")
        self.works(libraries)
        for library, name in zip(libraries, ("first", "second")):
            for line in run("nm", "--extern-only", "--defined-only", library).splitlines():
                if len(line.split()) == 3 and "DW.ref" not in line:
                    self.assertRegex(line, rf" {name}_\w+$")

    def test_shared_libraries(self):
        self.works(self.compile("--shared", "lib{}.so"), COMPILERS[:2])

    def test_objects(self):
        self.works(self.compile("-c", "{}.o"), COMPILERS[:1])

    def test_the_header_is_the_one_that_was_reviewed(self):
        """If it is to be another: bin/wasmelt test/library/bindings/all_kinds.wat -c -o all_kinds.o
        --header test/library/bindings/all_kinds.h"""
        run(self.prefix / "bin/wasmelt", FOLDER / "all_kinds.wat", "-c", "-o", self.dir / "all_kinds.o",
            "--header", self.dir / "all_kinds.h")
        self.assertMultiLineEqual((self.dir / "all_kinds.h").read_text(),
                                  (FOLDER / "all_kinds.h").read_text())

    def test_any_names_can_be_declared(self):
        text, count = strange_module()
        (self.dir / "strange.wat").write_text(text)
        header, cpp_header = self.dir / "strange.h", self.dir / "strange.hpp"
        run(self.prefix / "bin/wasmelt", self.dir / "strange.wat", "-c", "-o",
            self.dir / "strange.o", "--header", header, "--header", cpp_header)
        functions = re.findall(r"^extern wasmelt_error_t \*(\w+)\(", header.read_text(), re.M)
        self.assertEqual((len(functions), len(set(functions))), (count, count))
        for compiler, language, standard in COMPILERS + [(CC, "c", "c23")]:
            run(compiler, "-x", language, f"-std={standard}", *STRICT, "-fsyntax-only",
                *self.flags("--cflags"), "-include", header, "/dev/null")
        for compiler in (CXX, "g++"):
            run(compiler, "-x", "c++", "-std=c++20", *STRICT, "-fsyntax-only", "-include",
                "cassert", "-include", "cstdio", *self.flags("--cflags"), "-include", cpp_header,
                "/dev/null")
        defined = {line.split()[-1]
                   for line in run("nm", "--defined-only", self.dir / "strange.o").splitlines()}
        self.assertLessEqual(set(functions), defined)

    def test_in_cpp20(self):
        libraries = self.compile("--static", "lib{}.a")
        program = self.dir / "program"
        for compiler in (CXX, "g++"):
            for options in (["-std=c++20", "-O2"], ["-std=c++23", "-O0"]):
                with self.subTest(compiler=compiler, options=options):
                    run(compiler, *options, *STRICT, *self.flags("--cflags"), f"-I{self.dir}",
                        FOLDER / "host.cpp", *libraries, *self.flags("--libs"), "-o", program)
                    self.assertEqual(run(program, env=self.environment), "")

    def test_nothing_leaks(self):
        libraries = self.compile("--static", "lib{}.a")
        for words in ([CC, "-std=c11", FOLDER / "host.c"], [CXX, "-std=c++20", FOLDER / "host.cpp"]):
            self.doesNotLeak(*words, *libraries)

    def doesNotLeak(self, *words, arguments=("--no-overflow",)):
        program = self.dir / "program"
        run(*words, "-gdwarf-4", *self.flags("--cflags", "--libs"), f"-I{self.dir}", "-o", program)
        run(os.environ["VALGRIND"], "-q", "--error-exitcode=9", "--leak-check=full",
            f"--suppressions={FOLDER.parent / 'valgrind.supp'}",
            "--errors-for-leak-kinds=definite,possible", program, *arguments,
            env=self.environment)

    def reactor(self, kind, library):
        """The reactor as a library with its headers."""
        module = self.dir / "reactor.wasm"
        run(CC, "--target=wasm32-wasi", "-Wno-deprecated", "--sysroot=/usr", "--no-wasm-opt", "-O1",
            "-mexec-model=reactor", FOLDER / "wasi/reactor.c", "-o", module)
        run(self.prefix / "bin/wasmelt", module, kind, "-o", self.dir / library, "--namespace", "reactor",
            "--header", self.dir / "reactor.h", "--header", self.dir / "reactor.hpp")
        return self.dir / library

    def test_a_reactor_with_wasi(self):
        for kind, library in (("--static", "libreactor.a"), ("--shared", "libreactor.so")):
            path = self.reactor(kind, library)
            for compiler, standard, host in ((CC, "c11", "host.c"), (CXX, "c++20", "host.cpp"),
                                             ("gcc", "c11", "host.c"), ("g++", "c++20", "host.cpp")):
                with self.subTest(kind=kind, compiler=compiler):
                    program, data = self.dir / "program", self.dir / "data"
                    shutil.rmtree(data, ignore_errors=True)
                    data.mkdir()
                    run(compiler, f"-std={standard}", *STRICT, *self.flags("--cflags"), f"-I{self.dir}",
                        FOLDER / "wasi" / host, path, *self.flags("--libs"), f"-Wl,-rpath,{self.dir}",
                        "-o", program)
                    self.assertEqual(run(program, data, env=self.environment), "")
                    self.assertEqual((data / "journal").read_text(),
                                     "host 7\nhost 9\n" if host == "host.c" else "lambda 5\nlambda 6\n")

    def test_a_reactor_does_not_leak(self):
        library = self.reactor("--static", "libreactor.a")
        (self.dir / "data").mkdir(exist_ok=True)
        for words in ([CC, "-std=c11", FOLDER / "wasi/host.c"], [CXX, "-std=c++20", FOLDER / "wasi/host.cpp"]):
            (self.dir / "data/journal").unlink(missing_ok=True)
            self.doesNotLeak(*words, library, arguments=[self.dir / "data"])

    def test_instances_go_from_thread_to_thread(self):
        libraries = self.compile("--static", "lib{}.a")
        program = self.dir / "threads"
        run(CC, "-std=c11", *STRICT, *self.flags("--cflags"), f"-I{self.dir}",
            FOLDER / "threads.c", libraries[0], *self.flags("--libs"), "-pthread", "-o", program)
        self.assertEqual(run(program, env=self.environment), "")

    def test_libwasmelt_may_be_static_too(self):
        libraries = self.compile("--static", "lib{}.a")
        program = self.dir / "program"
        run(CC, "-std=c11", *STRICT, *self.flags("--cflags"), f"-I{self.dir}", FOLDER / "host.c",
            *libraries, self.prefix / "lib/libwasmelt.a", "-ldl", "-lpthread", "-o", program)
        self.assertEqual(run(program), "")


if __name__ == "__main__":
    unittest.main()
