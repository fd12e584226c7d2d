# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Rules for make that say what an output was made from."""

import shutil
import subprocess
import unittest

from harness import HELLO, CliTest


class Dependencies(CliTest):
    def rule(self, name):
        """The target and what it depends on, of a file with plain names."""
        target, files = (self.dir / name).read_text().replace("\\\n", " ").split(":", 1)
        return target, files.split()

    def test_by_default_beside_the_output(self):
        self.module(HELLO)
        for words, name, target in ((["-c"], "app.d", "app.o"), (["-o", "x"], "x.d", "x"),
                                    (["-o", "y.so"], "y.d", "y.so"),
                                    (["-S", "--emit-llvm"], "app.d", "app.ll")):
            self.ok("app.wasm", "-MD", *words)
            made, files = self.rule(name)
            self.assertEqual((made, files[0]), (target, "app.wasm"))

    def test_a_linked_output_depends_on_the_runtime(self):
        self.module(HELLO)
        self.ok("app.wasm", "-MD")
        names = [file.rsplit("/", 1)[-1] for file in self.rule("app.d")[1]]
        self.assertIn("libwasmelt-wasi.a", names)
        self.assertIn("rcrt1.o", names)
        self.ok("app.wasm", "-MD", "--shared")
        names = [file.rsplit("/", 1)[-1] for file in self.rule("libapp.d")[1]]
        self.assertIn("libwasmelt-runtime.a", names)
        self.assertNotIn("libwasmelt-wasi.a", names)
        self.ok("app.wasm", "-MD", "-c")
        self.assertEqual(self.rule("app.d"), ("app.o", ["app.wasm"]))

    def test_where_and_for_what_can_be_said_as_to_clang(self):
        self.module(HELLO)
        for words in (["-MD", "-MF", "deps", "-MT", "all"], ["-MD", "-MFdeps", "-MTall"],
                      ["--write-dependencies", "--dependency-file=deps",
                       "--dependency-target=all"]):
            self.ok("app.wasm", "-c", *words)
            self.assertEqual(self.rule("deps"), ("all", ["app.wasm"]))
            (self.dir / "deps").unlink()

    def test_text_is_depended_on_and_standard_input_is_not(self):
        (self.dir / "app.wat").write_text("(module)")
        self.ok("app.wat", "-c", "-MD")
        self.assertEqual(self.rule("app.d"), ("app.o", ["app.wat"]))
        self.ok("-", "-c", "-o", "x.o", "-MD", input="(module)")
        self.assertEqual(self.rule("x.d"), ("x.o", []))

    def test_make_reads_any_name(self):
        name = r"a b\ c#d$e"
        (self.dir / (name + ".wat")).write_text("(module)")
        self.ok(name + ".wat", "-c", "-o", "out.o", "-MD", "-MF", "out.d")
        (self.dir / "Makefile").write_text("include out.d\nout.o: ; @echo made\n")
        make = [shutil.which("make"), "out.o"]
        done = subprocess.run(make, cwd=self.dir, capture_output=True, text=True)
        self.assertIn("up to date", done.stdout, done.stderr)
        (self.dir / "out.o").unlink()
        (self.dir / (name + ".wat")).unlink()
        done = subprocess.run(make, cwd=self.dir, capture_output=True, text=True)
        self.assertIn("No rule to make target", done.stderr)

    def test_nothing_is_written_if_the_module_is_bad(self):
        (self.dir / "app.wat").write_text("(module (func (result i32)))")
        self.fails("app.wat", "-c", "-MD", says="app.wat:1:")
        self.assertEqual(self.files(), ["app.wat"])

    def test_a_file_that_cannot_be_written_is_noticed_first(self):
        self.module(HELLO)
        self.fails("app.wasm", "-c", "-MD", "-MF", "none/app.d", says="none/app.d")
        self.assertEqual(self.files(), ["app.wasm"])

    def test_what_makes_no_sense_is_refused(self):
        self.module(HELLO)
        self.fails("app.wasm", "-c", "-MF", "x", status=2, says="-MD")
        self.fails("app.wasm", "-S", "-o", "-", "-MD", status=2, says="--dependency-file")
        self.fails("app.wasm", "-c", "-MD", "-MF", "app.wasm", says="app.wasm")


if __name__ == "__main__":
    unittest.main()
