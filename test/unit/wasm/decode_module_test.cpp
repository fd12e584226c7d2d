// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sections, names, limits, and what is said of modules that cannot be decoded.
#include "test/unit/wasm/module_builder.h"

namespace wasmelt::wasm::testing {
namespace {

using Kind = Error::Kind;

TEST(DecodeModule, AcceptsTheEmptyModule) {
  const Bytes bytes = header();
  const Module module = decode(bytes);
  EXPECT_TRUE(module.functions.empty());
  EXPECT_NO_THROW(validate(bytes));
}

TEST(DecodeModule, RejectsWhatIsNoModule) {
  expectError({}, Kind::Malformed, "unexpected end");
  expectError({0, 'a', 's'}, Kind::Malformed, "unexpected end");
  expectError({'#', '!', '/', 'b'}, Kind::Malformed, "magic header not detected");
  expectError({0, 'a', 's', 'm', 2, 0, 0, 0}, Kind::Malformed, "unknown binary version");
  expectError({0, 'a', 's', 'm', 0x0D, 0, 1, 0}, Kind::Unsupported, "the component model");
}

TEST(DecodeModule, KnowsTheOrderOfSections) {
  // The data count section stands before the code section though its number is higher.
  EXPECT_NO_THROW(validate(header() + section(1, vec({funcType({}, {})})) + section(3, {1, 0}) +
                           section(12, {0}) + section(10, Bytes{1} + body({})) + section(11, {0})));
  expectError(header() + section(3, {0}) + section(1, {0}), Kind::Malformed,
              "unexpected content after last section");
  expectError(header() + section(1, {0}) + section(1, {0}), Kind::Malformed,
              "unexpected content after last section");
  expectError(header() + section(14, {}), Kind::Malformed, "malformed section id");
}

TEST(DecodeModule, ChecksSectionSizes) {
  expectError(header() + Bytes{1, 5, 0}, Kind::Malformed, "length out of bounds");
  expectError(header() + section(1, {0, 0}), Kind::Malformed, "section size mismatch");
  expectError(header() + section(1, {1}), Kind::Malformed, "unexpected end");
}

TEST(DecodeModule, ComparesDeclaredWithPresentBodiesAndSegments) {
  const Bytes type = header() + section(1, vec({funcType({}, {})}));
  expectError(type + section(3, {1, 0}), Kind::Malformed,
              "function and code section have inconsistent lengths");
  expectError(type + section(3, {2, 0, 0}) + section(10, Bytes{1} + body({})), Kind::Malformed,
              "function and code section have inconsistent lengths");
  expectError(header() + section(12, {1}), Kind::Malformed,
              "data count and data section have inconsistent lengths");
  expectError(header() + section(12, {2}) + section(11, {1, 1, 0}), Kind::Malformed,
              "data count and data section have inconsistent lengths");
}

TEST(DecodeModule, LocatesBodiesInTheFile) {
  const Bytes bytes = OneFunction{.code = {0x01}}.build();
  const Module module = decode(bytes);
  ASSERT_EQ(module.functions.size(), 1u);
  EXPECT_EQ(module.functions[0].body_end, bytes.size());
  EXPECT_EQ(module.functions[0].body_end - module.functions[0].body_begin, 3u);
}

TEST(DecodeModule, ReadsImportsIntoTheirIndexSpaces) {
  const Bytes bytes = header() + section(1, vec({funcType({kI32}, {})})) +
                      section(2, vec({name("env") + name("f") + Bytes{0, 0},
                                      name("env") + name("t") + Bytes{1, kFuncRef, 1, 2, 3},
                                      name("env") + name("m") + Bytes{2, 0, 1},
                                      name("env") + name("g") + Bytes{3, kI64, 1}}));
  EXPECT_NO_THROW(validate(bytes));
  const Module module = decode(bytes);
  EXPECT_EQ(module.importedFunctionCount, 1u);
  EXPECT_EQ(module.imports[0].module, "env");
  EXPECT_EQ(module.functionName(0), "env.f");
  EXPECT_EQ(module.tables[0].type.limits.max, 3u);
  EXPECT_FALSE(module.memories[0].type.limits.has_max);
  EXPECT_TRUE(module.globals[0].type.is_mutable);
  EXPECT_EQ(module.globals[0].type.type.str(), "i64");
}

TEST(DecodeModule, ReadsAllEightKindsOfElementSegments) {
  const Bytes start = {0x41, 0, 0x0B}, null = {0xD0, kFuncRef, 0x0B}, func = {0xD2, 0, 0x0B};
  const Bytes bytes =
      header() + section(1, vec({funcType({}, {})})) + section(3, {1, 0}) +
      section(4, {1, kFuncRef, 0, 4}) +
      section(
          9, vec({Bytes{0} + start + Bytes{1, 0}, Bytes{1, 0, 1, 0},
                  Bytes{2, 0} + start + Bytes{0, 1, 0}, Bytes{3, 0, 1, 0},
                  Bytes{4} + start + Bytes{2} + null + func, Bytes{5, kFuncRef, 1} + null,
                  Bytes{6, 0} + start + Bytes{kFuncRef, 1} + func, Bytes{7, kFuncRef, 1} + func})) +
      section(10, Bytes{1} + body({}));
  EXPECT_NO_THROW(validate(bytes));
  const Module module = decode(bytes);
  ASSERT_EQ(module.elements.size(), 8u);
  const SegmentMode modes[] = {
      SegmentMode::Active, SegmentMode::Passive, SegmentMode::Active, SegmentMode::Declarative,
      SegmentMode::Active, SegmentMode::Passive, SegmentMode::Active, SegmentMode::Declarative};
  for (int i = 0; i < 8; ++i)
    EXPECT_EQ(static_cast<int>(module.elements[i].mode), static_cast<int>(modes[i])) << i;
  EXPECT_EQ(module.elements[4].elements[0].instrs[0].op, ConstInstr::RefNull);
  EXPECT_EQ(module.elements[4].elements[1].instrs[0].op, ConstInstr::RefFunc);
  EXPECT_TRUE(module.functions[0].is_declared);
}

TEST(DecodeModule, GivesEqualTypesOneCanonicalId) {
  const Module module = decode(
      header() + section(1, vec({funcType({kI32}, {}), funcType({}, {kI32}), funcType({kI32}, {}),
                                 funcType({kI32, kI32}, {}), funcType({}, {kI32})})));
  const auto &types = module.types;
  EXPECT_EQ(types[0].canonical_id, 1u);
  EXPECT_EQ(types[2].canonical_id, types[0].canonical_id);
  EXPECT_EQ(types[4].canonical_id, types[1].canonical_id);
  EXPECT_NE(types[1].canonical_id, types[0].canonical_id);
  EXPECT_NE(types[3].canonical_id, types[0].canonical_id);
  EXPECT_NE(types[3].canonical_id, types[1].canonical_id);
}

// --- Names
// ----------------------------------------------------------------------------------------

Bytes nameMap(uint8_t id, std::initializer_list<Bytes> entries) {
  return Bytes{id} + sized(vec(entries));
}

TEST(NameSection, NamesModuleFunctionsGlobalsAndData) {
  OneFunction module;
  module.before_code = section(6, vec({Bytes{kI32, 0, 0x41, 0, 0x0B}}));
  module.after_code =
      section(11, vec({Bytes{1, 1, 'x'}})) +
      custom("name", Bytes{0} + sized(name("mod")) + nameMap(1, {Bytes{0} + name("main")}) +
                         nameMap(7, {Bytes{0} + name("counter")}) +
                         nameMap(9, {Bytes{0} + name(".rodata")}));
  const Bytes bytes = module.build();
  const Module decoded = decode(bytes);
  EXPECT_EQ(decoded.module_name, "mod");
  EXPECT_EQ(decoded.functionName(0), "main");
  EXPECT_EQ(decoded.global_names.at(0), "counter");
  EXPECT_EQ(decoded.data_names.at(0), ".rodata");
}

TEST(NameSection, IsIgnoredWhereMalformed) {
  OneFunction module;
  module.after_code = custom("name", nameMap(1, {Bytes{0} + name("\xFF")}));
  EXPECT_EQ(decode(module.build()).functionName(0), "function[0]");
  module.after_code = custom("name", {1, 0x80, 0x80});
  EXPECT_EQ(decode(module.build()).functionName(0), "function[0]");
  // An index that does not exist hides no other name.
  module.after_code =
      custom("name", nameMap(1, {Bytes{0} + name("f"), leb(1'000'000) + name("g")}));
  EXPECT_EQ(decode(module.build()).functionName(0), "f");
}

TEST(NameSection, EndsWhereASubsectionIsRepeated) {
  OneFunction module;
  module.after_code = custom("name", nameMap(1, {Bytes{0} + name("first")}) +
                                         nameMap(1, {Bytes{0} + name("second")}));
  EXPECT_EQ(decode(module.build()).functionName(0), "first");
}

TEST(NameSection, GivesWayToExportNames) {
  OneFunction module;
  module.before_code = section(7, vec({name("run") + Bytes{0, 0}}));
  EXPECT_EQ(decode(module.build()).functionName(0), "run");
  EXPECT_NE(decode(module.build()).findExport("run"), nullptr);
  EXPECT_EQ(decode(module.build()).findExport("walk"), nullptr);
}

TEST(CustomSections, AreKeptAndMustHaveAName) {
  const Bytes bytes = header() + custom("producers", {1, 2, 3});
  const Module module = decode(bytes);
  ASSERT_EQ(module.custom_sections.size(), 1u);
  EXPECT_EQ(module.custom_sections[0].name, "producers");
  EXPECT_EQ(module.custom_sections[0].bytes.size(), 3u);
  expectError(header() + section(0, {5, 'x'}), Kind::Malformed, "length out of bounds");
  expectError(header() + section(0, {1, 0xFF}), Kind::Malformed, "malformed UTF-8 encoding");
}

// --- Limits
// ---------------------------------------------------------------------------------------

TEST(Limits, AreThoseOfTheJavaScriptApi) {
  auto at = [](uint8_t id, uint64_t count) { return header() + section(id, leb(count)); };
  const std::pair<uint8_t, uint64_t> counts[] = {{1, 1'000'000}, {2, 1'000'000}, {3, 1'000'000},
                                                 {4, 100'000},   {6, 1'000'000}, {7, 1'000'000},
                                                 {11, 100'000}};
  for (const auto &[id, limit] : counts) {
    expectError(at(id, limit + 1), Kind::LimitExceeded, "too many");
    expectError(at(id, limit), Kind::Malformed, "unexpected end");
  }
}

TEST(Limits, BoundParametersAndResults) {
  EXPECT_NO_THROW(
      validate(header() + section(1, vec({funcType(Bytes(1000, kI32), Bytes(1000, kI32))}))));
  expectError(header() + section(1, vec({funcType(Bytes(1001, kI32), {})})), Kind::LimitExceeded,
              "too many parameters");
  expectError(header() + section(1, vec({funcType({}, Bytes(1001, kI32))})), Kind::LimitExceeded,
              "too many results");
}

TEST(Limits, BoundLocalsIncludingParameters) {
  OneFunction module{.params = {kI32}};
  module.locals = Bytes{1} + leb(49'999) + Bytes{kI32};
  EXPECT_NO_THROW(validate(module.build()));
  module.locals = Bytes{1} + leb(50'000) + Bytes{kI32};
  expectError(module.build(), Kind::LimitExceeded, "too many locals");
  module.locals = Bytes{2} + leb(UINT32_MAX) + Bytes{kI32} + leb(UINT32_MAX) + Bytes{kI32};
  expectError(module.build(), Kind::Malformed, "too many locals");
}

TEST(Limits, BoundBodies) {
  const Bytes before = header() + section(1, vec({funcType({}, {})})) + section(3, {1, 0});
  expectError(before + section(10, Bytes{1} + leb(7'654'322)), Kind::LimitExceeded,
              "function body size");
  expectError(before + section(10, Bytes{1} + leb(7'654'321)), Kind::Malformed,
              "length out of bounds");
}

TEST(Limits, BoundOperandsThatCallsPileUp) {
  // Calls of a function of 1000 results: 2 bytes of code, 1000 operands each.
  OneFunction module{.results = Bytes(1000, kI32)};
  for (int i = 0; i < 8001; ++i)
    module.code = std::move(module.code) + Bytes{0x10, 0};
  expectError(module.build(), Kind::LimitExceeded, "too many operands");
}

// --- Bad input
// ------------------------------------------------------------------------------------

/// A module that has a bit of everything.
Bytes variedModule() {
  OneFunction module{.params = {kI32}, .results = {kI32}};
  module.locals = {1, 2, kI64};
  module.code = {0x02, kI32, 0x20, 0, 0x20, 0, 0x0D, 0, 0x28, 2, 0, 0x0B, 0x20, 0, 0x0E, 1, 0, 0};
  module.before_code = section(4, {1, kFuncRef, 0, 1}) + section(5, {1, 0, 1}) +
                       section(6, {1, kI32, 0, 0x41, 0, 0x0B}) +
                       section(7, vec({name("f") + Bytes{0, 0}})) +
                       section(9, {1, 0, 0x41, 0, 0x0B, 1, 0});
  module.after_code = section(11, {1, 0, 0x41, 0, 0x0B, 1, 'x'}) +
                      custom("name", Bytes{1} + sized(vec({Bytes{0} + name("f")})));
  return module.build();
}

TEST(BadInput, IsRejectedWhereverAModuleIsCut) {
  const Bytes bytes = variedModule();
  EXPECT_NO_THROW(validate(bytes));
  size_t accepted = 0;
  for (size_t size = 0; size < bytes.size(); ++size) {
    try {
      validate(Bytes(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size)));
      ++accepted; // cut between sections that later ones need nothing of
    } catch (const Error &error) {
      EXPECT_LE(error.offset, size);
    }
  }
  EXPECT_LE(accepted, 4u);
}

TEST(BadInput, NeverRaisesAnythingButErrorWhenABitFlips) {
  const Bytes bytes = variedModule();
  size_t rejected = 0;
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    Bytes flipped = bytes;
    flipped[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    try {
      validate(flipped);
    } catch (const Error &error) {
      EXPECT_LE(error.offset, bytes.size());
      ++rejected;
    }
  }
  EXPECT_GT(rejected, bytes.size());
}

TEST(BadInput, CannotAskForMemoryWithACount) {
  // Each announces many entries and has none; must fail at once.
  expectError(header() + section(9, leb(10'000'000)), Kind::Malformed, "unexpected end");
  expectError(header() + section(9, Bytes{1, 1, 0} + leb(10'000'000)), Kind::Malformed,
              "unexpected end");
  expectError(OneFunction{.code = Bytes{0x41, 0, 0x0E} + leb(UINT32_MAX)}.build(), Kind::Malformed,
              "unexpected end");
}

// --- Features
// -------------------------------------------------------------------------------------

TEST(Features, ThatAreTurnedOffAreNamed) {
  FeatureSet no_simd;
  no_simd.set(Feature::Simd, false);
  const Bytes simd = OneFunction{.code = {0x41, 0, 0xFD, 0x0F, 0x1A}}.build();
  EXPECT_NO_THROW(validate(simd));
  expectError(simd, Kind::Unsupported, "i8x16.splat needs the feature 'simd'", no_simd);

  FeatureSet no_sign_extension;
  no_sign_extension.set(Feature::SignExtension, false);
  expectError(OneFunction{.code = {0x41, 0, 0xC0, 0x1A}}.build(), Kind::Unsupported,
              "i32.extend8_s needs the feature 'sign-extension'", no_sign_extension);
}

TEST(Features, ThatAreNotBuiltAreNamed) {
  auto code = [](Bytes bytes) { return OneFunction{.code = std::move(bytes)}.build(); };
  expectError(code({0xE2, 0}), Kind::Unsupported,
              "stack switching (opcode 0xe2 suspend) is not supported yet");
  expectError(code({0xFC, 0x12, 0}), Kind::Unsupported, "memory control");
  expectError(header() + section(1, {1, 0x5D, 0}), Kind::Unsupported, "stack switching");
  expectError(header() + section(1, vec({funcType({0x68}, {})})), Kind::Unsupported,
              "stack switching (contref)");
  expectError(code({0xFF}), Kind::Malformed, "illegal opcode ff");
  expectError(code({0xFD, 0x9A, 0x01}), Kind::Malformed, "illegal opcode fd 9a");
  expectError(code({0xFC, 0xEA, 0x9F, 0xBF, 0x0F}), Kind::Malformed, "illegal opcode fc");
}

TEST(Features, OfVersion3CanBeTurnedOff) {
  auto refused = [](Feature feature, const Bytes &module) {
    FeatureSet without;
    without.set(feature, false);
    EXPECT_NO_THROW(validate(module)) << featureName(feature);
    const Error error = errorOf(module, without);
    EXPECT_NE(error.message.find(std::string("'") + featureName(feature) + "'"), std::string::npos)
        << error.what();
  };
  auto code = [](Bytes bytes) { return OneFunction{.code = std::move(bytes)}.build(); };
  const Bytes tag = section(13, {1, 0, 0});
  refused(Feature::TailCalls, code({0x12, 0}));
  refused(Feature::Exceptions, header() + section(1, vec({funcType({}, {})})) + tag);
  refused(Feature::Exceptions, header() + section(1, vec({funcType({0x69}, {})})));
  refused(Feature::LegacyExceptions, code({0x06, kEmpty, 0x19, 0x0B}));
  refused(Feature::MultiMemory, header() + section(5, {2, 0, 0, 0, 0}));
  refused(Feature::Memory64, header() + section(5, {1, 4, 0}));
  refused(Feature::Memory64, header() + section(4, {1, kFuncRef, 4, 0}));
  refused(Feature::Threads, header() + section(5, {1, 3, 0, 1}));
  refused(Feature::CustomPageSizes, header() + section(5, {1, 8, 0, 0}));
  refused(Feature::FunctionReferences,
          header() + section(1, vec({funcType({}, {}), funcTypeOf({{0x64, 0}}, {})})));
  refused(Feature::GC, header() + section(1, vec({funcType({0x6E}, {})})));
  refused(Feature::GC, header() + section(1, {1, 0x5F, 0}));
  refused(Feature::WideArithmetic, code({0x42, 0, 0x42, 0, 0xFC, 0x15, 0x1A, 0x1A}));
  const Bytes zero = Bytes{0xFD, 0x0C} + Bytes(16, 0);
  refused(Feature::RelaxedSimd, code(zero + zero + Bytes{0xFD, 0x80, 0x02, 0x1A}));
}

} // namespace
} // namespace wasmelt::wasm::testing
