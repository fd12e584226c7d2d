// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Validation of what came with WebAssembly 3.0 and after: what the official scripts do not look at,
// and a few of the rules that other stages rely on.
#include "compiler/wasm/branch_hints.h"
#include "compiler/wasm/instruction_reader.h"
#include "test/unit/wasm/module_builder.h"

namespace wasmelt::wasm::testing {
namespace {

using Kind = Error::Kind;

constexpr uint8_t kEnd = 0x0B, kDrop = 0x1A, kUnreachable = 0x00;

void valid(const OneFunction &module) { EXPECT_NO_THROW(validate(module.build())); }
void invalid(const OneFunction &module, std::string_view message, Kind kind = Kind::Invalid) {
  expectError(module.build(), kind, message);
}

// --- Local variables
// ------------------------------------------------------------------------------

TEST(LocalsWithoutDefault, MustBeSetBeforeTheyAreRead) {
  OneFunction module{.locals = {1, 1, 0x64, 0x70}}; // one of type (ref func)
  module.before_code = section(9, {1, 3, 0, 1, 0});
  auto with = [&](Bytes code) {
    module.code = std::move(code);
    return module;
  };
  invalid(with({0x20, 0, kDrop}), "uninitialized local: local 0 of type (ref func)");
  valid(with({0xD2, 0, 0x21, 0, 0x20, 0, kDrop}));
  valid(with({0xD2, 0, 0x22, 0, kDrop, 0x20, 0, kDrop}));
  // What is set in a block is forgotten at its end, in both arms of an if, and in a handler.
  invalid(with({0x02, kEmpty, 0xD2, 0, 0x21, 0, kEnd, 0x20, 0, kDrop}), "uninitialized local");
  invalid(with({0x41, 0, 0x04, kEmpty, 0xD2, 0, 0x21, 0, 0x05, 0x20, 0, kDrop, kEnd}),
          "uninitialized local");
  invalid(with({0x06, kEmpty, 0xD2, 0, 0x21, 0, 0x19, 0x20, 0, kDrop, kEnd}),
          "uninitialized local");
  valid(with({0xD2, 0, 0x21, 0, 0x02, kEmpty, 0x20, 0, kDrop, kEnd, 0x20, 0, kDrop}));
}

// --- References
// -----------------------------------------------------------------------------------

TEST(References, OfFunctionsHaveTheFunctionsType) {
  OneFunction module{.code = {0xD2, 0, 0x14, 0}}; // ref.func 0, call_ref 0
  module.before_code = section(9, {1, 3, 0, 1, 0});
  valid(module);
  module.code = {0xD0, 0, 0xD4, kDrop}; // ref.null 0, ref.as_non_null
  valid(module);
  module.code = {0xD0, 7, kDrop};
  invalid(module, "unknown type 7");
  module.code = {0xD0, 0x6F, 0x14, 0};
  invalid(module, "type mismatch: call_ref expected (ref null 0), found externref");
}

TEST(References, ThatAreNotNullPassBranches) {
  // block (result (ref 0)); ref.null 0; br_on_non_null 0; unreachable; end; drop
  valid({.code = {0x02, 0x64, 0, 0xD0, 0, 0xD6, 0, kUnreachable, kEnd, kDrop}});
  // block; ref.null 0; br_on_null 0; call_ref 0; end
  valid({.code = {0x02, kEmpty, 0xD0, 0, 0xD5, 0, 0x14, 0, kEnd}});
  invalid({.code = {0x02, kEmpty, 0xD0, 0, 0xD6, 0, kEnd}}, "type mismatch: br_on_non_null");
}

TEST(References, InTablesNeedAnInitialiserUnlessTheyCanBeNull) {
  const Bytes type = header() + section(1, vec({funcType({}, {})}));
  expectError(type + section(4, {1, 0x64, 0x70, 0, 1}), Kind::Invalid, "type mismatch: a table of");
  OneFunction module;
  module.before_code = section(4, {1, 0x40, 0, 0x64, 0x70, 0, 1, 0xD2, 0, kEnd});
  valid(module);
  EXPECT_TRUE(decode(module.build()).functions[0].is_declared);
  module.before_code = section(4, {1, 0x40, 0, 0x64, 0x70, 0, 1, 0xD0, 0x70, kEnd});
  invalid(module, "type mismatch: expected a constant expression of type (ref func)");
}

TEST(TailCalls, NeedTheResultsOfTheCaller) {
  valid({.results = {kI32}, .code = {0x12, 0}});
  OneFunction module{.results = {kI32}, .code = {0xD0, 1, 0x15, 1}};
  module.more_types = funcType({}, {kI64});
  module.more_type_count = 1;
  invalid(module,
          "type mismatch: return_call_ref expected a function with this function's results");
}

// --- Exceptions
// -----------------------------------------------------------------------------------

TEST(Exceptions, ReachHandlersWithTheirParameters) {
  OneFunction module{.more_types = funcType({kI32}, {}), .more_type_count = 1};
  module.before_code = section(13, {1, 0, 1});
  auto with = [&](Bytes code) {
    module.code = std::move(code);
    return module;
  };
  // block (result i32); try_table (catch 0 0); end; i32.const 1; end; drop
  valid(with({0x02, kI32, 0x1F, kEmpty, 1, 0, 0, 0, kEnd, 0x41, 1, kEnd, kDrop}));
  invalid(with({0x02, kI64, 0x1F, kEmpty, 1, 0, 0, 0, kEnd, 0x42, 1, kEnd, kDrop}),
          "type mismatch: label 0 of a catch clause");
  invalid(with({0x1F, kEmpty, 1, 2, 1, kEnd}), "unknown label 1");
  invalid(with({0x1F, kEmpty, 1, 4, 0, kEnd}), "malformed catch clause", Kind::Malformed);
  invalid(with({0x41, 0, 0x08, 1}), "unknown tag 1");
  valid(with({0x41, 0, 0x08, 0}));
  valid(with({0x06, kI32, 0x41, 0, 0x07, 0, 0x19, 0x09, 0, kEnd, kDrop})); // try … rethrow
  valid(with({0x06, kEmpty, 0x18, 0}));                                    // try … delegate 0
  invalid(with({0x06, kEmpty, 0x18, 1}), "unknown label 1");
  invalid(with({0x19, kEnd}), "misplaced catch_all", Kind::Malformed);
  invalid(with({0x06, kEmpty, 0x19, 0x07, 0, kEnd}), "misplaced catch", Kind::Malformed);
  invalid(with({0x02, kEmpty, 0x09, 0, kEnd}), "invalid rethrow label");
}

// --- Memories
// -------------------------------------------------------------------------------------

TEST(Memories, ChooseAddressTypeAndIndexByAccess) {
  OneFunction module;
  module.before_code = section(5, {2, 0, 1, 4, 1}); // the second is 64-bit
  module.code = {0x41, 0, 0x28, 2, 0, kDrop, 0x42, 0, 0x28, 0x42, 1, 0, kDrop};
  valid(module);
  module.code = Bytes{0x42, 0, 0x28, 0x42, 1} + leb(uint64_t{1} << 40) + Bytes{kDrop};
  valid(module);
  module.code = {0x41, 0, 0x28, 0x42, 1, 0, kDrop};
  invalid(module, "type mismatch: i32.load expected i64, found i32");
  module.code = {0x41, 0, 0x28, 0x42, 2, 0, kDrop};
  invalid(module, "unknown memory 2");
  module.code = {0x41, 0, 0x28, 0x80, 1, 0, kDrop};
  invalid(module, "malformed memop flags", Kind::Malformed);
  // memory.copy counts in the smaller of the two.
  module.code = {0x42, 0, 0x41, 0, 0x41, 0, 0xFC, 10, 1, 0};
  valid(module);
}

TEST(Memories, OfBytesHaveTheSizeOfAnAddress) {
  auto memory = [](const Bytes &type) { return header() + section(5, Bytes{1} + type); };
  EXPECT_NO_THROW(validate(memory(Bytes{8} + leb(UINT32_MAX) + Bytes{0})));
  expectError(memory(Bytes{8} + leb(uint64_t{1} << 32) + Bytes{0}), Kind::Invalid,
              "memory size must be at most 4294967295 pages");
  expectError(memory({8, 0, 12}), Kind::Invalid, "invalid custom page size");
  expectError(memory({8, 0, 65}), Kind::Malformed, "invalid custom page size");
  expectError(memory({2, 1}), Kind::Invalid, "shared memory must have maximum");
  EXPECT_NO_THROW(validate(memory({3, 1, 2})));
}

TEST(Atomics, AreNaturallyAligned) {
  OneFunction module;
  module.before_code = section(5, {1, 3, 1, 1});
  module.code = {0x41, 0, 0xFE, 0x10, 2, 0, kDrop, 0xFE, 3, 0};
  valid(module);
  module.code = {0x41, 0, 0xFE, 0x10, 1, 0, kDrop};
  invalid(module, "atomic alignment must be natural: i32.atomic.load has 2^1, not 2^2");
  module.code = {0xFE, 3, 1};
  invalid(module, "zero byte expected", Kind::Malformed);
}

// --- Branch hints
// ---------------------------------------------------------------------------------

OneFunction hinted(const Bytes &hints) {
  OneFunction module{.code = {0x41, 0, 0x04, kEmpty, kEnd}}; // the if is 3 bytes into the body
  module.before_code = custom("metadata.code.branch_hint", hints);
  return module;
}

TEST(BranchHints, AreFoundByTheOffsetOfTheirInstruction) {
  const Bytes bytes = hinted({1, 0, 1, 3, 1, 1}).build();
  const Module module = decode(bytes);
  const uint64_t branch = module.functions[0].body_begin + 3;
  EXPECT_EQ(module.branchHint(branch), true);
  EXPECT_EQ(module.branchHint(branch + 1), std::nullopt);
  EXPECT_NO_THROW(validateBranchHints(module, {}));
}

TEST(BranchHints, ThatAreWrongAreIgnoredUnlessAskedFor) {
  for (const Bytes &hints : {Bytes{1, 0, 1, 3, 1, 2}, Bytes{1, 0, 2, 3, 1, 1, 3, 1, 0},
                             Bytes{1, 7, 1, 3, 1, 1}, Bytes{1, 0, 1, 99, 1, 1}, Bytes{9}}) {
    const Bytes bytes = hinted(hints).build();
    const Module module = decode(bytes);
    EXPECT_NO_THROW(validate(bytes));
    EXPECT_TRUE(module.branch_hints.empty());
    EXPECT_THROW(validateBranchHints(module, {}), Error);
  }
  const Bytes bytes = hinted({1, 0, 1, 1, 1, 1}).build(); // of the i32.const
  try {
    validateBranchHints(decode(bytes), {});
    ADD_FAILURE() << "the hint is accepted";
  } catch (const Error &error) {
    EXPECT_EQ(error.message, "@metadata.code.branch_hint annotation: invalid target");
  }
}

// --- What is behind a section tells the error
// -----------------------------------------------------------------

TEST(MalformedModules, AreToldByTheFirstErrorInTheFile) {
  // An integer that is too long and runs over the end of its section or body.
  const Bytes too_long = Bytes(10, 0x80) + Bytes{0};
  expectError(header() + Bytes{5, 4, 1, 0} + too_long, Kind::Malformed,
              "integer representation too long");
  const Bytes functions = header() + section(1, vec({funcType({}, {})})) + section(3, {1, 0});
  expectError(functions + Bytes{10, 6, 1, 4, 0, 0x41} + too_long, Kind::Malformed,
              "integer representation too long");
  // One that is right, but not all inside.
  expectError(header() + Bytes{5, 4, 1, 0, 0x80, 0x80, 1, 0}, Kind::Malformed,
              "unexpected end of section or function");
  expectError(header() + section(1, Bytes{1, 0xE0, 0x7F, 0, 0}), Kind::Malformed,
              "integer representation too long");
}

TEST(MalformedModules, OfTooManyBodiesAreStillReadToTheEnd) {
  const Bytes functions = header() + section(1, vec({funcType({}, {})})) + section(3, {1, 0});
  const Bytes bodies = section(10, vec({body({}), body({})}));
  expectError(functions + bodies, Kind::Malformed,
              "function and code section have inconsistent lengths: 1 functions, 2 bodies");
  expectError(functions + bodies + bodies, Kind::Malformed,
              "unexpected content after last section");
}

// --- Reading without validation
// -------------------------------------------------------------------

TEST(InstructionReader, ReadsUnreachableCodeToo) {
  OneFunction module{.params = {kI32}};
  module.locals = {1, 2, kI64};
  module.code = {kUnreachable, 0x06, kEmpty, 0x19, kEnd, 0x02, kI32, 0x20, 0, kEnd, 0x28, 2, 5};
  const Bytes bytes = module.build();
  const Module decoded = decode(bytes);
  const ErrorContext context{decoded, 0};
  InstructionReader reader(context, 0, {});
  ASSERT_EQ(reader.locals().size(), 1u);
  EXPECT_EQ(reader.locals()[0].count, 2u);
  std::string texts;
  Instruction instruction;
  while (reader.next(instruction))
    texts += std::string(instruction.text()) + " ";
  EXPECT_EQ(texts, "unreachable try catch_all end block local.get end i32.load end ");
  EXPECT_EQ(instruction.offset, decoded.functions[0].body_end - 1);
}

TEST(InstructionReader, ReadsConstantExpressions) {
  const Bytes bytes = header() + section(6, {1, kI32, 0, 0x41, 7, 0x41, 8, 0x6A, kEnd});
  const Module decoded = decode(bytes);
  const ErrorContext context{decoded, {}};
  InstructionReader reader(context, decoded.globals[0].init, {});
  Instruction instruction;
  int count = 0;
  for (; reader.next(instruction); ++count)
    if (count == 0)
      EXPECT_EQ(std::get<I32Immediate>(instruction.immediate).value, 7);
  EXPECT_EQ(count, 4);
}

} // namespace
} // namespace wasmelt::wasm::testing
