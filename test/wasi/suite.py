#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The conformance suite: many small guests, each for one behaviour, in executables and under node's WASI.

  suite.py --wasmelt PROGRAM --work DIRECTORY [--walk | --harden | --library] [--no-node] [--list] GROUP [CASE...]

A group is a folder of cases/. Its C files become one module, of which each CASE(name) runs in a process
and a scratch directory of its own; a .wat file is one case, called as the file. A case passes if the
guest exits with 0 and what is told in the comment before it holds:

  setup: file PATH TEXT     before the run, in the scratch directory, of which `granted` is what the guest
  setup: dir PATH           gets as descriptor 3. A path is below `granted`; ../PATH is outside of it.
  setup: link TARGET PATH   {root} is the scratch directory's path, in all of these
  setup: fifo PATH
  setup: mode OCTAL PATH
  grant: PATH::GUEST[:ro]   descriptors 3, 4 and so on in this order, in place of granted::/data
  env: NAME=VALUE           may be given again
  args: WORD...             after the case's name
  stdin: TEXT               otherwise nothing
  stdout: TEXT              a line of what the guest has to print; may be given again
  status: N                 otherwise 0
  after: file PATH TEXT     what has to be there then; dir PATH, link TARGET PATH, absent PATH
  trace: LINE               run with WASMELT_TRACE=wasi, which has to show this; may be given again, for
                            lines in this order. {any} stands for any text
  only: root | user         skipped otherwise
  library: REASON           skipped with --library, as a host's process is no place for it

