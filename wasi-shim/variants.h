// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls whose arguments or structures differ between wasi_snapshot_preview1 and wasi_unstable, in
// the form that both come down to.
#pragma once

#include "runtime-lib/abi/instance_layout.h"
#include "wasi-shim/preview1_types.h"

namespace wasmelt::wasi {

/// fd_seek with the meaning of `whence` settled.
Errno seekTo(Instance *instance, Fd fd, S64 offset, Whence whence, GuestPtr<U64> position);

/// fd_filestat_get and path_filestat_get, for the caller to lay out.
Errno statDescriptor(Instance *instance, Fd fd, Filestat &stat);
Errno statPath(Instance *instance, Fd fd, U32 lookup, GuestPtr<const Byte> path, Size path_len,
               Filestat &stat);

/// Reads a subscription and moves on to the next. The memory has been checked.
using SubscriptionReader = Subscription (*)(const uint8_t *&at);
/// poll_oneoff for subscriptions of `size` bytes in the guest.
Errno pollSubscriptions(Instance *instance, uint32_t address, Size size, SubscriptionReader read,
                        GuestPtr<Event> events, Size count, GuestPtr<Size> event_count);

} // namespace wasmelt::wasi
