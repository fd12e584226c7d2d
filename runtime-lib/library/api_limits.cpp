// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C interface: what a store lets calls do.
#include "runtime-lib/library/api.h"

using namespace wasmelt;
using namespace wasmelt::embed;

static_assert(WASMELT_INTERRUPTIBLE == int(LibraryInterruptible) &&
              WASMELT_COUNTS_FUEL == int(LibraryCountsFuel) &&
              WASMELT_TRAPS_EXPLICITLY == int(LibraryTrapsExplicitly));

namespace {

template <typename Limit, typename... Amount>
wasmelt_error_t *limit(wasmelt_store_t *store, Limit set, Amount... amount) {
  Result result;
  return set(objectOf(store), amount..., result) ? nullptr : makeError(result);
}

} // namespace

uint32_t wasmelt_library_options(const wasmelt_library_t *library) {
  return optionsOf(objectOf(library));
}

wasmelt_error_t *wasmelt_store_interrupt(wasmelt_store_t *store) { return limit(store, interrupt); }

wasmelt_error_t *wasmelt_store_set_deadline(wasmelt_store_t *store, uint64_t nanoseconds) {
  return limit(store, setDeadline, nanoseconds);
}

wasmelt_error_t *wasmelt_store_set_fuel(wasmelt_store_t *store, uint64_t fuel) {
  return limit(store, setFuel, fuel);
}

wasmelt_error_t *wasmelt_store_add_fuel(wasmelt_store_t *store, uint64_t fuel) {
  uint64_t left = fuelOf(objectOf(store));
  return limit(store, setFuel, left > UINT64_MAX - fuel ? UINT64_MAX : left + fuel);
}

uint64_t wasmelt_store_fuel(const wasmelt_store_t *store) {
  return fuelOf(objectOf(const_cast<wasmelt_store_t *>(store)));
}
