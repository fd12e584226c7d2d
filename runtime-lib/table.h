// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tables that are more than constant arrays.
#pragma once

#include "runtime-lib/abi/instance_layout.h"

namespace wasmelt::runtime {

/// Bytes of one of the table's entries.
uint64_t entrySize(const Table &table);

/// Bytes of address space that reserveTable asks for.
uint64_t tableReservation(const Table &table);

/// Reserves room for the table to grow and makes its first elements (all null) accessible. False if
/// the system refuses.
bool reserveTable(Table &table);

} // namespace wasmelt::runtime
