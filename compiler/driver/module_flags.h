// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What lowering tells code generation about a module: LLVM module flags, i32.
#pragma once

namespace wasmelt {

/// Set to 1 if a memory is shared.
inline constexpr char shared_memory_flag[] = "wasmelt-shared-memory";

/// Where an access to memory 0 traps by hardware, as it ends at least 64 KiB below 4 GiB.
enum class TrapReach : unsigned {
  Nowhere,     ///< nothing is known: bounds are explicit, or the memory may be as large as 4 GiB
  Reservation, ///< up to 8 GiB above its base; what lies below the base is not known
  Everywhere,  ///< within 2^45 bytes of its base, in either direction: an executable's memory at a
               ///< low constant address, with the image position-independent
};
/// Set to a TrapReach; without it, Nowhere.
inline constexpr char trap_reach_flag[] = "wasmelt-trap-reach";

} // namespace wasmelt
