# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The other ends of the sockets of this group's guests."""

import contextlib
import socket
import struct
import subprocess
import time

LIMIT = 60


def begin(guest, *sockets):
    """The guest as a process, with sockets from descriptor 3 on, which are closed here."""
    numbers = [one.fileno() for one in sockets]
    started = guest.start(env={"WASMELT_SOCKETS": ",".join(map(str, numbers))}, pass_fds=numbers,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for one in sockets:
        one.close()
    return started


@contextlib.contextmanager
def endOf(guest, started):
    """What the guest has to complain about goes before what fails here for that reason."""
    try:
        yield
    finally:
        out, error = started.communicate(timeout=LIMIT)
        guest.check(started.returncode, out, error)


def talking(talk, kind=socket.SOCK_STREAM):
    """A run in which the host talks at the other end of a socket."""

    def run(guest):
        ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
        ours.settimeout(LIMIT)
        with ours:
            started = begin(guest, theirs)
            with endOf(guest, started):
                talk(ours)

    return run


def serving(connect):
    """A run in which the guest listens at as many addresses as `connect` has parameters beside the process."""

    def run(guest):
        count = connect.__code__.co_argcount - 1
        listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
        names = [listener.getsockname() for listener in listeners]
        started = begin(guest, *listeners)
        with endOf(guest, started):
            connect(started, *names)

    return run


def receiveAll(ours):
    received = b""
    while part := ours.recv(65536):
        received += part
    return received


def same(got, wanted):
    assert got == wanted, f"got {got[:100]!r}, not {wanted[:100]!r}"


def sendHelloAndClose(ours):
    ours.sendall(b"hello")
    ours.close()


receiving_what_was_sent_and_then_the_end = talking(sendHelloAndClose)
peeking_leaves_what_it_saw = talking(sendHelloAndClose)


def sendInTwoParts(ours):
    ours.sendall(b"abc")
    time.sleep(0.05)
    ours.sendall(b"def")


waiting_for_all_of_it = talking(sendInTwoParts)


@talking
def waiting_for_all_of_it_ends_with_the_end(ours):
    ours.sendall(b"abc")
    ours.shutdown(socket.SHUT_WR)


@talking
def receiving_without_blocking(ours):
    same(ours.recv(5, socket.MSG_WAITALL), b"go on")
    ours.sendall(b"hello")


@talking
def sending_and_receiving_in_parts(ours):
    received = ours.recv(5, socket.MSG_WAITALL)
    ours.sendall(received)
    ours.shutdown(socket.SHUT_WR)
    same(received, b"hello")


@talking
def sending_nothing(ours):
    same(receiveAll(ours), b"x")


@talking
def a_side_that_is_shut_down_ends_there_and_the_other_goes_on(ours):
    same(receiveAll(ours), b"question")
    ours.sendall(b"answer")


def doNothing(ours):
    pass


sending_after_shutting_down_is_an_error_and_no_signal = talking(doNothing)
a_socket_tells_that_it_is_one = talking(doNothing)
a_socket_has_no_position_and_no_size = talking(doNothing)
a_connection_accepts_none = talking(doNothing)
datagrams_have_a_type_of_their_own = talking(doNothing, socket.SOCK_DGRAM)


@talking
def receiving_after_shutting_down_meets_the_end(ours):
    same(receiveAll(ours), b"still")


@talking
def shutting_both_sides_down(ours):
    same(receiveAll(ours), b"")


a_peer_that_is_gone_is_an_error_and_no_signal = talking(lambda ours: ours.close())
the_end_is_an_event_with_a_flag = talking(lambda ours: ours.close())


@serving
def a_peer_that_breaks_off_is_an_error(started, address):
    client = socket.create_connection(address, LIMIT)
    client.sendall(b"text")
    same(client.recv(6, socket.MSG_WAITALL), b"got it")
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # the end is a reset
    client.close()


def sendDatagrams(ours):
    for text in (b"0123456789", b"abcde", b"last"):
        ours.send(text)


a_datagram_that_is_longer_than_the_buffer_is_cut = talking(sendDatagrams, socket.SOCK_DGRAM)


def receiveDatagrams(ours):
    same(ours.recv(5000), b"ab" * 500)
    same(ours.recv(5000), b"")
    same(ours.recv(5000), b"end")


a_datagram_is_one_whatever_its_parts = talking(receiveDatagrams, socket.SOCK_DGRAM)


@talking
def reading_and_writing_do_for_sockets_too(ours):
    same(ours.recv(8, socket.MSG_WAITALL), b"question")
    ours.sendall(b"answer")
    ours.shutdown(socket.SHUT_WR)


def sendHello(ours):
    ours.sendall(b"hello")


unknown_flags_of_sockets_are_refused = talking(sendHello)
a_fault_takes_nothing_from_the_socket = talking(sendHello)
rights_of_sockets_can_be_given_up = talking(sendHello)


@serving
def a_socket_that_listens_is_for_accepting_only(started, address):
    pass


@serving
def each_connection_is_accepted_once(started, address):
    clients = [socket.create_connection(address, LIMIT) for _ in range(3)]
    for number, client in enumerate(clients):
        client.sendall(b"%d" % number)
    for number, client in enumerate(clients):
        same(client.recv(1), b"%d" % number)
        client.close()


@serving
def accepting_without_blocking(started, address):
    same(started.stdout.readline(), b"connect\n")
    with socket.create_connection(address, LIMIT) as client:
        same(client.recv(1), b"x")


@serving
def what_is_accepted_blocks_unless_asked_otherwise(started, address):
    with socket.create_connection(address, LIMIT) as client:
        time.sleep(0.05)
        client.sendall(b"x")


@serving
def waiting_at_two_addresses(started, first, second):
    for address in (second, first):
        with socket.create_connection(address, LIMIT) as client:
            same(client.recv(1), b"x")


@serving
def nobody_can_connect_to_what_was_closed(started, address):
    same(started.stdout.readline(), b"closed\n")
    try:
        socket.create_connection(address, LIMIT).close()
    except ConnectionRefusedError:
        return
    finally:
        started.stdin.write(b"\n")
        started.stdin.flush()
    raise AssertionError("somebody still accepts connections")


@talking
def more_than_fits_is_sent_by_and_by(ours):
    same(receiveAll(ours), bytes((i * 2654435761 & 0xFFFFFFFF) >> 24 for i in range(4 << 20)))


def sending_without_blocking_until_nothing_fits(guest):
    ours, theirs = socket.socketpair()
    with ours:
        started = begin(guest, theirs)
        with endOf(guest, started):
            same(started.stdout.readline(), b"full\n")
            receiveAll(ours)


@talking
def more_buffers_than_the_system_takes_at_once_are_sent(ours):
    same(receiveAll(ours), b"0123456789" * 300)


@serving
def a_fault_accepts_nothing(started, address):
    with socket.create_connection(address, LIMIT) as client:
        same(client.recv(1), b"x")
