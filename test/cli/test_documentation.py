# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The manual and the completions offer what --help offers."""

import pathlib
import re
import shutil
import subprocess
import unittest

from harness import CliTest

TABLE = pathlib.Path(__file__).resolve().parents[2] / "wasi-shim" / "preview1.def"
COMMANDS = ["run", "validate", "inspect", "print", "features"]


class Generated(CliTest):
    def options(self):
        """Every long option of every command, from the help."""
        names = set()
        for words in ([], *([command] for command in COMMANDS)):
            for line in self.ok(*words, "--help").stdout.splitlines():
                # The heading of an option, not its explanation.
                if re.match(r" {2,6}-", line):
                    names.update(re.findall(r"--[a-z-]+", line[:28] if line[28:].strip() else line))
        self.assertGreater(len(names), 20)
        return names

    def test_manual_has_every_option_and_command(self):
        page = self.ok("--generate=man").stdout.replace("\\-", "-")
        for name in self.options():
            self.assertIn(name, page)
        for command in COMMANDS:
            self.assertIn(f".SS wasmelt {command}\n", page)

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_manual_is_well_formed(self):
        for page in ("man", "wasi-man"):
            done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z"], text=True,
                                  input=self.ok(f"--generate={page}").stdout, capture_output=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_wasi_manual_has_every_call_parameter_right_and_error(self):
        page = self.ok("--generate=wasi-man").stdout.replace("\\-", "-")
        sections = dict(part.split("\n", 1) for part in re.split(r"^\.S[SH] ", page, flags=re.M)[1:])
        calls = re.findall(r"^WASMELT_WASI_(?:\w+_)?CALL\((\w+), \w+(.*)\)$", TABLE.read_text(), re.M)
        self.assertGreaterEqual(len(calls), 46)
        for name, parameters in calls:
            section = sections.pop(name)
            for kind, parameter in re.findall(r"\((\w+)(?:\([^)]*\))?, (\w+)\)", parameters):
                self.assertIn(f".TP\n\\fI{parameter}\\fR\n", section, name)
            # What it does, beside what the row above says.
            self.assertRegex(section, r"\n\.PP\n[A-Z][^\n]{10,}\.\n")
        self.assertEqual(sorted(sections), ["CALLS", "DESCRIPTION", "ERRORS", "NAME", "RIGHTS",
                                            "SEE ALSO", "STRUCTURES"])
        texts = re.findall(r'^WASMELT_WASI_TEXT\((\w+), ".*?", "(.*)"\)$', TABLE.read_text(), re.M)
        self.assertEqual([name for name, _ in texts], [name for name, _ in calls])
        for name, errors in texts:
            for error in re.findall(r"\b(E[A-Z0-9]{2,})\b(?=[A-Z0-9, ]*:)", errors):
                self.assertIn(error, page, name)
        for right in re.findall(r'"(\w+)"', TABLE.with_name("rights.def").read_text()):
            self.assertIn(right, sections["RIGHTS"])
        self.assertIn("a descriptor with the right FD_SEEK", page)
        self.assertIn("one of SET, CUR, END", page)
        for line in ("32, 8 bytes: \\fIsize\\fR, bytes", "24, 8 bytes: \\fItimeout\\fR"):
            self.assertIn(line, sections["STRUCTURES"].replace("\\-", "-"))
        for structure in re.findall(r"the structures? (\w+)", page) + ["Dirent", "Subscription", "Event"]:
            self.assertIn(f"\\fB{structure}\\fR\n", sections["STRUCTURES"])

    def test_completions_have_every_option(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.ok(f"--generate={shell}").stdout
            for name in self.options():
                wanted = f"-l {name[2:]} " if shell == "fish" else name
                self.assertIn(wanted, script, f"{shell} does not offer {name}")

    def complete(self, *words):
        """What bash offers for the last of `words`."""
        script = self.ok("--generate=bash").stdout
        listed = " ".join(f"'{word}'" for word in words)
        done = subprocess.run(
            ["bash", "-c", f"compopt() {{ :; }}\n{script}\nCOMP_WORDS=({listed}); "
             f"COMP_CWORD={len(words) - 1}\n_wasmelt\nprintf '%s\\n' \"${{COMPREPLY[@]}}\""],
            cwd=self.dir, text=True, capture_output=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.split()

    def test_bash_completes_commands_and_files(self):
        (self.dir / "runner.wasm").touch()
        self.assertEqual(sorted(self.complete("wasmelt", "ru")), ["run", "runner.wasm"])

    def test_bash_completes_options_of_the_command_at_hand(self):
        self.assertIn("--sealed", self.complete("wasmelt", "a.wasm", "--se"))
        self.assertEqual(self.complete("wasmelt", "run", "--se"), [])
        self.assertEqual(self.complete("wasmelt", "inspect", "--j"), ["--json"])

    def test_bash_completes_values(self):
        self.assertEqual(self.complete("wasmelt", "a.wasm", "--emit", "=", "l"), ["llvm-ir"])
        self.assertEqual(self.complete("wasmelt", "--disable", "sim"), ["simd"])
        self.assertIn("-Oz", self.complete("wasmelt", "-O"))

    def test_bash_offers_nothing_after_dashes(self):
        self.assertEqual(self.complete("wasmelt", "run", "a.wasm", "--", "--d"), [])

    def test_other_shells_accept_their_scripts(self):
        for shell in ("zsh", "fish"):
            if shutil.which(shell):
                done = subprocess.run([shell, "-n"], text=True, capture_output=True,
                                      input=self.ok(f"--generate={shell}").stdout)
                self.assertEqual((done.returncode, done.stderr), (0, ""), shell)


if __name__ == "__main__":
    unittest.main()
