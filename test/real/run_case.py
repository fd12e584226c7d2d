#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles a real program with wasmelt, runs it, and compares everything that it prints and writes
with the same program run natively or under node.

  run_case.py --wasmelt PROGRAM --work DIRECTORY [-O LEVEL] [--report] CASE
  run_case.py --list            the cases with their labels
"""

import argparse
import ctypes
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time

import programs

HERE = pathlib.Path(__file__).resolve().parent
INPUTS = HERE / "inputs"
NODE = ["node", "--no-warnings", HERE.parent / "run" / "node_wasi.mjs"]


class Failure(Exception):
    pass


def files(directory):
    return {str(path.relative_to(directory)): path.read_bytes()
            for path in sorted(directory.rglob("*")) if path.is_file()}


def masked(data, masks):
    for pattern, replacement in masks:
        data = re.sub(pattern.encode(), replacement.encode(), data)
    return data


def difference(name, wanted, got):
    for number, (left, right) in enumerate(zip(wanted.split(b"\n") + [None], got.split(b"\n") + [None]), 1):
        if left != right:
            return (f"{name} differs in line {number} ({len(wanted)} and {len(got)} bytes)\n"
                    f"  reference: {left[:300] if left is not None else 'ends'}\n"
                    f"  wasmelt:   {right[:300] if right is not None else 'ends'}")
    return f"{name} differs"


class Program:
    """One program, compiled; its guest sees a fresh directory as `guest_work` in every run."""

    def __init__(self, options, name, native=False, dirs=None, argv0=None, guest_work="/data"):
        self.options, self.name, self.argv0 = options, name, argv0 or name
        self.native = programs.build(name, "native") if native else None
        self.module = programs.wasmProgram(name)
        self.work = options.work.resolve() / options.case
        self.work.mkdir(parents=True, exist_ok=True)
        self.dirs, self.guest_work = dirs or {}, guest_work
        self.compiled = self.work / self.argv0
        self.compile()

    def compile(self):
        grants = []
        for guest, host in {**self.dirs, self.guest_work: self.work / "run"}.items():
            grants += ["--dir", f"{host}::{guest}"]
        (self.work / "run").mkdir(exist_ok=True)
        start = time.monotonic()
        with open(self.work / "wasmelt.log", "wb+") as log:
            compiler = subprocess.Popen([self.options.wasmelt, self.module, "-o", self.compiled,
                                         f"-O{self.options.level}", *grants], stdout=log, stderr=log)
            _, status, usage = os.wait4(compiler.pid, 0)
            compiler.returncode = os.waitstatus_to_exitcode(status)
            log.seek(0)
            if status != 0:
                raise Failure(f"wasmelt failed with status {compiler.returncode}\n{log.read().decode()}")
        seconds, peak = time.monotonic() - start, usage.ru_maxrss / 1024
        size = self.module.stat().st_size / 1e6
        print(f"{self.name}: {size:.1f} MB compiled at -O{self.options.level} in {seconds:.1f} s "
              f"({size / seconds:.2f} MB/s), peak memory {peak:.0f} MiB, "
              f"executable {self.compiled.stat().st_size / 1e6:.1f} MB", flush=True)

    def execute(self, directory, command, environment, stdin, to_file, timeout=600):
        if stdin is None:
            stdin = b""
        start = time.monotonic()
        stdout_path = directory.with_suffix(".stdout")
        with open(stdout_path, "wb+") as stdout_file:
            try:
                result = subprocess.run([str(part) for part in command], input=stdin, env=environment, cwd=directory,
                                        stdout=stdout_file if to_file else subprocess.PIPE, stderr=subprocess.PIPE,
                                        timeout=timeout)
            except subprocess.TimeoutExpired:
                raise Failure(f"{command[0]} did not end within {timeout} seconds")
            stdout_file.seek(0)
            stdout = stdout_file.read() if to_file else result.stdout
        return result.returncode, stdout, result.stderr, time.monotonic() - start

    def compare(self, arguments, inputs=None, env=None, stdin=None, masks=(), to_file=False, status=0):
        """Runs reference and executable on equal inputs; returns what the executable printed and wrote."""
        reference, run = self.work / "reference", self.work / "run"
        for directory in (reference, run):
            shutil.rmtree(directory, ignore_errors=True)
            directory.mkdir()
            for name, data in (inputs or {}).items():
                if isinstance(data, bytes):
                    (directory / name).write_bytes(data)
                else:
                    shutil.copy(data, directory / name)
        env = env or {}
        if self.native:
            command = [self.native, *(re.sub(r"^/data\b", str(reference), argument) for argument in arguments)]
            environment = {**env, "LC_ALL": "C"}
        else:
            command = [*NODE, "--argv0", self.argv0]
            for guest, host in {**self.dirs, self.guest_work: reference}.items():
                command += ["--dir", f"{host}::{guest}"]
            for name, value in env.items():
                command += ["--env", f"{name}={value}"]
            command += [self.module, *arguments]
            environment = dict(os.environ)
        wanted = self.execute(reference, command, environment, stdin, to_file)
        got = self.execute(run, [self.compiled, *arguments],
                           {**env, "WASMELT_ENV": ",".join(env)} if env else {}, stdin, to_file)
        masks = [(re.escape(str(reference)), "/data"), (re.escape(str(run)), "/data"), *masks]
        if wanted[0] != status:
            raise Failure(f"the reference ended with {wanted[0]}, not {status}\n"
                          f"{wanted[2][-3000:].decode(errors='replace')}")
        if got[0] != status:
            raise Failure(f"exit status {got[0]}, not {status}\n{got[1][-2000:].decode(errors='replace')}\n"
                          f"{got[2][-3000:].decode(errors='replace')}")
        for index, stream in ((1, "stdout"), (2, "stderr")):
            left, right = masked(wanted[index], masks), masked(got[index], masks)
            if left != right:
                raise Failure(difference(stream, left, right))
        left, right = files(reference), files(run)
        if left.keys() != right.keys():
            raise Failure(f"files written: {sorted(right)}, but the reference wrote {sorted(left)}")
        for name in left:
            if masked(left[name], masks) != masked(right[name], masks):
                raise Failure(difference(name, masked(left[name], masks), masked(right[name], masks)))
        print(f"{self.name} {' '.join(arguments)[:70]}: equal "
              f"({len(got[1])} bytes printed, {sum(map(len, right.values()))} bytes in {len(right)} files; "
              f"{'native' if self.native else 'node'} {wanted[3]:.2f} s, wasmelt {got[3]:.2f} s)", flush=True)
        return got[1], right


def prose(size, seed=1):
    """Text with the statistics of text: the same on every machine."""
    generator = random.Random(seed)
    vocabulary = ["".join(generator.choices("etaoinshrdlucmfw", k=generator.randint(1, 9))) for _ in range(3000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    parts, length = [], 0
    while length < size:
        sentence = " ".join(generator.choices(vocabulary, weights, k=generator.randint(4, 20))).capitalize() + ". "
        if generator.random() < 0.2:
            sentence += "\n\n"
        parts.append(sentence)
        length += len(sentence)
    return "".join(parts)[:size].encode()


def markdown(size, seed=2):
    generator = random.Random(seed)
    out, length = [], 0
    for paragraph in prose(size, seed).decode().split("\n\n"):
        words = paragraph.split(" ")
        for decorate in ("*{}*", "**{}**", "`{}`", "[{}](/url \"title\")", "<b>{}</b>", "&amp;{}", "![{}](x.png)"):
            at = generator.randrange(len(words))
            words[at] = decorate.format(words[at])
        prefix = generator.choice(["", "", "", "> ", "- ", "1. ", "## ", "    "])
        text = prefix + " ".join(words) + "\n\n"
        out.append(text)
        length += len(text)
    return "".join(out).encode()


def orders(count, seed=3):
    generator = random.Random(seed)
    cities = ["Oslo", "Łódź", "São Paulo", "Kyōto", "Zürich", "Graz", "Lyon"]
    names = ["ada", "grace", "alan", "barbara", "edsger", "donald"]
    return json.dumps([{
        "id": number, "price": round(generator.random() * 900, 2), "count": generator.randint(1, 9),
        "date": f"20{generator.randint(10, 24)}-{generator.randint(1, 12):02}-{generator.randint(1, 28):02}",
        "customer": {"name": generator.choice(names), "city": generator.choice(cities)},
        "tags": generator.sample(["new", "sale", "gift", "\u2764", "a\"b\\c"], generator.randint(0, 3)),
    } for number in range(count)], ensure_ascii=False).encode()


# ---------------------------------------------------------------- the cases

CASES = {}


def case(*labels):
    def register(function):
        CASES[function.__name__.replace("_", "-")] = (function, labels)
        return function
    return register


SECONDS = [(r"\d+\.\d+s", "TIME")]


@case("real")
def sqlite(options):
    program = Program(options, "speedtest1", native=True)
    program.compare(["--size", "5", "--verify", "/data/test.db"], masks=SECONDS)
    program.compare(["--size", "5", "--memdb", "--testset", "cte"], masks=SECONDS)
    program.compare(["--size", "5", "--memdb", "--testset", "fp"], masks=SECONDS)
    program.compare(["--size", "3", "--memdb", "--testset", "orm"], masks=SECONDS)


@case("real")
def sqlite_killed(options):
    """Killed at any time, mostly in the middle of a transaction, it leaves what was committed."""
    program = Program(options, "transactions")
    generator = random.Random()
    for mode in ("delete", "truncate", "persist", "wal"):
        killed = Killed(program, mode)
        while killed.unfinished < 15 or killed.committed < 30:
            killed.once(generator)
        print(f"{program.name}, {mode}: killed {killed.count} times, {killed.unfinished} of them in a transaction; "
              f"{killed.committed} were committed, {killed.unheard} of them without anybody hearing of it", flush=True)


class Killed:
    """A database on disk, changed by a program that is killed again and again."""

    ROWS = "select * from entry order by id"

    def __init__(self, program, mode):
        self.directory = program.work / "run"
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir()
        shutil.copy(INPUTS / "transaction.sql", self.directory)
        self.command = [program.compiled, "/data/test.db", mode, "/data/transaction.sql"]
        # The same statements natively and in memory: what is to be there.
        self.wanted = sqlite3.connect(":memory:", isolation_level=None)
        self.statements = [part for part in (INPUTS / "transaction.sql").read_text().split(";") if part.strip()]
        self.count = self.unfinished = self.committed = self.unheard = 0
        self.longest = 0.05  # seconds that it is left alone

    def once(self, generator):
        run = subprocess.Popen([str(part) for part in self.command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(generator.uniform(0, self.longest))
        run.kill()
        out, error = run.communicate()
        if not out:
            self.longest *= 1.05  # the disk may be slow
        if run.returncode != -9:
            raise Failure(f"ended by itself with {run.returncode}: {error.decode(errors='replace')}")
        self.count += 1
        heard = max([self.committed, *(int(line) for line in out.split(b"\n")[:-1])])
        self.unfinished += any(path.read_bytes()[:8].strip(b"\0") for kind in ("journal", "wal")
                               for path in self.directory.glob(f"test.db-{kind}"))
        directory = self.directory
        if self.count % 2:  # the program itself is to put it in order, when it starts again
            directory = self.directory.with_name("copy")
            shutil.rmtree(directory, ignore_errors=True)
            shutil.copytree(self.directory, directory)
        connection = sqlite3.connect(directory / "test.db", isolation_level=None)
        try:
            self.check(connection, heard)
        finally:
            connection.close()

    def check(self, connection, heard):
        """The native SQLite finds all that was said to be committed, and nothing of a transaction without its end."""
        def query(statement):
            try:
                return connection.execute(statement).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" not in str(error):
                    raise Failure(f"{statement}: {error}") from None
                return []  # killed before the first transaction

        number = sum(number or 0 for number, in query("select max(number) from done"))
        if number not in (heard, heard + 1):
            raise Failure(f"{number} transactions are there, but {heard} were said to be committed")
        self.unheard += number - heard
        while self.committed < number:
            self.committed += 1
            for statement in self.statements:
                self.wanted.execute(statement, (self.committed,) if "?1" in statement else ())
        sound = query("pragma integrity_check")
        if sound != [("ok",)]:
            raise Failure(f"after transaction {number} the database is damaged: {sound}")
        if number and query(self.ROWS) != self.wanted.execute(self.ROWS).fetchall():
            raise Failure(f"after transaction {number} other rows are there than were committed")


@case("real")
def cpython(options):
    program = Program(options, "python")
    program.compare(["/data/benchmark.py"], {"benchmark.py": INPUTS / "benchmark.py"}, env={"PYTHONHASHSEED": "0"})
    program.compare(["-c", "import sys, os; print(sys.version, sys.stdin.read().upper(), os.listdir('/data')); "
                     "open('/data/new.txt', 'w').write('written'); sys.exit(7)"], stdin=b"read from here", status=7)
    program.compare(["-c", "print('no such name is an error')\nundefined"], status=1)
    program.compare(["/data/tree.py", "/data/tree"], {"tree.py": INPUTS / "tree.py"})


@case("real")
def zlib(options):
    program = Program(options, "minigzip", native=True)
    text = prose(3_000_000)
    for level in ("-1", "-6", "-9"):
        compressed, _ = program.compare([level], stdin=text)
    restored, _ = program.compare(["-d"], stdin=compressed)
    if restored != text:
        raise Failure("what was decompressed is not what was compressed")


@case("real")
def bzip2(options):
    program = Program(options, "bzip2", native=True)
    text = prose(2_000_000)
    _, written = program.compare(["-k", "-9", "/data/text"], {"text": text})
    program.compare(["-d", "/data/copy.bz2"], {"copy.bz2": written["text.bz2"]})
    program.compare(["-tv", "/data/copy.bz2"], {"copy.bz2": written["text.bz2"]})
    program.compare(["-dc", "/data/bad.bz2"], {"bad.bz2": written["text.bz2"][:5000]}, status=2)


@case("real")
def zstd(options):
    program = Program(options, "zstd", native=True)
    text = prose(3_000_000)
    for level in ("-1", "-5", "-15"):
        _, written = program.compare(["-q", "-k", level, "/data/text", "-o", "/data/out.zst"], {"text": text})
    program.compare(["-q", "-d", "/data/out.zst", "-o", "/data/copy"], {"out.zst": written["out.zst"]})


@case("real")
def lz4(options):
    program = Program(options, "lz4", native=True)
    text = prose(5_000_000)
    native, program.native = program.native, None  # on 64-bit machines lz4 compresses a little differently
    for level in ("-1", "-9", "-12"):
        _, written = program.compare(["-q", level, "/data/text", "/data/out.lz4"], {"text": text})
    program.native = native
    program.compare(["-q", "-d", "/data/out.lz4", "/data/copy"], {"out.lz4": written["out.lz4"]})


@case("real")
def lua(options):
    program = Program(options, "lua", native=True)
    program.compare(["/data/benchmark.lua", "1"], {"benchmark.lua": INPUTS / "benchmark.lua"})


@case("real")
def lua_longjmp(options):
    for name in ("lua-longjmp", "lua-longjmp-legacy"):
        program = Program(options, name, native=True)
        program.compare(["/data/benchmark.lua", "1"], {"benchmark.lua": INPUTS / "benchmark.lua"})
        # From standard input: Lua shortens the name of a file in its messages, by the length of the path.
        program.compare(["-"], stdin=(INPUTS / "errors.lua").read_bytes())


@case("real")
def libraries(options):
    """Large modules as shared libraries: made in parts, and loadable."""
    for name in ("lua", "minigzip"):
        module, library = programs.wasmProgram(name), options.work.resolve() / f"{name}.so"
        library.parent.mkdir(parents=True, exist_ok=True)
        for level in (0, 2):
            subprocess.run([options.wasmelt, "--shared", module, "-o", library, f"-O{level}", "--verify-ir"], check=True)
            ctypes.c_char.in_dll(ctypes.CDLL(str(library)), "wasmelt_library")
        print(f"{name}: a library of {library.stat().st_size / 1e6:.1f} MB")


@case("real")
def cmark(options):
    program = Program(options, "cmark", native=True)
    specification = programs.sourceTree("cmark") / "test/spec.txt"
    for output in ("html", "xml", "man", "latex", "commonmark"):
        program.compare(["--to", output, "--unsafe", "/data/spec.txt"], {"spec.txt": specification})
    program.compare(["--smart"], stdin=markdown(500_000))


@case("real")
def jq(options):
    program = Program(options, "jq", native=True)
    inputs = {"orders.jq": INPUTS / "orders.jq", "orders.json": orders(5000)}
    program.compare(["-r", "-f", "/data/orders.jq", "/data/orders.json"], inputs)
    program.compare(["--indent", "1", "-S", ".", "/data/orders.json"], inputs)
    program.compare([".[] | .a, error(.a)"], stdin=b'[{"a": 1}]', status=5)


@case("real")
def icepack(options):
    flow = Flow(options)
    program = Program(options, "icepack")
    program.compare(["/data/counter.asc", "/data/counter.bin"], {"counter.asc": flow.bitmap()})


NEXTPNR = ["--hx8k", "--package", "ct256", "--json", "/data/counter.json", "--pcf", "/data/counter.pcf", "--asc",
           "/data/counter.asc"]
YOSYS = ["-Q", "-T", "-p", "read_verilog /data/counter.v; synth_ice40 -top top -json /data/counter.json; stat"]


@case("real")
def nextpnr(options):
    flow = Flow(options)
    program = Program(options, "nextpnr", dirs={"/share": programs.yowaspShare("nextpnr-ice40")},
                      argv0="nextpnr-ice40")
    program.compare(NEXTPNR, {"counter.json": flow.netlist(), "counter.pcf": INPUTS / "counter.pcf"},
                    masks=[*SECONDS, (r"[\d.]+ +[\d.]+\|", "TIME|")])


@case("large")
def yosys(options):
    temporary = options.work.resolve() / "yosys-temporary"
    temporary.mkdir(parents=True, exist_ok=True)
    program = Program(options, "yosys", dirs={"/share": programs.yowaspShare("yosys"), "/tmp": temporary})
    program.compare(YOSYS, {"counter.v": INPUTS / "counter.v"},
                    masks=[(r"[\d.]+ sec", "TIME"), (r"time =.*", "TIME")])


class Flow:
    """Netlist and bitmap of the small design, made once under node."""

    def __init__(self, options):
        self.work = options.work.resolve() / "flow"
        self.work.mkdir(parents=True, exist_ok=True)

    def _node(self, output, program, package, arguments, inputs):
        path = self.work / output
        with programs.locked("flow"):
            if not path.exists():
                for name in inputs:
                    shutil.copy(INPUTS / name, self.work / name)
                programs.run([*NODE, "--dir", f"{programs.yowaspShare(package)}::/share", "--dir",
                              f"{self.work}::/data", "--dir", f"{self.work}::/tmp", programs.npmProgram(program),
                              *arguments])
        return path

    def netlist(self):
        return self._node("counter.json", "yosys", "yosys", YOSYS, ["counter.v"])

    def bitmap(self):
        self.netlist()
        return self._node("counter.asc", "nextpnr", "nextpnr-ice40", NEXTPNR, ["counter.pcf"])


@case("large")
def esbuild(options):
    program = Program(options, "esbuild", dirs={"/": pathlib.Path("/")})
    sources = {name: INPUTS / name for name in ("bundle_entry.js", "bundle_library.js", "bundle_data.json")}
    # Sees the machine's own paths through the preopen at /, so that the two runs have different ones.
    for to_file in (False, True):
        program.compare(["--bundle", "--minify", "--format=esm", "/data/bundle_entry.js"], sources, to_file=to_file)
    program.compare(["--bundle", "--sourcemap", "--target=es2017", "--outfile=/data/out.js", "/data/bundle_entry.js"],
                    sources, masks=[(r"\d+ms", "TIME")])
    program.compare(["--loader=ts", "--minify"], stdin=b"enum A { one, two }\nlet x: A = A.two as any;\nexport { x }\n")
    program.compare(["/data/missing.js"], status=1)


@case("large")
def clang(options):
    program = Program(options, "llvm", dirs={"/usr": programs.clangResources()}, argv0="clang")
    source = {"program.c": INPUTS / "program.c"}
    frontend = ["-cc1", "-triple", "wasm32-unknown-wasip1", "-internal-isystem", "/usr/lib/clang/22/include",
                "-internal-isystem", "/usr/include", "-internal-isystem", "/usr/include/wasm32-wasip1",
                "-x", "c", "/data/program.c"]
    program.compare([*frontend, "-O2", "-vectorize-loops", "-target-feature", "+simd128", "-S", "-o",
                     "/data/program.s"], source)
    program.compare([*frontend, "-O0", "-emit-obj", "-debug-info-kind=standalone", "-o", "/data/program.o"], source)
    program.compare([*frontend, "-fsyntax-only", "-Wall", "-Wconversion"], source)
    program.compare(["--version"])


@case("large")
def bebop(options):
    program = Program(options, "bebopc", guest_work="/")
    for language in ("ts", "cs", "py"):
        program.compare(["-i", "schema.bop", "build", "-g", f"{language}:out.{language}"],
                        {"schema.bop": INPUTS / "schema.bop"})
    program.compare(["--help"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wasmelt", help="the compiler under test")
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("-O", dest="level", default="2")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("case", nargs="?")
    options = parser.parse_args()
    if options.list:
        for name, (_, labels) in CASES.items():
            print(name, *labels)
        return
    if options.case not in CASES or not options.wasmelt or not options.work:
        parser.error(f"--wasmelt, --work and one of these cases: {' '.join(CASES)}")
    try:
        CASES[options.case][0](options)
    except (Failure, programs.ProgramError) as error:
        sys.exit(f"{options.case}: {error}")


if __name__ == "__main__":
    main()
