// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LEB128 and UTF-8 at their limits.
#include "compiler/wasm/byte_reader.h"
#include "test/unit/wasm/module_builder.h"

namespace wasmelt::wasm::testing {
namespace {

/// A reader of some bytes as if they were a file.
struct Input {
  explicit Input(Bytes content) : bytes(std::move(content)) {
    module.file_name = "test.wasm";
    module.bytes = bytes;
  }
  Bytes bytes;
  Module module;
  ErrorContext context{module, {}};
  ByteReader reader() { return ByteReader(context, 0, bytes.size()); }
};

std::string failure(Bytes bytes, void (*read)(ByteReader &)) {
  Input input(std::move(bytes));
  ByteReader reader = input.reader();
  try {
    read(reader);
  } catch (const Error &error) {
    return error.message;
  }
  return "";
}

uint32_t u32(Bytes bytes) { return Input(std::move(bytes)).reader().u32(); }
int32_t s32(Bytes bytes) { return Input(std::move(bytes)).reader().s32(); }
int64_t s64(Bytes bytes) { return Input(std::move(bytes)).reader().s64(); }

TEST(ByteReader, ReadsUnsignedIntegers) {
  EXPECT_EQ(u32({0x00}), 0u);
  EXPECT_EQ(u32({0x7F}), 127u);
  EXPECT_EQ(u32({0x80, 0x01}), 128u);
  EXPECT_EQ(u32({0x80, 0x00}), 0u);
  EXPECT_EQ(u32({0xFF, 0xFF, 0xFF, 0xFF, 0x0F}), UINT32_MAX);
  EXPECT_EQ(Input({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01}).reader().u64(),
            UINT64_MAX);
}

TEST(ByteReader, ReadsSignedIntegers) {
  EXPECT_EQ(s32({0x3F}), 63);
  EXPECT_EQ(s32({0x40}), -64);
  EXPECT_EQ(s32({0x7F}), -1);
  EXPECT_EQ(s32({0xFF, 0x7F}), -1);
  EXPECT_EQ(s32({0x80, 0x80, 0x80, 0x80, 0x78}), INT32_MIN);
  EXPECT_EQ(s32({0xFF, 0xFF, 0xFF, 0xFF, 0x07}), INT32_MAX);
  EXPECT_EQ(s64({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F}), INT64_MIN);
  EXPECT_EQ(s64({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00}), INT64_MAX);
  EXPECT_EQ(Input({0x80, 0x80, 0x80, 0x80, 0x70}).reader().s33(), -(int64_t{1} << 32));
}

TEST(ByteReader, RejectsIntegersWithSurplusBitsOrBytes) {
  auto read_u32 = [](ByteReader &r) { r.u32(); };
  auto read_s32 = [](ByteReader &r) { r.s32(); };
  auto read_u64 = [](ByteReader &r) { r.u64(); };
  auto read_s64 = [](ByteReader &r) { r.s64(); };
  EXPECT_TRUE(failure({0xFF, 0xFF, 0xFF, 0xFF, 0x1F}, read_u32).starts_with("integer too large"));
  EXPECT_TRUE(failure({0x80, 0x80, 0x80, 0x80, 0x80, 0x00}, read_u32)
                  .starts_with("integer representation too long"));
  EXPECT_TRUE(
      failure({0xFF, 0xFF, 0xFF, 0xFF, 0x0F | 0x40}, read_s32).starts_with("integer too large"));
  EXPECT_TRUE(failure({0x80, 0x80, 0x80, 0x80, 0x08}, read_s32).starts_with("integer too large"));
  EXPECT_TRUE(failure({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F}, read_s32)
                  .starts_with("integer representation too long"));
  EXPECT_TRUE(failure({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02}, read_u64)
                  .starts_with("integer too large"));
  EXPECT_TRUE(failure({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7E}, read_s64)
                  .starts_with("integer too large"));
}

TEST(ByteReader, NeverReadsPastItsEnd) {
  EXPECT_TRUE(failure({}, [](ByteReader &r) { r.u8(); }).starts_with("unexpected end"));
  EXPECT_TRUE(failure({0x80}, [](ByteReader &r) { r.u32(); }).starts_with("unexpected end"));
  EXPECT_TRUE(failure({1, 2, 3}, [](ByteReader &r) { r.fixed32(); }).starts_with("unexpected end"));
  EXPECT_TRUE(
      failure({1, 2}, [](ByteReader &r) { r.bytes(3); }).starts_with("length out of bounds"));
  EXPECT_TRUE(failure({0xFF, 0xFF, 0xFF, 0xFF, 0x0F}, [](ByteReader &r) {
                r.name();
              }).starts_with("length out of bounds"));
}

TEST(Utf8, AcceptsExactlyTheWellFormed) {
  auto ok = [](std::string_view text) {
    return isUtf8({reinterpret_cast<const uint8_t *>(text.data()), text.size()});
  };
  EXPECT_TRUE(ok(""));
  EXPECT_TRUE(ok("plain \x7F"));
  EXPECT_TRUE(ok("\xC2\x80 \xDF\xBF \xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 \xF0\x90\x80\x80"));
  EXPECT_TRUE(ok("\xF4\x8F\xBF\xBF"));
  EXPECT_FALSE(ok("\x80")); // continuation without a lead
  EXPECT_FALSE(ok("\xC2")); // cut short
  EXPECT_FALSE(ok("\xE2\x82"));
  EXPECT_FALSE(ok("\xC1\xBF")); // overlong
  EXPECT_FALSE(ok("\xE0\x9F\xBF"));
  EXPECT_FALSE(ok("\xF0\x8F\xBF\xBF"));
  EXPECT_FALSE(ok("\xED\xA0\x80"));     // surrogate
  EXPECT_FALSE(ok("\xF4\x90\x80\x80")); // above U+10FFFF
  EXPECT_FALSE(ok("\xFF"));
  EXPECT_FALSE(ok("\xE2\x28\xA1")); // a continuation byte that is none
}

} // namespace
} // namespace wasmelt::wasm::testing
