# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Help, versions, and command lines that cannot be obeyed."""

import os
import pty
import re
import subprocess
import unittest

from harness import HELLO, WASMELT, CliTest

COMMANDS = ["run", "validate", "inspect", "features"]


class Help(CliTest):
    def test_help_goes_to_stdout_and_succeeds(self):
        for words in (["--help"], ["-h"], ["help"]):
            done = self.ok(*words)
            self.assertTrue(done.stdout.startswith("Usage: wasmelt"), done.stdout)
            self.assertEqual(done.stderr, "")

    def test_help_teaches_commands_and_examples(self):
        text = self.ok("--help").stdout
        for word in [*COMMANDS, "Examples:", "wasmelt app.wasm -o app", "--dir", "-O3", "--sealed"]:
            self.assertIn(word, text)

    def test_every_command_has_its_own_help(self):
        for command in COMMANDS:
            text = self.ok(command, "--help").stdout
            self.assertTrue(text.startswith(f"Usage: wasmelt {command}"), text)
            self.assertEqual(text, self.ok("help", command).stdout)

    def test_help_fits_80_columns(self):
        for words in (["--help"], *([command, "--help"] for command in COMMANDS)):
            for line in self.ok(*words).stdout.splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_help_wins_over_missing_or_wrong_arguments(self):
        self.ok("--help", "nonsense", "more")
        self.ok("run", "--help")

    def test_version_names_wasmelt_and_llvm(self):
        self.assertRegex(self.ok("--version").stdout, r"^wasmelt \d+\.\d+\.\d+ \(LLVM \d+\.[\d.]+\)\n$")

    def test_features_lists_every_feature_with_default_stage_and_suite(self):
        text = self.ok("features").stdout
        self.assertRegex(text, r"(?m)^simd +on +2\.0 +core/simd$")
        for line in text.splitlines():
            self.assertRegex(line, r"^[a-z0-9-]+ +(on|off) +(\d\.0|phase \d|superseded) +[a-z0-9/-]+$")

    def test_help_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "w") as full:
            self.fails("--help", stdout=full, says="cannot write")


