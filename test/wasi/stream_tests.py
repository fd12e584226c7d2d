#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Guests whose streams and sockets lead to this program. stream_tests.py --wasmelt PROGRAM --work DIRECTORY"""

import argparse
import fcntl
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from run_wasi import HERE, build

OPTIONS = None


def start(name, arguments=(), **more):
    _, program = build(HERE / "guests" / f"{name}.c", OPTIONS.wasmelt, OPTIONS.work.resolve() / "streams")
    return subprocess.Popen([program, *arguments], stderr=subprocess.PIPE, **more)


class StreamTests(unittest.TestCase):
    def testReadingWithoutBlocking(self):
        guest = start("streams", ["read"], stdin=subprocess.PIPE)
        lines = [guest.stderr.readline() for _ in range(3)]
        self.assertEqual(lines, [b"again\n", b"nothing yet\n", b"ready\n"])
        guest.stdin.write(b"some text\n")
        guest.stdin.flush()
        self.assertEqual(guest.stderr.readline(), b"some text\n")
        guest.stdin.close()
        self.assertEqual(guest.stderr.readline(), b"end\n")
        self.assertEqual(guest.wait(20), 0)
        guest.stderr.close()

    def testWritingWithoutBlockingToASlowReader(self):
        guest = start("streams", ["write"], stdout=subprocess.PIPE)
        time.sleep(0.2)
        self.assertEqual(len(guest.stdout.read()), 1000000)
        self.assertEqual(guest.stderr.read(), b"waited\n")
        self.assertEqual(guest.wait(20), 0)
        guest.stdout.close()
        guest.stderr.close()

    def testAReaderThatGoesAwayIsAnErrorNotASignal(self):
        guest = start("streams", ["gone"], stdout=subprocess.PIPE)
        guest.stdout.close()
        self.assertEqual(guest.stderr.read(), b"Broken pipe\n")
        self.assertEqual(guest.wait(20), 3)
        guest.stderr.close()

    def checkEcho(self, client):
        for text in (b"hello", b"x" * 5000):
            client.sendall(text)
            received = b""
            while len(received) < len(text):
                received += client.recv(10000)
            self.assertEqual(received, text)
        client.shutdown(socket.SHUT_WR)
        self.assertEqual(client.recv(1), b"")

    def checkServed(self, guest):
        self.assertEqual(guest.stdout.read(), b"served\n")
        self.assertEqual(guest.wait(20), 0)
        guest.stdout.close()
        guest.stderr.close()

    def testServingOnASocketThatWasPassedOn(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            number = listener.fileno()
            guest = start("server", pass_fds=[number], stdout=subprocess.PIPE,
                          env={"WASMELT_SOCKETS": str(number)})
            with socket.create_connection(listener.getsockname()) as client:
                self.checkEcho(client)
        self.checkServed(guest)

    def testServingAtAnAddressThatWasGranted(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "socket")
            guest = start("server", stdout=subprocess.PIPE, env={"WASMELT_LISTEN": f"unix:{path}"})
            with socket.socket(socket.AF_UNIX) as client:
                for _ in range(1000):
                    try:
                        client.connect(path)
                        break
                    except (FileNotFoundError, ConnectionRefusedError):
                        time.sleep(0.01)
                self.checkEcho(client)
            self.checkServed(guest)

    def testStreamsWaitAgainAfterTheProgram(self):
        reader, writer = os.pipe()
        before = fcntl.fcntl(reader, fcntl.F_GETFL)
        guest = start("streams", ["read"], stdin=reader)
        self.assertEqual(guest.stderr.readline(), b"again\n")
        self.assertNotEqual(fcntl.fcntl(reader, fcntl.F_GETFL), before)
        os.write(writer, b"text\n")
        os.close(writer)
        guest.stderr.read()
        self.assertEqual(guest.wait(20), 0)
        self.assertEqual(fcntl.fcntl(reader, fcntl.F_GETFL), before)
        os.close(reader)
        guest.stderr.close()

    def testAGrantedDirectoryThatIsNotThere(self):
        guest = start("streams", ["gone"], env={"WASMELT_DIRS": "/no/such"}, stdout=subprocess.DEVNULL)
        self.assertEqual(guest.stderr.read(),
                         b"streams: cannot open granted directory '/no/such': No such file or directory\n")
        self.assertEqual(guest.wait(20), 1)
        guest.stderr.close()

    def testATerminalIsOne(self):
        controller, terminal = os.openpty()
        program = build(HERE / "guests" / "terminal.c", OPTIONS.wasmelt, OPTIONS.work.resolve() / "streams")[1]
        status = subprocess.run([program], stdin=terminal, stdout=subprocess.DEVNULL, stderr=terminal).returncode
        os.close(controller)
        os.close(terminal)
        self.assertEqual(status, 0b101)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--wasmelt", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    OPTIONS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
