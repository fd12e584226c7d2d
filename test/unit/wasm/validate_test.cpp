// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is invalid, how it is worded and where it is said to be. The official test scripts cover the
// rules; these tests cover what those do not look at.
#include "compiler/wasm/opcode.h"
#include "test/unit/wasm/module_builder.h"

#include <map>

namespace wasmelt::wasm::testing {
namespace {

using Kind = Error::Kind;

TEST(Diagnostics, GiveFileOffsetFunctionAndExpectation) {
  OneFunction module{.results = {kI32}, .code = {0x42, 0}}; // i64.const 0
  module.after_code = custom("name", Bytes{1} + sized(vec({Bytes{0} + name("main")})));
  const Bytes bytes = module.build();
  const Error error = errorOf(bytes);
  // The `end` that finds the wrong type.
  const uint64_t end_offset = decode(bytes).functions[0].body_end - 1;
  EXPECT_EQ(error.offset, end_offset);
  char offset[16];
  std::snprintf(offset, sizeof offset, "0x%x", static_cast<unsigned>(end_offset));
  EXPECT_EQ(std::string(error.what()),
            "test.wasm:" + std::string(offset) +
                ": error: in function 0 'main': type mismatch: end expected i32, found i64");
  EXPECT_EQ(error.context, "function 0 'main'");
  EXPECT_EQ(error.file, "test.wasm");
}

TEST(Diagnostics, OutsideOfFunctionsNameNone) {
  const Error error = errorOf(header() + section(8, {3}));
  EXPECT_EQ(std::string(error.what()),
            "test.wasm:0xa: error: unknown function 3: the module has 0");
}

TEST(Diagnostics, PointAtTheInstruction) {
  const Bytes bytes = OneFunction{.code = {0x01, 0x01, 0x20, 7}}.build();
  const Error error = errorOf(bytes);
  EXPECT_EQ(error.offset, decode(bytes).functions[0].body_begin + 3);
  EXPECT_EQ(error.message, "unknown local 7: there are 0");
}

void invalid(Bytes code, std::string_view message, Bytes before_code = {}) {
  OneFunction module{.code = std::move(code)};
  module.before_code = std::move(before_code);
  expectError(module.build(), Kind::Invalid, message);
}

TEST(ValidateFunction, ReportsOperandsOfTheWrongType) {
  invalid({0x41, 0, 0x42, 0, 0x6A, 0x1A}, "type mismatch: i32.add expected i32, found i64");
  invalid({0x41, 0, 0x6A, 0x1A}, "type mismatch: i32.add expected i32, found nothing");
  invalid({0x1A}, "type mismatch: drop expected an operand, found none");
  invalid({0x41, 0}, "type mismatch: 1 value too many on the stack at end");
  invalid({0x41, 0, 0x02, kEmpty, 0x1A, 0x0B}, "type mismatch: drop expected an operand");
}

TEST(ValidateFunction, ReportsWhatDoesNotExist) {
  invalid({0x0C, 1}, "unknown label 1");
  invalid({0x10, 1}, "unknown function 1");
  invalid({0x23, 0, 0x1A}, "unknown global 0");
  invalid({0x3F, 0, 0x1A}, "unknown memory 0");
  invalid({0x41, 0, 0x25, 0, 0x1A}, "unknown table 0");
  invalid({0x41, 0, 0x11, 0, 0}, "unknown table 0");
  invalid({0x02, 5, 0x0B}, "unknown type 5");
  invalid({0xFC, 0x0D, 0}, "unknown elem segment 0");
}

TEST(ValidateFunction, ChecksMemoryAccesses) {
  const Bytes memory = section(5, {1, 0, 1});
  invalid({0x41, 0, 0x28, 3, 0, 0x1A}, "alignment must not be larger than natural: i32.load",
          memory);
  invalid(Bytes{0x41, 0, 0x28, 2} + leb(uint64_t{1} << 32) + Bytes{0x1A}, "offset out of range",
          memory);
  OneFunction module{.code = Bytes{0x41, 0, 0x28, 2} + leb(UINT32_MAX) + Bytes{0x1A}};
  module.before_code = memory;
  EXPECT_NO_THROW(validate(module.build()));
}

TEST(ValidateFunction, ChecksLanes) {
  // v128.const 0, i8x16.extract_lane_s 16
  const Bytes zero = Bytes{0xFD, 0x0C} + Bytes(16, 0);
  invalid(zero + Bytes{0xFD, 0x15, 16, 0x1A}, "invalid lane index: 16");
  invalid(zero + Bytes{0xFD, 0x21, 2, 0x1A}, "invalid lane index: 2");
  invalid(zero + zero + Bytes{0xFD, 0x0D} + Bytes(15, 0) + Bytes{32, 0x1A}, "invalid lane index");
  EXPECT_NO_THROW(validate(
      OneFunction{.code = zero + zero + Bytes{0xFD, 0x0D} + Bytes(16, 31) + Bytes{0x1A}}.build()));
}

TEST(ValidateFunction, RequiresRefFuncToBeDeclared) {
  invalid({0xD2, 0, 0x1A}, "undeclared function reference");
  OneFunction module{.code = {0xD2, 0, 0x1A}};
  module.before_code = section(9, {1, 3, 0, 1, 0}); // declarative
  EXPECT_NO_THROW(validate(module.build()));
}

TEST(ValidateFunction, EndsWithTheLastEnd) {
  expectError(OneFunction{.code = {0x0B, 0x01}}.build(), Kind::Malformed, "section size mismatch");
  OneFunction open{.code = {0x02, kEmpty}};
  expectError(open.build(), Kind::Malformed, "unexpected end of section or function");
}

TEST(ValidateFunction, MakesTheStackPolymorphicAfterABranch) {
  EXPECT_NO_THROW(validate(OneFunction{.results = {kI32}, .code = {0x00, 0x6A}}.build()));
  EXPECT_NO_THROW(validate(OneFunction{.results = {kI32}, .code = {0x00, 0x41, 0, 0x6A}}.build()));
  expectError(OneFunction{.results = {kI32}, .code = {0x00, 0x42, 0, 0x6A}}.build(), Kind::Invalid,
              "type mismatch: i32.add expected i32, found i64");
}

TEST(ValidateFunction, AcceptsBlocksWithParameters) {
  OneFunction module{.code = {0x41, 1, 0x02, 1, 0x1A, 0x42, 2, 0x0B, 0x1A}};
  module.more_types = funcType({kI32}, {kI64});
  module.more_type_count = 1;
  EXPECT_NO_THROW(validate(module.build()));
}

TEST(ValidateFunction, RejectsSelectWithoutTypeOnReferences) {
  invalid({0xD0, kFuncRef, 0xD0, kFuncRef, 0x41, 0, 0x1B, 0x1A}, "type mismatch: select");
  EXPECT_NO_THROW(validate(OneFunction{
      .code = {0xD0, kFuncRef, 0xD0, kFuncRef, 0x41, 0, 0x1C, 1, kFuncRef,
               0x1A}}.build()));
}

TEST(ValidateModule, ChecksSizes) {
  expectError(header() + section(5, Bytes{1, 0} + leb(65537)), Kind::Invalid, "memory size");
  EXPECT_NO_THROW(validate(header() + section(5, Bytes{1, 0} + leb(65536))));
  expectError(header() + section(5, {1, 1, 2, 1}), Kind::Invalid,
              "size minimum must not be greater than maximum");
  expectError(header() + section(4, {1, kFuncRef, 1, 2, 1}), Kind::Invalid,
              "size minimum must not be greater than maximum");
}

TEST(ValidateModule, ChecksConstantExpressions) {
  auto global = [](Bytes init) {
    return header() + section(6, vec({Bytes{kI32, 1, 0x41, 5, 0x0B}, Bytes{kI32, 0} + init}));
  };
  EXPECT_NO_THROW(validate(global({0x41, 1, 0x41, 2, 0x6A, 0x0B})));
  expectError(global({0x42, 0, 0x0B}), Kind::Invalid, "type mismatch");
  expectError(global({0x0B}), Kind::Invalid, "type mismatch");
  expectError(global({0x41, 0, 0x41, 0, 0x0B}), Kind::Invalid, "type mismatch");
  expectError(global({0x6A, 0x0B}), Kind::Invalid, "type mismatch");
  expectError(global({0x23, 0, 0x0B}), Kind::Invalid, "constant expression required");
  expectError(global({0x23, 1, 0x0B}), Kind::Invalid, "unknown global 1");
  expectError(global({0x41, 0, 0x45, 0x0B}), Kind::Invalid,
              "constant expression required: i32.eqz");
  expectError(global({0xD2, 9, 0x0B}), Kind::Invalid, "unknown function 9");
}

TEST(ValidateModule, ChecksExportsStartAndSegments) {
  expectError(header() + section(7, vec({name("x") + Bytes{2, 0}})), Kind::Invalid,
              "unknown memory 0");
  expectError(header() + section(5, {1, 0, 1}) +
                  section(7, vec({name("x") + Bytes{2, 0}, name("x") + Bytes{2, 0}})),
              Kind::Invalid, "duplicate export name");
  OneFunction with_param{.params = {kI32}};
  with_param.before_code = section(8, {0});
  expectError(with_param.build(), Kind::Invalid, "start function");
  expectError(header() + section(11, {1, 0, 0x41, 0, 0x0B, 0}), Kind::Invalid, "unknown memory 0");
  expectError(header() + section(9, {1, 0, 0x41, 0, 0x0B, 0}), Kind::Invalid, "unknown table 0");
  expectError(header() + section(4, {1, kExternRef, 0, 0}) + section(9, {1, 0, 0x41, 0, 0x0B, 0}),
              Kind::Invalid, "type mismatch");
}

TEST(OpcodeTable, HoldsAllOfWebAssembly3) {
  std::map<uint32_t, int> count; // by prefix, without threads and the like
#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  count[Feature::feature == Feature::LegacyExceptions ? 1 : prefix] += 1;
#include "compiler/wasm/opcodes.def"
  EXPECT_EQ(count[0], 183 + 4 + 4 + 3); // references; tail calls and call_ref; exceptions
  EXPECT_EQ(count[1], 5);
  EXPECT_EQ(count[0xFB], 31);
  EXPECT_EQ(count[0xFC], 18 + 4);
  EXPECT_EQ(count[0xFD], 236 + 20);
  EXPECT_EQ(count[0xFE], 67);
}

TEST(OpcodeTable, NamesEveryInstruction) {
  EXPECT_STREQ(opcodeText(0x6A), "i32.add");
  EXPECT_STREQ(opcodeText(opcodeNumber(0xFD, 0x0D)), "i8x16.shuffle");
  EXPECT_EQ(opcodeText(0xE2), nullptr);
#define WASM_UNSUPPORTED_OPCODE(text, prefix, code, proposal)                                      \
  EXPECT_EQ(opcodeText(opcodeNumber(prefix, code)), nullptr) << text << " is built";
#include "compiler/wasm/unsupported_opcodes.def"
}

} // namespace
} // namespace wasmelt::wasm::testing
