// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decimal floats are left to std::from_chars, which rounds correctly. Hexadecimal ones are rounded
// here: from_chars would round those twice where the result is subnormal, and knows no underscores.
#include "compiler/wasm/text/literals.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>

namespace wasmelt::wasm::text {

namespace {

uint32_t hexDigit(char c) {
  return static_cast<uint32_t>(c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

/// A word without its sign.
struct Magnitude {
  bool is_negative;
  std::string_view text;
};
Magnitude splitSign(std::string_view word) {
  const bool has_sign = word[0] == '+' || word[0] == '-';
  return {word[0] == '-', word.substr(has_sign)};
}

/// The layout of an IEEE 754 format, as bits of an integer.
template <class Bits>
struct Format;
template <>
struct Format<uint32_t> {
  using Float = float;
  static constexpr int kFractionBits = 23, kExponentBits = 8;
};
template <>
struct Format<uint64_t> {
  using Float = double;
  static constexpr int kFractionBits = 52, kExponentBits = 11;
};
template <class Bits>
constexpr Bits kInfinity = ((Bits{1} << Format<Bits>::kExponentBits) - 1)
                           << Format<Bits>::kFractionBits;
template <class Bits>
constexpr Bits kSign = Bits{1} << (sizeof(Bits) * 8 - 1);

/// A decimal exponent, saturated where it is beyond all formats.
int64_t parseExponent(std::string_view text) {
  const Magnitude exponent = splitSign(text);
  int64_t value = 0;
  for (char c : exponent.text)
    if (c != '_')
      value = std::min<int64_t>(value * 10 + (c - '0'), int64_t{1} << 40);
  return exponent.is_negative ? -value : value;
}

/// mantissa * 2^exponent, to nearest even. `sticky`: the true mantissa is a little more.
template <class Bits>
std::optional<Bits> roundBinary(uint64_t mantissa, bool sticky, int64_t exponent) {
  constexpr int fraction_bits = Format<Bits>::kFractionBits;
  constexpr int64_t bias = (1 << (Format<Bits>::kExponentBits - 1)) - 1;
  if (mantissa == 0)
    return Bits{0};
  const int lead = std::countl_zero(mantissa);
  mantissa <<= lead;
  exponent += 63 - lead; // value = 1.f * 2^exponent, f the bits below
  // How many of the 64 bits are below the last one kept; more for subnormal numbers.
  int64_t dropped = 63 - fraction_bits;
  const bool is_subnormal = exponent < 1 - bias;
  if (is_subnormal)
    dropped += 1 - bias - exponent;
  if (dropped > 64)
    return Bits{0};
  const uint64_t kept = dropped == 64 ? 0 : mantissa >> dropped;
  const uint64_t half = uint64_t{1} << (dropped - 1);
  const uint64_t rest = dropped == 64 ? mantissa : mantissa & ((half << 1) - 1);
  const bool up = rest > half || (rest == half && (sticky || (kept & 1)));
  // The leading one of a normal number is the lowest bit of the exponent, less the one added here.
  const auto biased = static_cast<uint64_t>(is_subnormal ? 0 : exponent + bias - 1);
  if (!is_subnormal && exponent > bias)
    return std::nullopt;
  const uint64_t bits = (biased << fraction_bits) + kept + up;
  if (bits >= kInfinity<Bits>)
    return std::nullopt;
  return static_cast<Bits>(bits);
}

template <class Bits>
std::optional<Bits> parseHexFloat(std::string_view digits) {
  uint64_t mantissa = 0;
  bool sticky = false, is_fraction = false;
  int64_t exponent = 0;
  size_t i = 0;
  for (; i < digits.size() && (digits[i] | 0x20) != 'p'; ++i) {
    const char c = digits[i];
    if (c == '_')
      continue;
    if (c == '.') {
      is_fraction = true;
      continue;
    }
    if (mantissa >> 60) {
      sticky |= c != '0';
      exponent += is_fraction ? 0 : 4;
    } else {
      mantissa = mantissa << 4 | hexDigit(c);
      exponent -= is_fraction ? 4 : 0;
    }
  }
  if (i < digits.size())
    exponent += parseExponent(digits.substr(i + 1));
  return roundBinary<Bits>(mantissa, sticky, exponent);
}

/// Whether a decimal number that is out of a format's range is so for its size, not its smallness.
bool isLarge(std::string_view digits) {
  int64_t magnitude = 0; // 10^magnitude is next above the number
  bool is_fraction = false, is_leading = true;
  size_t i = 0;
  for (; i < digits.size() && digits[i] != 'e' && digits[i] != 'E'; ++i) {
    if (digits[i] == '.') {
      is_fraction = true;
      continue;
    }
    if (is_leading && digits[i] == '0') {
      magnitude -= is_fraction;
      continue;
    }
    is_leading = false;
    magnitude += !is_fraction;
  }
  if (is_leading)
    return false;
  if (i < digits.size())
    magnitude += parseExponent(digits.substr(i + 1));
  return magnitude > 0;
}

template <class Bits>
std::optional<Bits> parseDecimalFloat(std::string_view word) {
  std::string digits;
  digits.reserve(word.size());
  for (char c : word)
    if (c != '_')
      digits += c;
  typename Format<Bits>::Float value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    if (isLarge(digits))
      return std::nullopt;
    return Bits{0};
  }
  const Bits bits = std::bit_cast<Bits>(value);
  if (bits >= kInfinity<Bits>)
    return std::nullopt;
  return bits;
}

template <class Bits>
std::optional<Bits> parseFloat(std::string_view word) {
  const auto [is_negative, text] = splitSign(word);
  std::optional<Bits> bits;
  if (text == "inf") {
    bits = kInfinity<Bits>;
  } else if (text.starts_with("nan")) {
    uint64_t payload = uint64_t{1} << (Format<Bits>::kFractionBits - 1);
    if (text.size() > 3) {
      const std::optional<uint64_t> given =
          parseNatural(text.substr(4), Format<Bits>::kFractionBits);
      if (!given || *given == 0)
        return std::nullopt;
      payload = *given;
    }
    bits = static_cast<Bits>(kInfinity<Bits> | payload);
  } else if (text.starts_with("0x")) {
    bits = parseHexFloat<Bits>(text.substr(2));
  } else {
    bits = parseDecimalFloat<Bits>(text);
  }
  if (bits && is_negative)
    *bits |= kSign<Bits>;
  return bits;
}

template <class Bits>
std::string formatFloat(Bits bits) {
  std::string text = bits & kSign<Bits> ? "-" : "";
  const Bits magnitude = bits & static_cast<Bits>(~kSign<Bits>);
  if (magnitude == kInfinity<Bits>)
    return text + "inf";
  char digits[64];
  if (magnitude > kInfinity<Bits>) {
    const Bits payload = magnitude & static_cast<Bits>(~kInfinity<Bits>);
    text += "nan";
    if (payload == Bits{1} << (Format<Bits>::kFractionBits - 1))
      return text;
    const auto end = std::to_chars(digits, digits + sizeof digits, payload, 16).ptr;
    return text + ":0x" + std::string(digits, end);
  }
  const auto value = std::bit_cast<typename Format<Bits>::Float>(magnitude);
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  return text + std::string(digits, end);
}

} // namespace

std::optional<uint64_t> parseNatural(std::string_view word, unsigned bits) {
  const bool is_hex = word.starts_with("0x");
  const uint64_t base = is_hex ? 16 : 10;
  const uint64_t max = std::numeric_limits<uint64_t>::max() >> (64 - bits);
  uint64_t value = 0;
  for (char c : word.substr(is_hex ? 2 : 0)) {
    if (c == '_')
      continue;
    const uint64_t digit = hexDigit(c);
    if (value > (max - digit) / base)
      return std::nullopt;
    value = value * base + digit;
  }
  return value;
}

std::optional<uint64_t> parseInteger(std::string_view word, unsigned bits) {
  const auto [is_negative, text] = splitSign(word);
  const std::optional<uint64_t> magnitude = parseNatural(text, bits);
  if (!magnitude || !is_negative)
    return magnitude;
  if (*magnitude > uint64_t{1} << (bits - 1))
    return std::nullopt;
  return (0 - *magnitude) & std::numeric_limits<uint64_t>::max() >> (64 - bits);
}

std::optional<uint32_t> parseF32(std::string_view word) { return parseFloat<uint32_t>(word); }
std::optional<uint64_t> parseF64(std::string_view word) { return parseFloat<uint64_t>(word); }
std::string formatF32(uint32_t bits) { return formatFloat(bits); }
std::string formatF64(uint64_t bits) { return formatFloat(bits); }

} // namespace wasmelt::wasm::text
