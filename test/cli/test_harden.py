# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""--harden on systems that have what it needs, and on those that do not: these are made by a filter of system calls
that the program inherits."""

import ctypes
import errno
import pathlib
import platform
import struct
import subprocess
import unittest

from harness import CliTest

# Prints what it reads, until there is no more.
CAT = """(module
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $more
      (i32.store (i32.const 0) (i32.const 64)) (i32.store (i32.const 4) (i32.const 1000))
      (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
      (i32.store (i32.const 4) (i32.load (i32.const 8)))
      (if (i32.load (i32.const 8)) (then
        (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 12)))
        (br $more))))))"""

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, FILTER = 38, 22, 2
LANDLOCK_CREATE_RULESET = 444
SECCOMP, PRCTL = {"x86_64": (317, 157), "aarch64": (277, 167), "riscv64": (277, 167)}[platform.machine()]


def landlockVersion():
    return LIBC.syscall(ctypes.c_long(LANDLOCK_CREATE_RULESET), None, ctypes.c_size_t(0), ctypes.c_uint32(1))


class FilterProgram(ctypes.Structure):
    _fields_ = [("size", ctypes.c_ushort), ("code", ctypes.c_void_p)]


def without(number, error, argument=None):
    """What makes a process one in which a system call fails, with a first argument or always."""
    load, equal, answer = 0x20, 0x15, 0x06
    allow, fail = 0x7fff0000, 0x00050000 | error
    code = [(load, 0, 0, 0)]
    if argument is None:
        code += [(equal, 0, 1, number)]
    else:
        code += [(equal, 0, 3, number), (load, 0, 0, 16), (equal, 0, 1, argument)]
    code += [(answer, 0, 0, fail), (answer, 0, 0, allow)]
    text = b"".join(struct.pack("HBBI", *row) for row in code)

    def install():
        buffer = ctypes.create_string_buffer(text, len(text))
        program = FilterProgram(len(code), ctypes.cast(buffer, ctypes.c_void_p))
        if (LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or
                LIBC.prctl(PR_SET_SECCOMP, FILTER, ctypes.byref(program), 0, 0)):
            raise OSError(ctypes.get_errno(), "the test cannot take system calls away")
    return install


class Harden(CliTest):
    def setUp(self):
        super().setUp()
        self.module(CAT)

    def program(self, *options):
        self.ok("app.wasm", "-o", "app", *options)
        return self.dir / "app"

    def says(self, program, before, **options):
        done = subprocess.run([program], input=b"text", capture_output=True, preexec_fn=before, timeout=60, **options)
        return done.returncode, done.stdout, done.stderr.decode()

    @unittest.skipIf(landlockVersion() < 2, "this system has no Landlock, or one of before Linux 5.19")
    def test_a_program_confines_itself(self):
        with subprocess.Popen([self.program("--harden")], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdin.write(b"text")
            process.stdin.flush()
            self.assertEqual(process.stdout.read(4), b"text") # so it runs
            status = dict(line.split(":\t", 1) for line in
                          pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines() if ":\t" in line)
            self.assertEqual((status["Seccomp"].strip(), status["NoNewPrivs"].strip()), ("2", "1"))
            process.stdin.close()
            self.assertEqual(process.wait(60), 0)

    def test_without_landlock_it_does_not_start_unless_it_may_do_without(self):
        before = without(LANDLOCK_CREATE_RULESET, errno.ENOSYS)
        status, out, said = self.says(self.program("--harden"), before)
        self.assertEqual((status, out), (1, b""))
        self.assertIn("cannot confine itself, as it was compiled to (--harden): the system has no Landlock", said)
        self.assertEqual(self.says(self.program("--harden=best-effort"), before), (0, b"text", ""))

    @unittest.skipIf(landlockVersion() < 2, "this system has no Landlock, or one of before Linux 5.19")
    def test_without_seccomp_it_does_not_start_unless_it_may_do_without(self):
        # Whichever of the two calls it uses: the other one is not tried.
        for number, argument in ((SECCOMP, None), (PRCTL, PR_SET_SECCOMP)):
            before = without(number, errno.EINVAL, argument)
            status, out, said = self.says(self.program("--harden"), before)
            if status == 0:
                continue
            self.assertEqual((status, out), (1, b""))
            self.assertIn("cannot confine itself, as it was compiled to (--harden): ", said)
            self.assertEqual(self.says(self.program("--harden=best-effort"), before), (0, b"text", ""))
            return
        self.fail("it starts without seccomp")


if __name__ == "__main__":
    unittest.main()
