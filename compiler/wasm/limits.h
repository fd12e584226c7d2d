// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Implementation limits: those of the WebAssembly JavaScript API ("Implementation-defined Limits"),
// so that what runs in a browser compiles here, and a few that keep memory in bounds.
#pragma once

#include <cstdint>

namespace wasmelt::wasm::limits {

constexpr uint64_t kModuleBytes = uint64_t{1} << 30;
constexpr uint32_t kTypes = 1'000'000;
constexpr uint32_t kFunctions = 1'000'000;
constexpr uint32_t kImports = 1'000'000;
constexpr uint32_t kExports = 1'000'000;
constexpr uint32_t kGlobals = 1'000'000;
constexpr uint32_t kDataSegments = 100'000;
constexpr uint32_t kTables = 100'000;
constexpr uint32_t kMemories = 100;
/// Of one element segment, and of a table that is compiled. Validation accepts larger tables.
constexpr uint32_t kTableEntries = 10'000'000;
constexpr uint32_t kParams = 1'000;
constexpr uint32_t kResults = 1'000;
constexpr uint32_t kFields = 10'000;
constexpr uint32_t kSubtypingDepth = 63;
constexpr uint32_t kArrayNewFixed = 10'000; ///< operands of array.new_fixed
constexpr uint32_t kTags = 1'000'000;
constexpr uint32_t kBodyBytes = 7'654'321;
constexpr uint32_t kLocals = 50'000; ///< including the parameters

// Not in that list. A body within its limits reaches them only by calling functions of hundreds of
// results hundreds of thousands of times without using the results.
constexpr uint32_t kOperands = 8'000'000;
/// The list has no limit for these either.
constexpr uint32_t kElementSegments = 10'000'000;

} // namespace wasmelt::wasm::limits
