# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`wasmelt run`, and what a compiled program was granted."""

import unittest

from harness import HELLO, CliTest

SHOW = r"""
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
extern char **environ;
int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "env")) {
      for (char **e = environ; e && *e; e++) printf("env %s\n", *e);
    } else if (!strcmp(argv[i], "exit")) {
      exit(atoi(argv[++i]));
    } else if (!strcmp(argv[i], "trap")) {
      __builtin_trap();
    } else if (!strcmp(argv[i], "cat")) {
      int c;
      while ((c = getchar()) != EOF) putchar(c);
    } else if (!strcmp(argv[i], "read") || !strcmp(argv[i], "write")) {
      FILE *f = fopen(argv[i + 1], argv[i][0] == 'r' ? "r" : "w");
      if (!f) {
        printf("no %s\n", strerror(errno));
      } else if (argv[i][0] == 'w') {
        fputs("written", f);
        fclose(f);
      } else {
        char line[100] = "";
        fgets(line, sizeof line, f);
        printf("read %s\n", line);
      }
      i++;
    } else {
      printf("arg %s\n", argv[i]);
    }
  }
}
"""


class Run(CliTest):
    def setUp(self):
        super().setUp()
        self.cModule(SHOW)

    def test_arguments_after_dashes_reach_the_program(self):
        done = self.ok("run", "app.wasm", "-O1", "--", "--help", "-v", "--", "x")
        self.assertEqual(done.stdout, "arg --help\narg -v\narg --\narg x\n")

    def test_exit_status_is_the_programs(self):
        self.assertEqual(self.wasmelt("run", "-O1", "app.wasm", "--", "exit", "42").returncode, 42)
        self.assertEqual(self.wasmelt("run", "-O1", "app.wasm", "--", "exit", "0").returncode, 0)

    def test_trap_is_134_with_a_message(self):
        done = self.wasmelt("run", "-O1", "app.wasm", "--", "trap")
        self.assertEqual(done.returncode, 134)
        self.assertIn("unreachable", done.stderr)

    def test_standard_streams_pass_through(self):
        self.assertEqual(self.ok("run", "-O1", "app.wasm", "--", "cat", input="a\nb").stdout, "a\nb")

    def test_second_run_comes_from_the_cache(self):
        first = self.ok("run", "-v", "-O1", "app.wasm").stderr
        second = self.ok("run", "-v", "-O1", "app.wasm").stderr
        self.assertIn("compiled into the cache", first)
        self.assertIn("from the cache", second)
        other = self.ok("run", "-v", "-O2", "app.wasm").stderr
        self.assertIn("compiled into the cache", other)

    def test_grants_need_no_new_compilation(self):
        self.ok("run", "-O1", "app.wasm")
        self.assertIn("from the cache", self.ok("run", "-v", "-O1", "app.wasm", "--dir", ".").stderr)

    def test_nothing_is_left_in_the_current_directory(self):
        self.ok("run", "-O1", "app.wasm")
        self.assertEqual(self.files(), ["app.wasm"])

    def test_no_environment_unless_granted(self):
        secret = {"SECRET": "1"}
        run = ["run", "-O1", "app.wasm"]
        self.assertEqual(self.ok(*run, "--", "env", env=secret).stdout, "")
        self.assertEqual(self.ok(*run, "--env=A=b,c\\", "--env", "SECRET", "--", "env",
                                 env=secret).stdout, "env A=b,c\\\nenv SECRET=1\n")
        everything = self.ok(*run, "--inherit-env", "--", "env", env=secret).stdout
        self.assertIn("env SECRET=1\n", everything)
        self.assertNotIn("WASMELT_", everything)

    def test_no_directory_unless_granted(self):
        (self.dir / "data, here").mkdir()
        (self.dir / "data, here" / "f").write_text("text")
        run = ["run", "-O1", "app.wasm"]
        self.assertIn("no ", self.ok(*run, "--", "read", "data, here/f").stdout)
        self.assertEqual(self.ok(*run, "--dir", "data, here::/data", "--", "read", "/data/f").stdout,
                         "read text\n")
        self.assertIn("no ", self.ok(*run, "--dir=data, here::/data:ro", "--", "write",
                                     "/data/g").stdout)
        self.ok(*run, "--dir=data, here::/data", "--", "write", "/data/g")
        self.assertEqual((self.dir / "data, here" / "g").read_text(), "written")

    def test_bad_module_is_an_error_and_stays_out_of_the_cache(self):
        (self.dir / "bad.wasm").write_bytes(b"\0asm")
        for _ in range(2):
            self.fails("run", "bad.wasm", says="bad.wasm")


