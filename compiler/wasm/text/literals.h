// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The values of number literals (spec section 6.3.1 and 6.3.2), exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wasmelt::wasm::text {

/// A natural number below 2^bits; nothing if it is larger. The word must be a Natural token.
std::optional<uint64_t> parseNatural(std::string_view word, unsigned bits = 64);
/// A number as the operand of iN.const: from -2^(bits-1) to 2^bits-1, as `bits` bits of two's
/// complement. The word must be a Natural or Integer token.
std::optional<uint64_t> parseInteger(std::string_view word, unsigned bits);

/// The bits of a float with the value of the word, which must be a Natural, Integer or Float token,
/// rounded to nearest, ties to even; nothing if it is out of range, or a NaN's payload is.
std::optional<uint32_t> parseF32(std::string_view word);
std::optional<uint64_t> parseF64(std::string_view word);

/// The shortest literal that parses to exactly these bits.
std::string formatF32(uint32_t bits);
std::string formatF64(uint64_t bits);

} // namespace wasmelt::wasm::text
