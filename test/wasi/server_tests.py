#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""guests/file_server.c, a server of files, asked by clients of this program and loaded by wrk.

  server_tests.py --wasmelt PROGRAM --work DIRECTORY [--seconds N]
"""

import argparse
import contextlib
import http.client
import pathlib
import re
import socket
import subprocess
import sys
import time
import unittest

from run_wasi import HERE, build

OPTIONS = None
FILES = {"index.html": b"<p>Hello</p>\n", "empty.txt": b"", "d/text.txt": b"some text\n" * 100}
LARGE = bytes(number * 31 & 255 for number in range(3_000_001))


def freePort():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class FileServerTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        work = OPTIONS.work.resolve() / "server"
        cls.work, cls.root = work, work / "www"
        cls.program = cls.compile()
        (cls.root / "d").mkdir(parents=True, exist_ok=True)
        for name, contents in {**FILES, "large": LARGE}.items():
            (cls.root / name).write_bytes(contents)
        (work / "secret").write_text("secret")
        with contextlib.suppress(FileExistsError):
            (cls.root / "out").symlink_to("../secret")

    @classmethod
    def compile(cls, options=()):
        return build(HERE / "guests" / "file_server.c", OPTIONS.wasmelt, cls.work, options)[1]

    def setUp(self):
        self.port = freePort()
        self.startServer(self.program, {"WASMELT_DIRS": f"{self.root}::/www:ro",
                                        "WASMELT_LISTEN": f"127.0.0.1:{self.port}"})

    def startServer(self, program, environment):
        self.server = subprocess.Popen([program], stderr=subprocess.PIPE, env=environment)
        self.addCleanup(self.stopServer)
        for _ in range(1000):
            with contextlib.suppress(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            time.sleep(0.01)
        self.fail("nobody listens")

    def stopServer(self):
        self.assertIsNone(self.server.poll(), "the server has ended")
        self.server.kill()
        self.assertEqual(self.server.stderr.read(), b"")
        self.server.wait()
        self.server.stderr.close()

    @contextlib.contextmanager
    def client(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            yield connection
        finally:
            connection.close()

    def get(self, connection, path, method="GET"):
        connection.request(method, path)
        response = connection.getresponse()
        return response.status, response.read()

    def testFilesOverOneConnection(self):
        with self.client() as connection:
            for name, contents in {**FILES, "large": LARGE}.items():
                self.assertEqual(self.get(connection, f"/{name}"), (200, contents))
            self.assertEqual(self.get(connection, "/"), (200, FILES["index.html"]))
            self.assertEqual(self.get(connection, "/large", "HEAD"), (200, b""))

    def testWhatIsNotThereOrNotGranted(self):
        with self.client() as connection:
            for path in ("/missing", "/d", "/out", "/../secret", "/d/../../secret", "/..", "//etc/passwd"):
                self.assertEqual(self.get(connection, path), (404, b""))
            self.assertEqual(self.get(connection, "/index.html", "DELETE"), (405, b""))
            self.assertEqual(self.get(connection, "/"), (200, FILES["index.html"]))

    def testASlowClientHoldsNobodyUp(self):
        with socket.create_connection(("127.0.0.1", self.port)) as slow:
            slow.sendall(b"GET /large HTTP/1.1\r\nConnection: cl")
            with self.client() as connection:
                self.assertEqual(self.get(connection, "/large"), (200, LARGE))
            slow.sendall(b"ose\r\n\r\n")
            received = b""
            while part := slow.recv(1 << 20):
                received += part
            self.assertEqual(received.partition(b"\r\n\r\n")[2], LARGE)

    def testClientsThatGoAwayInTheMiddle(self):
        for _ in range(50):
            with socket.create_connection(("127.0.0.1", self.port)) as connection:
                connection.sendall(b"GET /large HTTP/1.1\r\n\r\n")
                connection.recv(1000)
        with self.client() as connection:
            self.assertEqual(self.get(connection, "/large"), (200, LARGE))

    def testUnderLoad(self):
        for path in ("index.html", "large"):
            run = subprocess.run(["wrk", "-t2", "-c50", "--timeout", "60s", f"-d{OPTIONS.seconds}s",
                                  f"http://127.0.0.1:{self.port}/{path}"], stdout=subprocess.PIPE, text=True, check=True)
            print(run.stdout)
            self.assertNotIn("Socket errors", run.stdout)
            self.assertNotIn("Non-2xx", run.stdout)
            self.assertGreater(int(re.search(r"(\d+) requests in", run.stdout)[1]), 0)


class ConfinedFileServerTests(FileServerTests):
    """The same, granted when it is compiled and nothing else, also by the system."""

    def setUp(self):
        self.port = freePort()
        program = self.compile(["--dir", f"{self.root}::/www:ro", "--listen", f"127.0.0.1:{self.port}", "--sealed",
                                "--harden=best-effort"])
        self.startServer(program, {"WASMELT_LISTEN": "nowhere"})


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--wasmelt", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--seconds", type=int, default=1, help="of each load")
    OPTIONS, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
