// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sockets that a program is granted to accept connections on.
#pragma once

namespace wasmelt::wasi {

/// Opens a socket that listens on HOST:PORT or unix:PATH. HOST is an IPv4 address, an IPv6 address
/// in brackets, `localhost`, or empty or `*` for every address of the machine; names are not looked
/// up. Null on success, otherwise why not. Linked only into programs that can accept connections.
const char *openListener(const char *address, int &host);

} // namespace wasmelt::wasi
