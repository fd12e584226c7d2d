# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""wasmelt in a prefix of its own, for tests of what users have."""

import os
import pathlib
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ["WASMELT_BUILD_DIR"])
CC, CXX = os.environ["CC"], os.environ["CXX"]
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]


def run(*words, **options):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{words}\n{done.stdout}{done.stderr}")
    return done.stdout


class InstalledTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="wasmelt-library-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.dir = pathlib.Path(cls.folder.name)
        # Moved after it was installed, as packages are made in one place and used in another.
        run("cmake", "--install", BUILD, "--prefix", cls.dir / "first")
        cls.prefix = cls.dir / "prefix"
        (cls.dir / "first").rename(cls.prefix)

    def flags(self, *words):
        environment = dict(os.environ, PKG_CONFIG_PATH=str(self.prefix / "lib/pkgconfig"))
        return run(os.environ["PKG_CONFIG"], *words, "wasmelt", env=environment).split()

    @property
    def environment(self):
        """For programs that were linked with the shared library."""
        return dict(os.environ, LD_LIBRARY_PATH=str(self.prefix / "lib"))
