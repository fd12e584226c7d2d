// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A host of all_kinds.wat in C++20, by its header. Says what differs from what it expects.
// `--no-overflow`: leaves the stack alone.
#include "first.hpp"
#include "second.hpp"

#include <cstdio>
#include <cstring>
#include <stdexcept>

namespace {

int failures;
bool overflows = true; // the stack

#define EXPECT(condition)                                                                          \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      std::printf("line %d: %s\n", __LINE__, #condition);                                          \
      ++failures;                                                                                  \
    }                                                                                              \
  } while (0)

template <class T>
bool fails(const wasmelt::Result<T> &result, wasmelt_error_kind_t kind, wasmelt_trap_t trap,
           const std::string &message) {
  if (result.has_value())
    return false;
  const wasmelt::Error &error = result.error();
  bool right = error.kind() == kind && error.trap() == trap && error.message() == message;
  if (!right)
    std::printf("error: %s\n", error.message());
  return right;
}

using Mixed = std::tuple<int64_t, wasmelt_v128_t>;
Mixed mix(int32_t p0, wasmelt_v128_t p1, double p2, void *p3) {
  ++*static_cast<int *>(p3);
  ++p1.bytes[0];
  return {p0 + static_cast<int64_t>(p2), p1};
}

first::Imports printingTo(int &printed) {
  return {.env_print =
              [&printed](int32_t x) {
                if (x == 13)
                  throw std::runtime_error("unlucky");
                printed += x;
              },
          .env_mix = mix};
}

void testCalls(first::Instance &first, int &printed) {
  EXPECT(first.add(1, 2).value() == 3 && *first.add(1, 2) == 3);
  EXPECT(first.print(5) && printed == 5);
  EXPECT(fails(first.print(13), WASMELT_ERROR_TRAP, WASMELT_TRAP_NONE, "unlucky"));
  auto quotient = first.div(1, 0);
  EXPECT(fails(quotient, WASMELT_ERROR_TRAP, WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO,
               "integer divide by zero"));
  EXPECT(quotient.error().frames().size() == 1 &&
         !std::strcmp(quotient.error().frames()[0].function, "div"));
  EXPECT(fails(first.load(65536), WASMELT_ERROR_TRAP, WASMELT_TRAP_MEMORY_OUT_OF_BOUNDS,
               "out of bounds memory access"));
  EXPECT(fails(first.throw_(1), WASMELT_ERROR_EXCEPTION, WASMELT_TRAP_NONE, "uncaught exception"));
  EXPECT(!overflows || fails(first.rec(1), WASMELT_ERROR_TRAP, WASMELT_TRAP_CALL_STACK_EXHAUSTED,
                             "call stack exhausted"));
  try {
    first.div(1, 0).value();
    EXPECT(false);
  } catch (const wasmelt::Exception &exception) {
    EXPECT(!std::strcmp(exception.what(), "integer divide by zero"));
    EXPECT(exception.error().trap() == WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO);
  }
  EXPECT(first.div(1, 0).value_or(7) == 7 && first.div(9, 3).value_or(7) == 3);
  auto half = [&](int32_t x) { return first.div(x, 2); };
  EXPECT(*first.add(1, 9).and_then(half) == 5 && !first.div(1, 0).and_then(half));
}

void testValues(first::Instance &first) {
  wasmelt_v128_t v = {{1, 2, 3}};
  int seen = 0;
  auto [number, vector] = first.mixed(40, v, 2.5, &seen).value();
  EXPECT(number == 42 && vector.bytes[0] == 2 && vector.bytes[1] == 2 && seen == 1);
  const wasmelt_function_t *add = first.add_function();
  auto swapped = first.swap(1, 2, 3, 4, v, &seen, add).value();
  EXPECT(std::get<0>(swapped) == add && std::get<1>(swapped) == &seen);
  EXPECT(std::get<2>(swapped).bytes[2] == 3 && std::get<3>(swapped) == 4);
  EXPECT(std::get<4>(swapped) == 3 && std::get<5>(swapped) == 2 && std::get<6>(swapped) == 1);
  EXPECT(*first.apply(add, 30, 12) == 42);
  EXPECT(fails(first.apply(nullptr, 1, 1), WASMELT_ERROR_MISUSE, WASMELT_TRAP_NONE,
               "argument 0 is not of the parameter's type"));
  EXPECT(*first.a_b() == 2 && *first.a_b_2() == 1 && *first.empty() == 3 && *first.ue9_() == 4);
}

