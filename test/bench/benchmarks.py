# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The measured programs: what they are built from, their arguments and their input."""

import dataclasses
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
REAL = HERE.parent / "real"
sys.path.insert(0, str(REAL))

import programs  # noqa: E402
import run_case  # noqa: E402

# The same sums on every machine and for every contender: no contraction to FMA.
COMMON_FLAGS = ("-ffp-contract=off",)


@dataclasses.dataclass(frozen=True)
class Benchmark:
    program: programs.Program
    arguments: tuple
    quick: tuple  # arguments of a short run
    stdin: object = None  # a function from "is this a short run" to bytes
    mask: tuple = ()  # (pattern, replacement) pairs for what may differ in the output


def kernel(name, amount, quick):
    return Benchmark(programs.Program("", (f"test/bench/kernels/{name}.c",)), (str(amount),), (str(quick),))


def driver(name, source, files, flags, amount, quick):
    program = programs.Program(source, files, flags, drivers=(f"test/bench/drivers/{name}.c",))
    return Benchmark(program, (str(amount),), (str(quick),))


def luaScript(quick):
    return (REAL / "inputs" / "benchmark.lua").read_bytes()


SQLITE = programs.PROGRAMS["speedtest1"]

BENCHMARKS = {
    # Programs
    "sqlite": Benchmark(SQLITE, ("--memdb", "--size", "100"), ("--memdb", "--size", "5"),
                        mask=((r"\d+\.\d+s", "TIME"),)),
    "lua": Benchmark(programs.PROGRAMS["lua"], ("-", "8"), ("-", "1"), luaScript),
    "cmark": Benchmark(programs.PROGRAMS["cmark"], ("--unsafe",), ("--unsafe",),
                       lambda quick: run_case.markdown(500_000) * (4 if quick else 80)),
    "jq": Benchmark(programs.PROGRAMS["jq"], ("-r", (REAL / "inputs/orders.jq").read_text()),
                    ("-r", (REAL / "inputs/orders.jq").read_text()),
                    lambda quick: run_case.orders(3_000 if quick else 90_000)),
    "bzip2": driver("bzip2", "bzip2", programs.BZIP2_LIBRARY, ("-I.", "-DBZ_NO_STDIO"), 10, 1),
    "zlib": driver("zlib", "zlib", programs.ZLIB_LIBRARY, ("-I.", "-DHAVE_UNISTD_H=1"), 24, 2),
    # Natively zstd would otherwise pick BMI2 code at run time, whatever processor it is compiled for.
    "zstd": driver("zstd", "zstd", programs.ZSTD_LIBRARY, (*programs.ZSTD_FLAGS, "-DDYNAMIC_BMI2=0"), 24, 2),
    "lz4": driver("lz4", "lz4", ("lib/lz4.c", "lib/lz4hc.c"), ("-Ilib",), 32, 2),
    # Kernels: numbers in arrays
    "gemm": kernel("gemm", 30, 2),
    "two_mm": kernel("two_mm", 10, 1),
    "jacobi_2d": kernel("jacobi_2d", 3000, 100),
    "lu": kernel("lu", 6, 1),
    "floyd_warshall": kernel("floyd_warshall", 4, 1),
    "matmul_int": kernel("matmul_int", 100, 4),
    "spectral_norm": kernel("spectral_norm", 5000, 800),
    "nbody": kernel("nbody", 20000000, 1000000),
    "mandelbrot": kernel("mandelbrot", 2000, 300),
    # Kernels: branches, calls, memory
    "fannkuch": kernel("fannkuch", 11, 9),
    "sha256": kernel("sha256", 250, 10),
    "quicksort": kernel("quicksort", 6000000, 300000),
    "hash_map": kernel("hash_map", 10000000, 500000),
    "interpreter": kernel("interpreter", 4, 1),
}