class UsageErrors(CliTest):
    def usage(self, *words, says):
        before = self.files()
        done = self.fails(*words, status=2, says=says)
        self.assertIn("--help'", done.stderr, "no hint at --help")
        self.assertEqual(done.stdout, "")
        self.assertEqual(self.files(), before)

    def test_no_input(self):
        self.usage(says="no input")
        for command in ("run", "validate", "inspect"):
            self.usage(command, says="no input")

    def test_unknown_option_is_named_with_the_one_that_was_meant(self):
        self.usage("--optput", "x", "app.wasm", says=["--optput", "'--output'"])
        self.usage("run", "--inherit-emv", "app.wasm", says="'--inherit-env'")

    def test_misspelt_command(self):
        self.usage("rnu", "app.wasm", says="'wasmelt run'")

    def test_missing_value(self):
        self.usage("app.wasm", "-o", says="--output needs a value")

    def test_value_out_of_the_list(self):
        self.usage("app.wasm", "--emit=elf", says=["'elf'", "llvm-ir"])
        self.usage("app.wasm", "-O7", says=["'7'", "-Oz"])
        self.usage("app.wasm", "--bounds=none", says="hardware")

    def test_malformed_sizes_and_counts(self):
        for size in ("12Q", "", "-1", "K", "1.5M", "99999999999G", "0x10"):
            self.usage("app.wasm", "--stack-size", size, says="is not a size")
        self.usage("app.wasm", "--stack-size=1K", says="64K at least")
        self.usage("app.wasm", "-jmany", says="number of threads")

    def test_grants_without_a_name(self):
        self.usage("app.wasm", "--dir", "::/x", says="does not name a directory")
        self.usage("app.wasm", "--dir", "x::", says="does not name a directory")
        self.usage("app.wasm", "--env", "=1", says="does not name a variable")

    def test_unknown_feature_is_named_with_the_one_that_was_meant(self):
        self.usage("app.wasm", "--enable", "simf", says=["'simf'", "'simd'"])
        self.usage("app.wasm", "--disable", "xyzzyx", says="wasmelt features")

    def test_contradictions(self):
        self.usage("app.wasm", "-c", "-S", says="-c and -S")
        self.usage("app.wasm", "--emit=asm", "-c", says="contradicts")
        self.usage("app.wasm", "--enable=simd", "--disable=simd", says="both name")
        self.usage("app.wasm", "--emit-llvm", says=["-S", "-c"])
        self.usage("app.wasm", "-o", "-", says="standard output")

    def test_two_inputs(self):
        self.usage("a.wasm", "b.wasm", says=["a.wasm", "b.wasm"])

    def test_program_arguments_without_dashes(self):
        self.usage("run", "app.wasm", "argument", says=["argument", "'--'"])

    def test_output_over_input(self):
        self.module(HELLO)
        before = (self.dir / "app.wasm").read_bytes()
        self.usage("app.wasm", "-o", "./app.wasm", says="overwrite")
        self.assertEqual((self.dir / "app.wasm").read_bytes(), before)

    def test_libraries_of_other_systems_are_refused_by_name(self):
        for name in ("app.dll", "app.lib", "app.dylib"):
            self.usage("app.wasm", "-o", name, says="not supported")

    def test_kinds_of_libraries_that_contradict_each_other(self):
        self.usage("app.wasm", "--static", "--shared", says=["--static", "--shared"])
        self.usage("app.wasm", "--static", "-c", says=["--static", "-c"])
        self.usage("app.wasm", "--static", "--emit=exe", says=["--static", "--emit=exe"])
        self.usage("app.wasm", "--shared", "--emit=static", says=["--shared", "--emit=static"])

    def test_headers_that_cannot_be(self):
        self.usage("app.wasm", "--header", "app.h", says=["--header", "--shared"])
        self.usage("app.wasm", "--namespace", "app", says=["--namespace", "--shared"])
        for option in ("--interruptible", "--fuel", "--traps=explicit"):
            self.usage("app.wasm", option, "-o", "app", says=[option, "--shared"])
        self.usage("app.wasm", "--shared", "--traps=none", says=["--traps", "none"])
        self.usage("app.wasm", "--shared", "--header", "app.hxx", says=["app.hxx", ".hpp"])
        self.usage("app.wasm", "-c", "--python", "app.py", says=["--python", "--shared"])
        for name in ("app", "my-app.py", "1st.py", ".py"):
            self.usage("app.wasm", "--shared", "--python", name, says=[f"'{name}'", "FILE.py"])
        self.usage("app.wasm", "-o", "app.so", "--python", "app.py", says=["'app.so'", "-o libapp.so"])
        self.usage("app.wasm", "-o", "time.so", "--header", "t.hpp", says=["'time'", "--namespace"])
        self.usage("app.wasm", "--shared", "--header", "app.h", "--header", "./app.h", says="twice")
        for name, why in (("1st", "identifier"), ("a-b", "identifier"), ("", "identifier"),
                          ("_x", "not allowed"), ("a__b", "not allowed"),
                          ("wasmelt", "own prefix"), ("class", "else")):
            self.usage("app.wasm", "--shared", "--namespace", name, says=why)


class Color(CliTest):
    def on_terminal(self, *words, **env):
        """stderr of wasmelt where stderr is a terminal."""
        master, slave = pty.openpty()
        subprocess.run([WASMELT, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=slave, cwd=self.dir, env=self.environment(TERM="xterm", **env))
        os.close(slave)
        text = os.read(master, 65536).decode()
        os.close(master)
        return text

    def test_no_escapes_without_a_terminal(self):
        self.assertNotIn("\033", self.fails("missing.wasm").stderr)

    def test_always_and_never(self):
        self.assertIn("\033", self.fails("--color=always", "missing.wasm").stderr)
        self.assertNotIn("\033", self.on_terminal("--color=never", "missing.wasm"))

    def test_terminal_has_color_unless_no_color_is_set(self):
        self.assertIn("\033[", self.on_terminal("missing.wasm"))
        self.assertNotIn("\033", self.on_terminal("missing.wasm", NO_COLOR="1"))
        self.assertIn("\033[", self.on_terminal("missing.wasm", NO_COLOR=""))

    def test_color_does_not_change_the_text(self):
        plain = self.fails("missing.wasm").stderr
        colored = self.fails("--color=always", "missing.wasm").stderr
        self.assertEqual(re.sub(r"\033\[[0-9;]*m", "", colored), plain)


if __name__ == "__main__":
    unittest.main()