hosts.py of a group may define a function of a case's name: it is called with a Guest, in place of the
plain run, and does what takes a host at the other end. Differences of node's are in node_differences.txt.
--walk runs under a system call filter that hides openat2, as on older systems; without node.
--harden compiles with --harden=best-effort: what is imported and granted has to do all the same.
--library compiles to shared libraries, which host.c loads and runs with WASI for libraries.
"""

import argparse
import concurrent.futures
import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pathlib
import re
import shlex
import shutil
import stat
import struct
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CASES = HERE / "cases"
NODE = HERE.parent / "run" / "node_wasi.mjs"
LIMIT = 60  # seconds for a case, which takes a few milliseconds


class Failure(Exception):
    pass


class Case:
    """One behaviour and what its comment tells."""

    def __init__(self, group, name, comment, place, program=None):
        self.group, self.name, self.place, self.program = group, name, place, program
        self.told = {}
        for line in comment:
            if match := re.match(r"(setup|grant|env|args|stdin|stdout|status|after|only|library|trace): ?(.*)$", line):
                self.told.setdefault(match[1], []).append(match[2])

    def words(self, what, root):
        return [[word.replace("{root}", str(root)) for word in shlex.split(line)]
                for line in self.told.get(what, [])]

    def skipped(self, kind):
        if kind == "library" and "library" in self.told:
            return self.told["library"][0]
        wanted = self.told.get("only", [None])[0]
        return wanted and (wanted == "root") != (os.geteuid() == 0) and f"for {wanted} only"


def readGroup(group):
    cases = []
    for source in sorted((CASES / group).iterdir()):
        if source.suffix == ".c":
            comment = []
            for number, line in enumerate(source.read_text().splitlines(), 1):
                if line.startswith("//"):
                    comment.append(line[2:].strip())
                    continue
                if match := re.match(r"CASE\((\w+)\)", line):
                    cases.append(Case(group, match[1], comment, f"{source.name}:{number}"))
                comment = []
        elif source.suffix == ".wat":
            comment = [line[2:].strip() for line in source.read_text().splitlines() if line.startswith(";;")]
            cases.append(Case(group, source.stem, comment, source.name, source))
    names = [case.name for case in cases]
    if twice := {name for name in names if names.count(name) > 1}:
        raise SystemExit(f"suite.py: {group} has two cases called {', '.join(twice)}")
    return cases


def nodeDifferences():
    found = {}
    for line in (HERE / "node_differences.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, _, reason = line.partition(": ")
            found[name] = reason
    return found


def command(*words):
    run = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode:
        raise SystemExit(f"suite.py: {words[0]} failed\n{run.stdout}")


class Programs:
    """A group's guests, built once for all runs of the same sources and compiler."""

    def __init__(self, group, cases, wasmelt, work, flags):
        self.is_library = "--shared" in flags
        self.folder = work / "built" / "".join([group, *flags])
        self.folder.mkdir(parents=True, exist_ok=True)
        sources = [CASES / "case.c", *sorted((CASES / group).glob("*.c"))]
        modules = {case.name: case.program for case in cases if case.program}
        headers = [CASES / "case.h", *sorted((CASES / group).glob("*.h")), *(ROOT / "wasi-shim").glob("*.def"), ROOT / "wasi-shim" / "preview1.h"]
        digest = hashlib.sha256()
        host = [HERE / "host.c", *sorted((ROOT / "runtime-lib" / "include" / "wasmelt").glob("*.h"))] if self.is_library else []
        for path in [*sources, *modules.values(), *headers, *host]:
            digest.update(path.read_bytes())
        lib = wasmelt.parent.parent / "lib"
        for path in (wasmelt, *sorted((lib / "wasmelt").rglob("*.a")), *([lib / "libwasmelt.a"] if host else [])):
            digest.update(f"{path} {path.stat().st_mtime_ns}".encode())
        with open(self.folder / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            stamp = self.folder / "stamp"
            if not stamp.exists() or stamp.read_text() != digest.hexdigest():
                stamp.unlink(missing_ok=True)
                if len(sources) > 1:
                    command("clang-22", "--target=wasm32-wasi", "-Wno-deprecated", "--sysroot=/usr", "--no-wasm-opt",
                            "-std=gnu2x", "-O1", "-Wall", "-Wextra", "-Werror", "-I", ROOT, *sources,
                            "-o", self.folder / "cases.wasm")
                    command(wasmelt, "-O1", *flags, self.folder / "cases.wasm", "-o", self.folder / "cases")
                if host:
                    command(os.environ.get("CC", "clang-22"), "-std=gnu17", "-O1", "-g", "-Wall", "-Wextra", "-Werror",
                            "-I", ROOT / "runtime-lib" / "include", HERE / "host.c", lib / "libwasmelt.a",
                            "-ldl", "-lm", "-pthread", "-o", self.folder / "host")
                for name, source in modules.items():
                    command(wasmelt, "-O1", *flags, source, "-o", self.folder / name)
                stamp.write_text(digest.hexdigest())

    def native(self, case):
        host = [self.folder / "host"] if self.is_library else []
        return [*host, self.folder / case.name] if case.program else [*host, self.folder / "cases", case.name]

    def module(self, case):
        return None if case.program else self.folder / "cases.wasm"


class Guest:
    """A case in its scratch directory, ready to run."""

    def __init__(self, case, programs, scratch, with_node):
        self.case, self.programs, self.scratch, self.with_node = case, programs, scratch, with_node
        remove(scratch)
        self.granted.mkdir(parents=True)
        for kind, *words in case.words("setup", scratch):
            if kind == "file":
                self.path(words[0]).write_bytes(" ".join(words[1:]).encode("utf-8", "surrogateescape"))
            elif kind == "dir":
                self.path(words[0]).mkdir(parents=True)
            elif kind == "link":
                self.path(words[1]).symlink_to(words[0])
            elif kind == "fifo":
                os.mkfifo(self.path(words[0]))
            elif kind == "mode":
                self.path(words[1]).chmod(int(words[0], 8))
            else:
                raise Failure(f"no setup is called {kind}")

    @property
    def granted(self):
        return self.scratch / "granted"

    def path(self, name):
        return pathlib.Path(os.path.normpath(self.granted / name)) if name.startswith("../") else self.granted / name

    def start(self, *, env=None, more_args=(), **more):
        """Popen of the guest; `env` is added to what the case tells."""
        told = self.case.told
        grants = told.get("grant", ["::/data"])
        variables = told.get("env", [])
        arguments = [*(word for line in self.case.words("args", self.scratch) for word in line), *more_args]
        if self.with_node:
            words = ["node", NODE, "--argv0", "cases"]
            for grant in filter(None, grants):
                host, _, guest = grant.partition("::")
                words += ["--dir", f"{self.granted / host}::{guest}"]
            for variable in variables:
                words += ["--env", variable]
            words += [self.programs.module(self.case), self.case.name, *arguments]
            environment = dict(os.environ)
        else:
            words = [*self.programs.native(self.case), *arguments]
            hosts = [grant.partition("::") for grant in grants if grant]
            environment = {"WASMELT_DIRS": ",".join(f"{self.granted / host}::{guest}" for host, _, guest in hosts),
                           "WASMELT_ENV": ",".join(variables)}
        if "trace" in told:
            environment["WASMELT_TRACE"] = "wasi"
        environment.update(env or {})
        return subprocess.Popen([str(word) for word in words], env=environment, **more)

    def run(self, **more):
        """Runs to the end and checks status and standard output."""
        text = "\n".join(self.case.told.get("stdin", []))
        started = self.start(stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        try:
            out, error = started.communicate(text.encode(), LIMIT)
        except subprocess.TimeoutExpired:
            started.kill()
            started.communicate()
            raise Failure("does not end") from None
        self.check(started.returncode, out, error)

    def check(self, status, out, error=b""):
        wanted = int(self.case.told.get("status", ["0"])[0])
        complaint = error.decode(errors="replace").strip()
        if status != wanted:
            raise Failure(f"status {status}, not {wanted}" + (f"; {complaint}" if complaint else ""))
        if "stdout" in self.case.told:
            text = "".join(line + "\n" for line in self.case.told["stdout"])
            if out.decode(errors="replace") != text:
                raise Failure(f"printed {out!r}, not {text!r}")
        lines = iter(error.decode(errors="replace").splitlines())
        for wanted in self.case.told.get("trace", []):
            pattern = ".*".join(re.escape(part) for part in wanted.split("{any}"))
            if not any(re.fullmatch(pattern, line) for line in lines):
                raise Failure(f"traces no {wanted!r}; {complaint}")

    def checkAfter(self):
        for kind, *words in self.case.words("after", self.scratch):
            path = self.path(words[-1 if kind == "link" else 0])
            try:
                mode = path.lstat().st_mode
            except FileNotFoundError:
                mode = None
            if kind == "absent":
                good = mode is None
            elif kind == "dir":
                good = mode is not None and stat.S_ISDIR(mode)
            elif kind == "link":
                good = mode is not None and stat.S_ISLNK(mode) and os.readlink(path) == words[0]
            elif kind == "file":
                good = mode is not None and stat.S_ISREG(mode) and path.read_bytes() == " ".join(words[1:]).encode()
            else:
                raise Failure(f"nothing to check is called {kind}")
            if not good:
                raise Failure(f"afterwards it is not so: {kind} {' '.join(words)}")


def remove(path):
    """Also directories that a case has made unreadable."""
    if path.exists():
        for folder, folders, _ in os.walk(path):
            for name in folders:
                with contextlib.suppress(OSError):
                    if not (pathlib.Path(folder) / name).is_symlink():
                        os.chmod(pathlib.Path(folder) / name, 0o700)
        shutil.rmtree(path)


def hideOpenat2():
    """From this process and all that it starts, by a filter that answers ENOSYS. False if it cannot be."""
    libc = ctypes.CDLL(None, use_errno=True)
    number, enosys = 437, 38  # the same on every architecture of Linux
    program = b"".join(struct.pack("HBBI", *instruction) for instruction in (
        (0x20, 0, 0, 0),  # load the number of the call
        (0x15, 0, 1, number),
        (0x06, 0, 0, 0x00050000 | enosys),
        (0x06, 0, 0, 0x7FFF0000)))
    code = ctypes.create_string_buffer(program)
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    return libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, header, 0, 0) == 0


def hostFunctions(group):
    path = CASES / group / "hosts.py"
    if not path.exists():
        return {}
    specification = importlib.util.spec_from_file_location(f"hosts_{group}", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return vars(module)


def main():
    sys.path.insert(0, str(HERE))
    parser = argparse.ArgumentParser(formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__)
    parser.add_argument("--wasmelt", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--walk", action="store_true", help="without openat2")
    parser.add_argument("--harden", action="store_true", help="in programs that confine themselves")
    parser.add_argument("--library", action="store_true", help="in libraries that a host loads")
    parser.add_argument("--no-node", action="store_true")
    parser.add_argument("--node-all", action="store_true", help="also where a difference is known: who agrees now?")
    parser.add_argument("--list", action="store_true", help="print names and do nothing")
    parser.add_argument("group")
    parser.add_argument("case", nargs="*")
    options = parser.parse_args()
    cases = readGroup(options.group)
    if options.case:
        cases = [case for case in cases if case.name in options.case]
    if options.list:
        for case in cases:
            print(f"{case.group}.{case.name}")
        return 0
    if options.walk and not hideOpenat2():
        print("skipped: this system does not let a process filter its calls")
        return 0
    work = options.work.resolve()
    programs = Programs(options.group, readGroup(options.group), options.wasmelt.resolve(), work,
                        ["--harden=best-effort"] if options.harden else ["--shared"] if options.library else [])
    hosts = hostFunctions(options.group)
    differences = {} if options.node_all else nodeDifferences()
    kind = "walk" if options.walk else "harden" if options.harden else "library" if options.library else "native"

    def runOne(case):
        """What came of it, by kind of run."""
        found = {}
        runs = [kind]
        if kind == "native" and not options.no_node and not case.program and case.name not in hosts \
                and "trace" not in case.told \
                and f"{case.group}.{case.name}" not in differences and f"{case.group}.*" not in differences:
            runs.append("node")
        for run in runs:
            scratch = work / "scratch" / f"{case.group}.{case.name}.{run}"
            try:
                guest = Guest(case, programs, scratch, run == "node")
                if case.name in hosts:
                    hosts[case.name](guest)
                else:
                    guest.run()
                guest.checkAfter()
                remove(scratch)
            except Failure as failure:
                found[run] = str(failure)
            except (AssertionError, OSError, subprocess.SubprocessError) as failure:
                found[run] = f"{type(failure).__name__}: {failure}"
            else:
                found[run] = None
        return found

    start = time.monotonic()
    counts = {"good": 0, "bad": 0, "skipped": 0, "also under node": 0}
    with concurrent.futures.ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
        jobs = [(case, None if case.skipped(kind) else pool.submit(runOne, case)) for case in cases]
        for case, job in jobs:
            name = f"{case.group}.{case.name}"
            if not job:
                counts["skipped"] += 1
                print(f"skipped  {name} ({case.skipped(kind)})")
                continue
            found = job.result()
            complaints = {run: text for run, text in found.items() if text}
            counts["bad" if complaints else "good"] += 1
            counts["also under node"] += "node" in found and not complaints
            print(f"{'BAD' if complaints else 'good':8} {name} ({', '.join(found)})")
            for run, text in complaints.items():
                print(f"    {case.place}: {run}: {text}")
    print(f"{options.group}: " + ", ".join(f"{count} {what}" for what, count in counts.items() if count)
          + f" in {time.monotonic() - start:.1f} s")
    return 1 if counts["bad"] or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
