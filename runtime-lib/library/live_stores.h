// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which stores there are, so that a second destruction of one is noticed without reading it.
#pragma once

#include "runtime-lib/library/store.h"

namespace wasmelt::embed {

/// False: not enough memory.
bool addLiveStore(Store *store);
/// False if it is not among them.
bool removeLiveStore(Store *store);

} // namespace wasmelt::embed
