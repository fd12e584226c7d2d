# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Traces as whole texts."""

import pathlib
import re
import subprocess
import time

TABLE = pathlib.Path(__file__).resolve().parents[4] / "wasi-shim" / "preview1.def"


def outcome(guest, trace):
    """Standard output and error of a guest that ends well."""
    env = {"WASMELT_TRACE": trace} if trace is not None else {}
    started = guest.start(env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, error = started.communicate(timeout=60)
    assert started.returncode == 0, f"status {started.returncode}; {error.decode()}"
    return out.decode(), error.decode()


def every_call(guest):
    rows = re.findall(r"^WASMELT_WASI_(\w+_)?CALL\((\w+), \w+(.*)\)$", TABLE.read_text(), re.M)
    assert len(rows) >= 46, len(rows)
    _, error = outcome(guest, "wasi")
    for line in error.splitlines():
        assert re.fullmatch(r"\w+\(.*\) = (0|E[A-Z0-9]+|\?)", line), line
    for kind, name, parameters in rows:
        count = len(re.findall(r"\(\w+(?:\([^)]*\))?, \w+\)", parameters))
        wanted = 1 if name == "proc_exit" or kind == "NEW_" else 2
        # No argument of these contains a comma of its own, but for buffers and lists, which are empty.
        lines = [line for line in error.splitlines() if line.startswith(name + "(")]
        assert len(lines) >= wanted, f"{name} was traced {len(lines)} times"
        plain = [line for line in lines if "{" not in line]
        for line in plain:
            shown = re.search(r"\((.*)\) = ", line)[1]
            assert (len(shown.split(", ")) if shown else 0) == count, line


def nothing_is_traced_unless_it_is_asked_for(guest):
    for trace in (None, "", "wasi,other", "WASI", "0", "calls"):
        assert outcome(guest, trace) == ("", ""), trace
    assert "sched_yield() = 0\n" * 3 in outcome(guest, "wasi")[1]


def no_line_is_lost_where_standard_error_does_not_wait(guest):
    started = guest.start(env={"WASMELT_TRACE": "wasi"}, stderr=subprocess.PIPE)
    text = b""
    while part := started.stderr.read1(1000):
        text += part
        time.sleep(0.0005)
    started.stderr.close()
    assert started.wait(60) == 0
    assert text.count(b"\nsched_yield() = 0") == 10000


def the_variable_is_not_passed_on(guest):
    assert "environ_sizes_get([1], [4]) = 0\n" in outcome(guest, "wasi")[1]
