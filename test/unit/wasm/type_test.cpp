// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Recursion groups and subtypes.
#include "compiler/wasm/subtyping.h"
#include "test/unit/wasm/module_builder.h"

namespace wasmelt::wasm::testing {
namespace {

using Kind = Error::Kind;

Bytes rec(std::initializer_list<Bytes> types) { return Bytes{0x4E} + vec(types); }
Bytes sub(std::initializer_list<uint8_t> supers, const Bytes &type) {
  return Bytes{0x50} + sized(Bytes(supers)) + type;
}
Bytes structType(std::initializer_list<Bytes> fields) { return Bytes{0x5F} + vec(fields); }
Bytes arrayType(const Bytes &field) { return Bytes{0x5E} + field; }
Bytes types(std::initializer_list<Bytes> groups) { return header() + section(1, vec(groups)); }
Bytes ref(uint8_t heap) { return {0x64, heap}; }
Bytes refNull(uint8_t heap) { return {0x63, heap}; }

TEST(Types, AreReadInAllForms) {
  const Bytes bytes =
      types({structType({Bytes{kI32, 1}, Bytes{0x78, 0}, Bytes{0x77, 1}}), arrayType({0x6D, 1}),
             rec({sub({}, funcTypeOf({ref(3)}, {refNull(2)})), Bytes{0x4F, 0} + structType({})})});
  EXPECT_NO_THROW(validate(bytes));
  const Module module = decode(bytes);
  ASSERT_EQ(module.types.size(), 4u);
  EXPECT_EQ(static_cast<int>(module.types[0].kind), static_cast<int>(DefinedType::Struct));
  EXPECT_TRUE(module.types[0].fields[0].is_mutable);
  EXPECT_EQ(module.types[0].fields[1].packed, FieldType::I8);
  EXPECT_EQ(module.types[0].fields[2].packed, FieldType::I16);
  EXPECT_EQ(module.types[1].fields[0].type.str(), "eqref");
  EXPECT_EQ(module.types[2].function.str(), "((ref 3)) -> ((ref null 2))");
  EXPECT_FALSE(module.types[2].is_final);
  EXPECT_TRUE(module.types[3].is_final);
  EXPECT_EQ(module.types[2].rec_group, module.types[3].rec_group);
}

TEST(Types, ReferToTheirGroupAndWhatIsBefore) {
  expectError(types({structType({ref(1) + Bytes{0}}), structType({})}), Kind::Invalid,
              "unknown type 1");
  EXPECT_NO_THROW(validate(types({rec({structType({ref(1) + Bytes{0}}), structType({})})})));
  expectError(types({rec({sub({1}, structType({})), sub({}, structType({}))})}), Kind::Invalid,
              "unknown type 1");
  expectError(types({Bytes{0x50, 2, 0, 0} + structType({})}), Kind::Malformed, "malformed subtype");
}

TEST(Types, AreEqualIfTheirGroupsAre) {
  const auto pair = [](uint8_t first) {
    return rec({funcTypeOf({ref(first)}, {}), structType({ref(first) + Bytes{0}})});
  };
  const Module module = decode(types({pair(0), pair(2), pair(2), rec({funcTypeOf({ref(6)}, {})})}));
  const auto &t = module.types;
  EXPECT_EQ(t[0].canonical_id, t[2].canonical_id);
  EXPECT_EQ(t[1].canonical_id, t[3].canonical_id);
  EXPECT_NE(t[0].canonical_id, t[4].canonical_id); // refers to the group before, not to itself
  EXPECT_NE(t[0].canonical_id, t[6].canonical_id); // a group of its own
}

TEST(Types, MatchTheirSupertypes) {
  const Bytes bytes = types({sub({}, structType({})), sub({0}, structType({Bytes{kI32, 0}})),
                             sub({1}, structType({Bytes{kI32, 0}, Bytes{kI64, 1}})),
                             arrayType({kI32, 0}), funcType({}, {})});
  EXPECT_NO_THROW(validate(bytes));
  const Module module = decode(bytes);
  auto is = [&](HeapType a, HeapType b) { return matches(module, a, b); };
  auto type = [](uint32_t index) { return HeapType{HeapType::Concrete, index}; };
  EXPECT_TRUE(is(type(2), type(0)));
  EXPECT_FALSE(is(type(0), type(2)));
  EXPECT_TRUE(is(type(2), {HeapType::Struct}));
  EXPECT_TRUE(is(type(3), {HeapType::Any}));
  EXPECT_FALSE(is(type(3), {HeapType::Struct}));
  EXPECT_TRUE(is(type(4), {HeapType::Func}));
  EXPECT_FALSE(is(type(4), {HeapType::Any}));
  EXPECT_TRUE(is({HeapType::None}, type(2)));
  EXPECT_FALSE(is({HeapType::None}, type(4)));
  EXPECT_TRUE(is({HeapType::NoFunc}, type(4)));
  EXPECT_TRUE(is({HeapType::I31}, {HeapType::Eq}));
  EXPECT_FALSE(is({HeapType::I31}, {HeapType::Struct}));
  EXPECT_FALSE(is({HeapType::NoExn}, {HeapType::Any}));
  EXPECT_TRUE(matches(module, ValueType::ref(type(2), false), ValueType::ref(type(1), true)));
  EXPECT_FALSE(matches(module, ValueType::ref(type(2), true), ValueType::ref(type(1), false)));
}

TEST(Types, MustMatchTheSupertypesThatTheyDeclare) {
  auto pair = [](const Bytes &super, const Bytes &type) {
    return types({sub({}, super), sub({0}, type)});
  };
  const Bytes mutable_any = Bytes{0x6E, 1}, mutable_eq = Bytes{0x6D, 1};
  EXPECT_NO_THROW(validate(pair(structType({{0x6E, 0}}), structType({{0x6D, 0}}))));
  expectError(pair(structType({mutable_any}), structType({mutable_eq})), Kind::Invalid,
              "sub type 1 does not match super type 0");
  expectError(pair(structType({{0x78, 0}}), structType({{0x77, 0}})), Kind::Invalid, "sub type");
  expectError(pair(structType({{kI32, 0}}), structType({})), Kind::Invalid, "sub type");
  // Parameters the other way round.
  EXPECT_NO_THROW(validate(pair(funcType({0x6D}, {0x6E}), funcType({0x6E}, {0x6D}))));
  expectError(pair(funcType({0x6E}, {}), funcType({0x6D}, {})), Kind::Invalid, "sub type");
  expectError(types({structType({}), sub({0}, structType({}))}), Kind::Invalid,
              "sub type 1 does not match super type 0, which is final");
}

TEST(Types, HaveAtMost63Supertypes) {
  auto chain = [](int length) {
    Bytes content = leb(static_cast<uint64_t>(length)) + sub({}, structType({}));
    for (uint8_t i = 0; i + 1 < length; ++i)
      content = content + sub({i}, structType({}));
    return header() + section(1, content);
  };
  EXPECT_NO_THROW(validate(chain(64)));
  expectError(chain(65), Kind::LimitExceeded, "too many supertypes");
}

} // namespace
} // namespace wasmelt::wasm::testing
