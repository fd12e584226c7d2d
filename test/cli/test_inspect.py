# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`wasmelt inspect` of modules and of what was made of them."""

import hashlib
import json
import unittest

from harness import HELLO, MANY_KINDS, CliTest


class Inspect(CliTest):
    def test_module(self):
        self.module(MANY_KINDS)
        text = self.ok("inspect", "app.wasm").stdout
        for word in ("wasi_snapshot_preview1", "proc_exit", "_start", "simd", "bulk-memory"):
            self.assertIn(word, text)

    def test_json_of_a_module(self):
        data = self.module(MANY_KINDS).read_bytes()
        info = json.loads(self.ok("inspect", "--json", "app.wasm").stdout)
        self.assertIn(hashlib.sha256(data).hexdigest(), json.dumps(info))

    def test_program_knows_its_source_options_and_grants(self):
        data = self.module(HELLO).read_bytes()
        self.ok("app.wasm", "-O1", "-o", "app", "--dir", "data::/d:ro", "--env", "NAME=value",
                "--sealed", "-s")
        for words in (["inspect", "app"], ["inspect", "--json", "app"]):
            text = self.ok(*words).stdout
            for word in (hashlib.sha256(data).hexdigest(), "wasmelt 0", "-O1", "/d", "NAME=value",
                         "sealed", "fd_write", "_start"):
                self.assertIn(word, text)

    def test_limits_and_sockets_are_told(self):
        self.module(HELLO.replace("(memory", """(import "wasi_snapshot_preview1" "sock_accept"
            (func (param i32 i32 i32) (result i32))) (memory"""))
        self.ok("app.wasm", "-o", "app", "--listen", "localhost:0", "--timeout", "1.5s", "--max-open-files", "9",
                "--harden=best-effort", "--max-memory", "1M")
        text = self.ok("inspect", "app").stdout
        for line in ("listens on:   localhost:0", "time limit:   1500 ms", "open files:   9 at most",
                     "hardened:     best-effort", "memory cap:"):
            self.assertIn(line, text)

    def test_object(self):
        self.module(HELLO)
        self.ok("app.wasm", "-c")
        self.assertIn("fd_write", self.ok("inspect", "app.o").stdout)

    def test_foreign_files_are_refused(self):
        self.fails("inspect", "/bin/true", says="/bin/true")
        (self.dir / "text").write_text("hello")
        self.fails("inspect", "text", says="text")
        (self.dir / "bad.wasm").write_bytes(b"\0asm\1\0\0\0\1")
        self.fails("inspect", "bad.wasm", says="bad.wasm:0x")


if __name__ == "__main__":
    unittest.main()