void testObjects(first::Instance &first, second::Instance &second) {
  wasmelt::Memory memory = first.memory();
  EXPECT(memory.write(8, uint32_t(77)) && *first.load(8) == 77 && *memory.read<uint32_t>(8) == 77);
  EXPECT(memory.bytes()[8] == 77 && memory.bytes().size() == 65536);
  EXPECT(!memory.write(65533, uint32_t(77)) && !memory.read<uint32_t>(65533));
  EXPECT(memory.write(100, "text") && memory.text(100, 4) == "text" && !memory.text(65533, 4));
  EXPECT(memory.bytes(65536, 0) && !memory.bytes(65537, 0) && !memory.bytes(1, ~uint64_t(0)));
  EXPECT(memory.grow(1) == 1 && memory.size() == 131072 && memory.grow(9) == -1);
  EXPECT(first.g().set(9) && first.g().value() == 9 && second.g().value() == 7);
  EXPECT(first.gv().value().bytes[8] == 2 && first.big().value() == -5000000000);
  int object = 0;
  EXPECT(!first.any().value() && first.any().set(&object) && first.any().value() == &object);
  const wasmelt_function_t *add = second.add_function();
  EXPECT(first.t().set(1, add) && *first.t().at(1) == add && first.t().size() == 3);
  EXPECT(fails(first.t().at(3), WASMELT_ERROR_MISUSE, WASMELT_TRAP_NONE,
               "there is no element 3: the table has 3"));
  EXPECT(first.t().grow(2, add) == 3 && *first.t().at(4) == add);
  EXPECT(first.tag() && first.tag() != second.tag());
}

void testHostFunctions(wasmelt::Store &store) {
  // One calls back, and passes on what comes of that, in the ways that there are.
  first::Instance *self = nullptr;
  int called = 0;
  auto made = first::Instance::create(
      store,
      {.env_print = [&, kept = std::make_unique<int>(12)](int32_t x) -> wasmelt::Result<void> {
         ++called;
         if (x == 99)
           return wasmelt::Error("no");
         if (x == 98)
           throw 98;
         if (x < 0)
           return self->div(*kept, x + 1).and_then([](int32_t) -> wasmelt::Result<void> {
             return {};
           });
         self->div(*kept, x).value();
         return {};
       },
       .env_mix = mix});
  EXPECT(made);
  if (!made)
    return;
  self = &*made;
  EXPECT(self->print(3) && self->print(-2) && called == 2);
  for (int32_t x : {0, -1}) {
    auto result = self->print(x);
    EXPECT(fails(result, WASMELT_ERROR_TRAP, WASMELT_TRAP_INTEGER_DIVIDE_BY_ZERO,
                 "integer divide by zero"));
    EXPECT(result.error().frames().size() == 1);
  }
  EXPECT(fails(self->print(99), WASMELT_ERROR_TRAP, WASMELT_TRAP_NONE, "no"));
  EXPECT(fails(self->print(98), WASMELT_ERROR_TRAP, WASMELT_TRAP_NONE,
               "a C++ exception that is no std::exception"));
}

void test() {
  EXPECT(fails(first::Instance::create(), WASMELT_ERROR_LINK, WASMELT_TRAP_NONE,
               "unknown import: \"env\" \"print\""));
  int printed = 0;
  wasmelt::Store store;
  first::Instance alone = first::Instance::create(printingTo(printed)).value();
  testCalls(alone, printed);
  first::Instance moved = std::move(alone);
  printed = 0;
  testCalls(moved, printed);

  first::Instance first = first::Instance::create(store, printingTo(printed)).value();
  EXPECT(
      fails(second::Instance::create(store, {.env_print = moved.print_function(), .env_mix = mix}),
            WASMELT_ERROR_MISUSE, WASMELT_TRAP_NONE,
            "the import is in another store: \"env\" \"print\""));
  second::Instance second =
      second::Instance::create(store, {.env_print = first.print_function(), .env_mix = mix})
          .value();
  testValues(first);
  testObjects(first, second);
  testHostFunctions(store);
  printed = 0;
  EXPECT(second.print(4) && printed == 4);
  EXPECT(fails(second.print(13), WASMELT_ERROR_TRAP, WASMELT_TRAP_NONE, "unlucky"));
  wasmelt_store_limits_t limits = {};
  limits.memory_size = 1000;
  wasmelt::Store small(limits);
  EXPECT(first::Instance::create(small, printingTo(printed)).error().kind() == WASMELT_ERROR_LIMIT);
}

} // namespace

int main(int argc, char **argv) {
  overflows = argc < 2 || std::strcmp(argv[1], "--no-overflow") != 0;
  test();
  return failures != 0;
}
