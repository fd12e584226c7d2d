# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What happens around the guests of this group while they run."""

import contextlib
import ctypes
import fcntl
import os
import subprocess
import threading

LIBC = ctypes.CDLL(None, use_errno=True)
AT_FDCWD, RENAME_EXCHANGE = -100, 2


def exchange(first, second):
    if LIBC.renameat2(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE):
        raise OSError(ctypes.get_errno(), f"cannot exchange {first} and {second}")


@contextlib.contextmanager
def meanwhile(*steps):
    """Does the steps over and over, in this order, and always all of them."""
    ended = threading.Event()
    failures = []

    def work():
        try:
            while not ended.is_set():
                for step in steps:
                    step()
        except OSError as failure:
            failures.append(failure)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        ended.set()
        worker.join()
    if failures:
        raise failures[0]


def whileExchanging(one, other, unchanged=None):
    """A run during which two entries of the granted directory are exchanged. `unchanged` outside keeps
    its entries and times."""

    def run(guest):
        first, second = guest.granted / one, guest.granted / other
        outside = guest.path(unchanged) if unchanged else None
        before = outside and sightOf(outside)
        with meanwhile(lambda: exchange(first, second), lambda: exchange(first, second)):
            guest.run()
        assert not outside or sightOf(outside) == before, f"{unchanged} is not as it was"

    return run


def sightOf(folder):
    paths = [folder, *sorted(folder.iterdir())]
    return [(path.name, path.lstat().st_mtime_ns, path.lstat().st_ino) for path in paths]


reading_while_a_directory_becomes_a_link = whileExchanging("d", "l")
reading_further_below_a_directory_that_becomes_a_link = whileExchanging("d", "l")
reading_while_a_file_becomes_a_link = whileExchanging("f", "l")
writing_while_a_file_becomes_a_link = whileExchanging("f", "l")
asking_while_a_directory_becomes_a_link = whileExchanging("d", "l")
setting_times_while_a_directory_becomes_a_link = whileExchanging("d", "l", "../vault")
creating_while_a_directory_becomes_a_link = whileExchanging("d", "l", "../vault")
removing_while_a_directory_becomes_a_link = whileExchanging("d", "l", "../vault")
linking_and_renaming_while_a_directory_becomes_a_link = whileExchanging("d", "l", "../vault")


def whileMovingOut(guest):
    inside, outside = guest.granted / "a" / "b", guest.path("../moved/b")
    with meanwhile(lambda: os.rename(inside, outside), lambda: os.rename(outside, inside)):
        guest.run()


two_dots_while_a_directory_is_moved_out = whileMovingOut
a_directory_that_is_moved_out_while_it_is_open = whileMovingOut


def descriptors_that_the_process_inherited(guest):
    """Open in the process, at low and at high numbers, but not granted."""
    secret = os.open(guest.path("../secret"), os.O_RDWR)
    folder = os.open(guest.path("../vault"), os.O_RDONLY | os.O_DIRECTORY)
    numbers = [secret, folder]
    for wanted in (10, 100, 500, 1000):
        for source in (secret, folder):
            with contextlib.suppress(OSError):  # fewer may be allowed
                numbers.append(fcntl.fcntl(source, fcntl.F_DUPFD, wanted))
    try:
        guest.run(pass_fds=numbers)
    finally:
        for number in numbers:
            os.close(number)


def a_directory_as_standard_input(guest):
    folder = os.open(guest.path("../vault"), os.O_RDONLY | os.O_DIRECTORY)
    try:
        started = guest.start(stdin=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    finally:
        os.close(folder)
    guest.check(*outcome(started))


def outcome(started):
    out, error = started.communicate(timeout=60)
    return started.returncode, out, error


def variables_of_the_process(guest):
    guest.run(env={"SECRET": "SECRET", "HOME": "SECRET", "LD_PRELOAD_SECRET": "SECRET"})


def streams_that_the_process_started_without(guest):
    """None of the three is open; the host's own numbers 0 to 2 must not become the guest's files."""
    def closeAll():
        for number in range(3):
            os.close(number)

    started = guest.start(stdin=subprocess.DEVNULL, preexec_fn=closeAll)
    status = started.wait(60)
    guest.check(status, b"")
