// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tables that are more than constant arrays.
#pragma once

#include "runtime-lib/abi/instance_layout.h"

namespace wasmelt::runtime {

/// The JavaScript API's limit on a table's size; address space is reserved for no more.
constexpr uint64_t most_table_elements = 10'000'000;

/// Bytes of one of the table's entries.
uint64_t entrySize(const Table &table);

/// Bytes of address space that reserveTable asks for.
uint64_t tableReservation(const Table &table);

/// Reserves room for the table to grow and makes its first elements (all null) accessible. False if
/// the system refuses.
bool reserveTable(Table &table);

/// Grows a table by `count` elements that are `init`. Its old size, or -1 if it cannot grow.
int64_t growTable(Table &table, uint64_t count, void *init);

} // namespace wasmelt::runtime