class Grants(CliTest):
    def setUp(self):
        super().setUp()
        self.cModule(SHOW)
        (self.dir / "f").write_text("text")

    def test_grants_are_baked_in(self):
        self.ok("app.wasm", "-O1", "-o", "app", "--dir", ".::/here", "--env", "A=1")
        done = self.execute("./app", "env", "read", "/here/f")
        self.assertEqual(done.stdout, "env A=1\nread text\n")

    def test_grants_at_start(self):
        self.ok("app.wasm", "-O1", "-o", "app")
        done = self.execute("./app", "env", "read", "f", env={"WASMELT_DIRS": ".", "WASMELT_ENV": "A=1"})
        self.assertEqual(done.stdout, "env A=1\nread text\n")

    def test_sealed_programs_take_no_grants_at_start(self):
        self.ok("app.wasm", "-O1", "-o", "app", "--sealed")
        done = self.execute("./app", "env", "read", "f", env={"WASMELT_DIRS": ".", "WASMELT_ENV": "A=1"})
        self.assertTrue(done.stdout.startswith("no "), done.stdout)

    def test_stack_size_is_obeyed(self):
        # Recursion that needs about 2 MiB.
        self.module("""(module (func $f (param i32) (result i32)
          (if (result i32) (local.get 0)
            (then (i32.add (i32.const 1) (i32.mul (i32.const 3) (call $f (i32.sub (local.get 0) (i32.const 1))))))
            (else (i32.const 0))))
          (func (export "_start") (drop (call $f (i32.const 60000)))))""", "deep.wasm")
        self.ok("deep.wasm", "-O0", "-o", "deep")
        self.assertEqual(self.execute("./deep").returncode, 0)
        self.ok("deep.wasm", "-O0", "-o", "shallow", "--stack-size=256K")
        done = self.execute("./shallow")
        self.assertEqual(done.returncode, 134)
        self.assertIn("stack", done.stderr)

    def test_max_memory_is_obeyed(self):
        self.module("""(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (drop (memory.grow (i32.const 3)))
            (call $exit (i32.add (memory.grow (i32.const 1)) (i32.const 10)))))""", "grow.wasm")
        self.ok("grow.wasm", "-o", "grow")
        self.assertEqual(self.execute("./grow").returncode, 14)
        self.ok("grow.wasm", "-o", "grow", "--max-memory=256K")
        self.assertEqual(self.execute("./grow").returncode, 9)

    def test_a_memory_that_is_larger_than_the_limit_from_the_start_is_refused(self):
        self.module("""(module (memory 3) (func (export "_start")))""", "large.wasm")
        self.fails("large.wasm", "--max-memory=128K", says="3 pages from the start")
        self.ok("large.wasm", "-o", "large", "--max-memory=192K")

    def test_the_time_limit_ends_a_busy_program(self):
        self.module("""(module (func (export "_start") (loop $again (br $again))))""", "busy.wasm")
        self.ok("busy.wasm", "-o", "busy", "--timeout=200ms")
        done = self.execute("./busy")
        self.assertEqual(done.returncode, 124)
        self.assertIn("ran for longer than its limit of 200 ms", done.stderr)

    def test_the_time_limit_ends_a_waiting_program(self):
        # A subscription to a clock in an hour.
        self.module("""(module (import "wasi_snapshot_preview1" "poll_oneoff"
            (func $poll (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (i32.store (i32.const 16) (i32.const 1))
            (i64.store (i32.const 24) (i64.const 3600000000000))
            (drop (call $poll (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 128)))))""", "wait.wasm")
        self.ok("wait.wasm", "-o", "wait", "--timeout=200ms")
        self.assertEqual(self.execute("./wait").returncode, 124)

    def test_a_hardened_program_does_what_it_was_granted(self):
        self.ok("app.wasm", "-O1", "-o", "app", "--dir", ".::/here", "--env", "A=1", "--harden=best-effort",
                "--timeout=1m")
        done = self.execute("./app", "env", "read", "/here/f", "write", "/here/g")
        self.assertEqual(done.stdout.splitlines()[:2], ["env A=1", "read text"])
        self.assertEqual(done.returncode, 0)

    def test_what_cannot_accept_connections_is_given_no_socket(self):
        self.fails("app.wasm", "-o", "app", "--listen=localhost:0", says="does not import sock_accept")
        self.ok("app.wasm", "-O1", "-o", "app")
        done = self.execute("./app", "env", env={"WASMELT_LISTEN": "localhost:0"})
        self.assertEqual(done.returncode, 1)
        self.assertIn("cannot listen on 'localhost:0'", done.stderr)

    def test_values_of_limits_are_checked(self):
        for option, says in (("--timeout=fast", "is not a time"), ("--timeout=0", "1ms at least"),
                             ("--max-open-files=2", "standard streams"), ("--listen=:70000", "not an address"),
                             ("--harden=some", "not one of strict")):
            self.fails("app.wasm", option, status=2, says=says)


if __name__ == "__main__":
    unittest.main()
