// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Evaluation of constant expressions.
#include "compiler/wasm/const_expr.h"
#include "test/unit/wasm/module_builder.h"

namespace wasmelt::wasm::testing {
namespace {

/// The value of the last of some globals of type i32 unless said otherwise.
std::optional<ConstValue> lastGlobal(std::initializer_list<Bytes> inits, uint8_t type = kI32,
                                     const Bytes &imports = {}) {
  Bytes globals = leb(inits.size());
  for (const Bytes &init : inits)
    globals = globals + Bytes{type, 0} + init + Bytes{0x0B};
  const Bytes bytes = header() + imports + section(6, globals);
  validate(bytes);
  const Module module = decode(bytes);
  return evaluate(module, module.globals.back().init);
}

TEST(ConstExpr, IsEvaluatedWithWrapAround) {
  EXPECT_EQ(lastGlobal({{0x41, 7}})->bits, 7u);
  EXPECT_EQ(lastGlobal({{0x41, 0x7F}})->bits, 0xFFFFFFFFu);
  EXPECT_EQ(lastGlobal({{0x41, 1, 0x41, 2, 0x6B}})->bits, 0xFFFFFFFFu);        // 1 - 2
  EXPECT_EQ(lastGlobal({{0x41, 6, 0x41, 7, 0x6C, 0x41, 2, 0x6A}})->bits, 44u); // 6 * 7 + 2
  EXPECT_EQ(lastGlobal({{0x42, 1, 0x42, 2, 0x7D}}, kI64)->bits, UINT64_MAX);   // 1 - 2
}

TEST(ConstExpr, FollowsDefinedGlobals) {
  EXPECT_EQ(lastGlobal({{0x41, 5}, {0x23, 0, 0x23, 0, 0x6C}, {0x23, 1, 0x41, 1, 0x6A}})->bits, 26u);
}

TEST(ConstExpr, IsUnknownWithImportedGlobals) {
  const Bytes import = section(2, vec({name("env") + name("base") + Bytes{3, kI32, 0}}));
  EXPECT_FALSE(lastGlobal({{0x23, 0}}, kI32, import));
  EXPECT_FALSE(lastGlobal({{0x23, 0, 0x41, 1, 0x6A}, {0x23, 1}}, kI32, import));
  EXPECT_EQ(lastGlobal({{0x23, 0}, {0x41, 3}}, kI32, import)->bits, 3u);
}

TEST(ConstExpr, HasReferences) {
  const auto null = lastGlobal({{0xD0, kFuncRef}}, kFuncRef);
  ASSERT_TRUE(null);
  EXPECT_FALSE(null->function);
  EXPECT_EQ(null->type.str(), "funcref");
}

// Types 0 (structure of i32 and anyref) and 1 (array of i8), and a global that is made so.
Bytes globalOf(const Bytes &type, const Bytes &init) {
  return header() + section(1, {2, 0x5F, 2, kI32, 0, 0x6E, 1, 0x5E, 0x78, 1}) +
         section(6, Bytes{1} + type + Bytes{0} + init + Bytes{0x0B});
}

TEST(ConstExpr, MakesObjects) {
  const Bytes structure = {0x64, 0}, array = {0x64, 1}, any = {0x6E};
  auto valid = [](const Bytes &module) {
    EXPECT_NO_THROW(validate(module));
    const Module decoded = decode(module);
    EXPECT_FALSE(evaluate(decoded, decoded.globals[0].init)) << "there is no heap to make it in";
  };
  valid(globalOf(structure,
                 {0x41, 1, 0x41, 2, 0xFB, 0x1C, 0xFB, 0, 0})); // its second field is an i31
  valid(globalOf(any, {0xFB, 1, 0}));
  valid(globalOf(array, {0x41, 1, 0x41, 2, 0xFB, 6, 1}));
  valid(globalOf(array, {0x41, 1, 0xFB, 7, 1}));
  valid(globalOf(array, {0x41, 1, 0x41, 2, 0x41, 3, 0xFB, 8, 1, 3}));
  valid(globalOf({0x6F}, {0x41, 1, 0xFB, 0x1C, 0xFB, 0x1B, 0xFB, 0x1A, 0xFB, 0x1B}));
  auto invalid = [](const Bytes &module, std::string_view message) {
    expectError(module, Error::Kind::Invalid, message);
  };
  invalid(globalOf(structure, {0x41, 1, 0xFB, 0, 0}), "type mismatch: a constant instruction");
  invalid(globalOf(array, {0xFB, 1, 0}), "type mismatch: expected a constant expression of type");
  invalid(globalOf(array, {0xFB, 1, 1}), "type mismatch: type 1 is not a structure type");
  invalid(globalOf(array, {0xFB, 1, 7}), "unknown type 7");
  invalid(globalOf(any, {0x41, 0, 0xFB, 0x1C, 0xFB, 0x1D, 0xFB, 0x1C}),
          "constant expression required");
}

TEST(ConstExpr, IsEvaluatedOnceHoweverOftenGlobalsDouble) {
  // Each global is the sum of the one before with itself: 2^60 additions if done naively.
  Bytes globals = leb(61) + Bytes{kI32, 0, 0x41, 1, 0x0B};
  for (uint8_t i = 0; i < 60; ++i)
    globals = globals + Bytes{kI32, 0, 0x23, i, 0x23, i, 0x6A, 0x0B};
  const Bytes bytes = header() + section(6, globals);
  const Module module = decode(bytes);
  EXPECT_EQ(evaluate(module, module.globals[30].init)->bits, 1u << 30);
  EXPECT_EQ(evaluate(module, module.globals[60].init)->bits, 0u);
}

TEST(ConstExpr, DoesNotRecurseIntoLongChains) {
  Bytes content = leb(100'000) + Bytes{kI32, 0, 0x41, 9, 0x0B};
  for (uint32_t i = 0; i + 1 < 100'000; ++i) {
    const Bytes index = leb(i);
    content.insert(content.end(), {kI32, 0, 0x23});
    content.insert(content.end(), index.begin(), index.end());
    content.push_back(0x0B);
  }
  const Bytes bytes = header() + section(6, content);
  const Module module = decode(bytes);
  EXPECT_EQ(evaluate(module, module.globals.back().init)->bits, 9u);
}

} // namespace
} // namespace wasmelt::wasm::testing
