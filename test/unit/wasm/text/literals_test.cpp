// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Numbers at the limits of their formats.
#include "compiler/wasm/text/literals.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>

namespace wasmelt::wasm::text {
namespace {

TEST(Literals, IntegersAtTheirLimits) {
  EXPECT_EQ(parseInteger("4294967295", 32), 0xFFFFFFFFu);
  EXPECT_EQ(parseInteger("4294967296", 32), std::nullopt);
  EXPECT_EQ(parseInteger("-2147483648", 32), 0x80000000u);
  EXPECT_EQ(parseInteger("-2147483649", 32), std::nullopt);
  EXPECT_EQ(parseInteger("+0x7f", 8), 0x7Fu);
  EXPECT_EQ(parseInteger("-0", 8), 0u);
  EXPECT_EQ(parseInteger("-0x8000000000000000", 64), 0x8000000000000000u);
  EXPECT_EQ(parseInteger("-0x8000000000000001", 64), std::nullopt);
  EXPECT_EQ(parseNatural("18446744073709551615"), 0xFFFFFFFFFFFFFFFFu);
  EXPECT_EQ(parseNatural("18446744073709551616"), std::nullopt);
  EXPECT_EQ(parseNatural("1_000", 16), 1000u);
}

TEST(Literals, HexadecimalFloatsRoundOnceToNearestEven) {
  EXPECT_EQ(parseF32("0x1p0"), 0x3F800000u);
  EXPECT_EQ(parseF32("-0x1.8"), 0xBFC00000u);
  EXPECT_EQ(parseF32("0x1.000001p0"), 0x3F800000u);            // half, to even
  EXPECT_EQ(parseF32("0x1.000003p0"), 0x3F800002u);            // half, to even
  EXPECT_EQ(parseF32("0x1.00000100000000001p0"), 0x3F800001u); // a little more than half
  EXPECT_EQ(parseF32("0x1.fffffep127"), 0x7F7FFFFFu);
  EXPECT_EQ(parseF32("0x1.fffffefffffp127"), 0x7F7FFFFFu);
  EXPECT_EQ(parseF32("0x1.ffffffp127"), std::nullopt);
  EXPECT_EQ(parseF32("0x1p-149"), 1u);
  EXPECT_EQ(parseF32("0x1p-150"), 0u);
  EXPECT_EQ(parseF32("0x1.000001p-150"), 1u);
  EXPECT_EQ(parseF32("0x1.fffffcp-127"), 0x007FFFFFu); // the largest subnormal number
  EXPECT_EQ(parseF32("0x1.fffffep-127"), 0x00800000u); // half above it: the smallest normal one
  EXPECT_EQ(parseF64("0x1.00000000000008p0"), 0x3FF0000000000000u);
  EXPECT_EQ(parseF64("0x1.000000000000080000000000000000001p0"), 0x3FF0000000000001u);
  EXPECT_EQ(parseF64("0x1p-1074"), 1u);
  EXPECT_EQ(parseF64("0x1p-1075"), 0u);
  EXPECT_EQ(parseF64("0x1p1024"), std::nullopt);
  EXPECT_EQ(parseF64("0x0p99999999999999999999"), 0u);
  EXPECT_EQ(parseF64("0x1p-99999999999999999999"), 0u);
  EXPECT_EQ(parseF64("0x1p99999999999999999999"), std::nullopt);
  EXPECT_EQ(parseF64("0x0000000000000000000000000000000001.p0"), 0x3FF0000000000000u);
  EXPECT_EQ(parseF64("0x100000000000000000000000000000000p-128"), 0x3FF0000000000000u);
  EXPECT_EQ(parseF64("0x0.00000000000000000000000000000001p124"), 0x3FB0000000000000u);
}

TEST(Literals, DecimalFloats) {
  EXPECT_EQ(parseF32("1_0.2_5e-0_1"), 0x3F833333u);
  EXPECT_EQ(parseF32("16777217"), 0x4B800000u); // half, to even
  EXPECT_EQ(parseF32("340282346638528859811704183484516925440"), 0x7F7FFFFFu);
  EXPECT_EQ(parseF32("340282356779733661637539395458142568447"), 0x7F7FFFFFu);
  EXPECT_EQ(parseF32("340282356779733661637539395458142568448"), std::nullopt);
  EXPECT_EQ(parseF32("1e-45"), 1u);
  EXPECT_EQ(parseF32("1e-50"), 0u);
  EXPECT_EQ(parseF32("-1e-50"), 0x80000000u);
  EXPECT_EQ(parseF32("1e39"), std::nullopt);
  EXPECT_EQ(parseF32("0e99999999999"), 0u);
  EXPECT_EQ(parseF64("4.9406564584124654e-324"), 1u);
  EXPECT_EQ(parseF64("1e309"), std::nullopt);
  EXPECT_EQ(parseF64("0." + std::string(400, '0') + "1e401"), 0x3FF0000000000000u);
  EXPECT_EQ(parseF64("1" + std::string(400, '0') + "e-400"), 0x3FF0000000000000u);
  EXPECT_EQ(parseF64("2.2250738585072011e-308"), 0x000FFFFFFFFFFFFFu);
}

TEST(Literals, NaNsKeepTheirPayload) {
  EXPECT_EQ(parseF32("nan"), 0x7FC00000u);
  EXPECT_EQ(parseF32("-nan:0x1"), 0xFF800001u);
  EXPECT_EQ(parseF32("nan:0x7f_ffff"), 0x7FFFFFFFu);
  EXPECT_EQ(parseF32("nan:0x800000"), std::nullopt);
  EXPECT_EQ(parseF32("nan:0x0"), std::nullopt);
  EXPECT_EQ(parseF64("nan:0x4000000000000"), 0x7FF4000000000000u);
  EXPECT_EQ(parseF64("-inf"), 0xFFF0000000000000u);
}

TEST(Literals, WhatIsPrintedReadsBack) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 200000; ++i) {
    const uint64_t bits = random();
    EXPECT_EQ(parseF64(formatF64(bits)), bits) << formatF64(bits);
    EXPECT_EQ(parseF32(formatF32(static_cast<uint32_t>(bits))), static_cast<uint32_t>(bits))
        << formatF32(static_cast<uint32_t>(bits));
  }
  EXPECT_EQ(formatF64(0x8000000000000000), "-0");
  EXPECT_EQ(formatF32(0x7FA00000), "nan:0x200000");
}

TEST(Literals, HexadecimalFloatsAreWhatTheProcessorRoundsTo) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 100000; ++i) {
    // Exact as a double: the conversion to float is the only rounding.
    const uint64_t mantissa = random() >> (11 + random() % 53);
    const int exponent = static_cast<int>(random() % 330) - 230;
    char text[64];
    std::snprintf(text, sizeof text, "0x%llx.%xp%d", static_cast<unsigned long long>(mantissa >> 4),
                  static_cast<unsigned>(mantissa & 15), exponent);
    const auto expected =
        static_cast<float>(std::ldexp(static_cast<double>(mantissa), exponent - 4));
    if (std::isinf(expected))
      EXPECT_EQ(parseF32(text), std::nullopt) << text;
    else
      EXPECT_EQ(parseF32(text), std::bit_cast<uint32_t>(expected)) << text;
  }
}

} // namespace
} // namespace wasmelt::wasm::text
