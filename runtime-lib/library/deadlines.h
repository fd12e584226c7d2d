// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One thread of the process that watches the deadlines of all stores.
#pragma once

#include "runtime-lib/library/control.h"

namespace wasmelt::embed {

/// Has StoreControl::passDeadline called when so much time has passed, in place of the deadline
/// that there was; `no_deadline`: not at all. When this returns, an earlier deadline does not come
/// any more. False: the system has no thread for it.
bool watchDeadline(StoreControl &control, uint64_t nanoseconds);

} // namespace wasmelt::embed
