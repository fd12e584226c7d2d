# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""wasmelt works from where it is installed, and from a Debian package."""

import os
import pathlib
import shutil
import subprocess
import unittest

from harness import HELLO, CliTest

BUILD = pathlib.Path(os.environ["WASMELT_BUILD_DIR"])
FILES = ["bin/wasmelt", "share/man/man1/wasmelt.1", "share/man/man7/wasmelt-wasi.7", "share/doc/wasmelt/LICENSE",
         "share/bash-completion/completions/wasmelt", "share/zsh/vendor-completions/_wasmelt",
         "share/fish/vendor_completions.d/wasmelt.fish",
         "include/wasmelt/wasmelt.h", "lib/libwasmelt.so", "lib/libwasmelt.a",
         "lib/pkgconfig/wasmelt.pc", "lib/cmake/wasmelt/wasmeltConfig.cmake",
         "lib/wasmelt/x86_64-linux/libwasmelt-runtime.a", "lib/wasmelt/x86_64-linux/LICENCE.musl"]


class Installed(CliTest):
    def command(self, *words):
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def works_from(self, prefix):
        for name in FILES:
            self.assertTrue((prefix / name).is_file(), name)
        self.module(HELLO)
        # Through a link too: what is beside the program is found, not what is beside the link.
        (self.dir / "link").symlink_to(prefix / "bin/wasmelt")
        for program in (prefix / "bin/wasmelt", self.dir / "link"):
            self.command(program, self.dir / "app.wasm", "-o", self.dir / "app")
            self.assertEqual(self.command(self.dir / "app"), "hello\n")

    def test_prefix(self):
        prefix = self.dir / "a prefix"
        self.command("cmake", "--install", BUILD, "--prefix", prefix)
        self.works_from(prefix)

    def test_prefix_that_was_moved(self):
        self.command("cmake", "--install", BUILD, "--prefix", self.dir / "first")
        (self.dir / "first").rename(self.dir / "second")
        self.works_from(self.dir / "second")

    def test_without_its_runtime_it_says_so(self):
        self.command("cmake", "--install", BUILD, "--prefix", self.dir / "p")
        shutil.rmtree(self.dir / "p/lib")
        self.module(HELLO)
        done = subprocess.run([self.dir / "p/bin/wasmelt", "app.wasm", "-o", "app"], cwd=self.dir,
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("error: ", done.stderr)
        self.assertIn("lib/wasmelt", done.stderr)

    @unittest.skipUnless(shutil.which("dpkg-shlibdeps"), "dpkg-dev is not installed")
    def test_debian_package(self):
        packages = self.dir / "packages"
        self.command("cpack", "--config", BUILD / "CPackConfig.cmake", "-G", "DEB", "-B", packages)
        package, = packages.glob("*.deb")
        depends = self.command("dpkg-deb", "--field", package, "Depends")
        for library in ("libstdc++6", "libc6"):
            self.assertIn(library, depends)
        self.command("dpkg-deb", "--extract", package, self.dir / "root")
        self.works_from(self.dir / "root/usr")


if __name__ == "__main__":
    unittest.main()
