# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The other ends of the standard streams of this group's guests."""

import contextlib
import os
import pty
import signal
import socket
import subprocess
import time

LIMIT = 60


@contextlib.contextmanager
def running(guest, **more):
    """The guest with pipes, unless told otherwise. At the end it has to have succeeded."""
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    started = guest.start(bufsize=0, **streams)
    try:
        yield started
    finally:
        if started.stdin and started.stdin.closed:
            started.stdin = None
        if started.stdout and started.stdout.closed:
            started.stdout = None
        out, error = started.communicate(timeout=LIMIT)
        guest.check(started.returncode, out or b"", error or b"")


def same(got, wanted):
    assert got == wanted, f"got {got[:100]!r}, not {wanted[:100]!r}"


def a_pipe_is_read_as_it_comes_and_then_ends(guest):
    with running(guest) as started:
        started.stdin.write(b"ab")
        same(started.stdout.readline(), b"more\n")
        started.stdin.write(b"cd")
        same(started.stdout.readline(), b"end\n")


def withoutReader(guest):
    with running(guest) as started:
        started.stdout.close()
        started.stdin.write(b"\n")


a_pipe_without_a_reader_is_an_error_and_no_signal = withoutReader
waiting_for_a_pipe_without_a_reader = withoutReader


def reading_a_pipe_without_blocking(guest):
    with running(guest) as started:
        same(started.stdout.readline(), b"text\n")
        started.stdin.write(b"text")
        started.wait(LIMIT)


def writing_to_a_full_pipe_without_blocking(guest):
    with running(guest) as started:
        same(started.stderr.readline(), b"full\n")
        while started.stdout.read(65536):
            pass


def a_megabyte_is_written_as_a_whole(guest):
    with running(guest) as started:
        received = 0
        while part := started.stdout.read(10000):
            received += len(part)
            time.sleep(0.0002)
        assert received == 1 << 20, received


def waiting_for_a_pipe_that_ends(guest):
    with running(guest) as started:
        started.stdin.close()


def waiting_for_a_pipe_that_ends_with_bytes_in_it(guest):
    with running(guest) as started:
        started.stdin.write(b"text")
        started.stdin.close()


def clocks_files_pipes_and_sockets_at_once(guest):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        number = theirs.fileno()
        with running(guest, env={"WASMELT_SOCKETS": str(number)}, pass_fds=[number]) as started:
            same(started.stdout.readline(), b"pipe\n")
            started.stdin.write(b"text")
            same(started.stdout.readline(), b"socket\n")
            ours.sendall(b"socket")
            started.wait(LIMIT)


def standard_input_from_a_file_has_a_position(guest):
    path = guest.path("../input")
    path.write_text("0123456789")
    with open(path, "rb") as file, running(guest, stdin=file):
        pass
    same(path.read_bytes(), b"0123456789")


def outputTo(mode):
    def run(guest):
        path = guest.path("../output")
        path.write_text("text")
        with open(path, mode) as file:
            file.seek(0, os.SEEK_END)
            with running(guest, stdout=file):
                pass
        same(path.read_bytes(), b"textmore")

    return run


standard_output_to_a_file_goes_where_it_was = outputTo("r+b")
standard_output_to_a_file_for_appending = outputTo("ab")


def nothing_is_read_from_a_device_for_that(guest):
    with running(guest, stdin=subprocess.DEVNULL):
        pass


def a_full_device_is_an_error(guest):
    with open("/dev/full", "wb") as device, running(guest, stdout=device):
        pass


def streams_that_are_not_there(guest):
    def closeTwo():
        os.close(0)
        os.close(1)

    with running(guest, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, preexec_fn=closeTwo):
        pass


@contextlib.contextmanager
def atTerminal(guest):
    """The guest with a terminal for input, and the other end of that."""
    ours, theirs = pty.openpty()
    try:
        with running(guest, stdin=theirs, start_new_session=True) as started:
            os.close(theirs)
            theirs = None
            yield started, ours
    finally:
        with contextlib.suppress(OSError):
            os.close(ours)
        if theirs is not None:
            os.close(theirs)


def a_terminal_is_a_character_device_without_a_position(guest):
    with atTerminal(guest) as (started, _):
        started.wait(LIMIT)


def a_terminal_is_read_by_lines(guest):
    with atTerminal(guest) as (started, ours):
        same(started.stdout.readline(), b"ready\n")
        os.write(ours, b"one\n")
        same(started.stdout.readline(), b"next\n")
        os.write(ours, b"two\n")
        same(started.stdout.readline(), b"end\n")
        os.write(ours, b"\x04")  # the end of input, as typed
        started.wait(LIMIT)


def waiting_for_a_terminal(guest):
    with atTerminal(guest) as (started, ours):
        same(started.stdout.readline(), b"ready\n")
        os.write(ours, b"line\n")
        started.wait(LIMIT)


def a_terminal_that_is_gone_ends(guest):
    with atTerminal(guest) as (started, ours):
        same(started.stdout.readline(), b"ready\n")
        os.close(ours)
        started.wait(LIMIT)


def disturb(started):
    """Signals that stop a process, let it go on, or that it could have a handler for."""
    for number in (signal.SIGSTOP, signal.SIGCONT, signal.SIGWINCH, signal.SIGCHLD, signal.SIGURG) * 5:
        os.kill(started.pid, number)
        time.sleep(0.005)
    os.kill(started.pid, signal.SIGCONT)


def reading_goes_on_after_signals(guest):
    with running(guest) as started:
        same(started.stdout.readline(), b"ready\n")
        time.sleep(0.02)
        disturb(started)
        started.stdin.write(b"text")


def waiting_goes_on_after_signals(guest):
    with running(guest) as started:
        same(started.stdout.readline(), b"ready\n")
        time.sleep(0.02)
        disturb(started)
        started.wait(LIMIT)


def writing_goes_on_after_signals(guest):
    with running(guest) as started:
        time.sleep(0.02)
        disturb(started)
        received = 0
        while part := started.stdout.read(65536):
            received += len(part)
        assert received == 1 << 20, received
