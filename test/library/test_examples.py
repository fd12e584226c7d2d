# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The examples, built and run as their readers do: copies of them, with an installed wasmelt."""

import os
import pathlib
import shutil
import subprocess
import sys
import unittest

from installed import CXX, InstalledTest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "test/real"))
import programs  # noqa: E402  (fetches what examples need, once for all builds)


def readPpm(path):
    magic, width, height, most, pixels = path.read_bytes().split(None, 4)
    assert magic == b"P6" and most == b"255"
    return int(width), int(height), pixels


class Examples(InstalledTest):
    def build(self, name, *options):
        """Builds an example and runs its tests; returns the build folder."""
        source = self.dir / name
        shutil.copytree(ROOT / "examples" / name, source,
                        ignore=shutil.ignore_patterns("build", "node_modules"))
        build = source / "build"
        cmake = os.environ["CMAKE_COMMAND"]
        self.say(cmake, "-S", source, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                 f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DCMAKE_C_COMPILER={os.environ['CC']}",
                 f"-DCMAKE_CXX_COMPILER={CXX}", *options)
        self.say(cmake, "--build", build)
        self.say(pathlib.Path(cmake).with_name("ctest"), "--test-dir", build,
                 "--output-on-failure", "--no-tests=error")
        return build

    def say(self, *words):
        done = subprocess.run(words, capture_output=True, text=True, env=self.environment)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_image_filters(self):
        example = ROOT / "examples/image_filters"
        modules = programs.npmTree(example, "assemblyscript", "30 MB")
        build = self.build("image_filters", f"-DASC={modules / '.bin/asc'}")
        width, height, original = readPpm(build / "picture.ppm")
        self.assertEqual((width, height), (100, 60))
        self.assertEqual(readPpm(build / "unchanged.ppm"), (width, height, original))

        def at(x, y, channel):
            x, y = min(max(x, 0), width - 1), min(max(y, 0), height - 1)
            return original[(y * width + x) * 3 + channel]

        expected = bytearray()
        for y in range(height):
            for x in range(width):
                red, green, blue = (
                    sum(at(x + dx, y + dy, channel) for dx in (-1, 0, 1) for dy in (-1, 0, 1)) // 9
                    for channel in range(3))
                for a, b, c in ((393, 769, 189), (349, 686, 168), (272, 534, 131)):
                    expected.append(min((red * a + green * b + blue * c) // 1000, 255))
        self.assertEqual(readPpm(build / "filtered.ppm")[2], bytes(expected))

    def test_metrics_exporter(self):
        self.build("metrics_exporter")

    def test_sqlite_sandbox(self):
        sources = programs.sourceTree("sqlite") / "bld"
        self.build("sqlite_sandbox", f"-DSQLITE_AMALGAMATION={sources}", "-DWASMELT_FLAGS_RELEASE=-O1")

    def test_ruby(self):
        modules = programs.npmTree(ROOT / "examples/ruby", "ruby", "30 MB")
        ruby = modules / "@ruby/3.4-wasm-wasi/dist/ruby.wasm"
        self.build("ruby", f"-DRUBY_WASM={ruby}", "-DWASMELT_FLAGS_RELEASE=-O0")


if __name__ == "__main__":
    unittest.main()
