// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stands in for a compiled module in tests of the runtime: defines what the compiler would define
// and does what the first argument says.
#include "runtime-lib/abi/abi_version.h"
#include "runtime-lib/abi/host_interface.h"
#include "runtime-lib/abi/symbol_names.h"
#include "runtime-lib/abi/trap_kinds.h"
#include "runtime-lib/runtime_calls.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace wasmelt;

#ifndef MEMORY_BASE
#define MEMORY_BASE 0
#endif
#ifndef MEMORY_RESERVATION
#define MEMORY_RESERVATION ((uint64_t(8) << 30) + 65536)
#endif
#ifndef MEMORY_MAX
#define MEMORY_MAX (5 * page)
#endif
#ifndef NAME_STRINGS
#define NAME_STRINGS name_strings
#endif
#ifndef CPU_FEATURES
#define CPU_FEATURES "sse4.2,popcnt,cmov"
#endif

namespace {

constexpr uint64_t page = 65536;

Memory memory = {reinterpret_cast<void *>(uintptr_t(MEMORY_BASE)),
                 0,
                 2 * page,
                 MEMORY_MAX,
                 MEMORY_RESERVATION,
                 16,
                 MEMORY_BASE ? uint32_t(MemoryFixedBase) : 0};

// Two images of two machine pages in all, with something of every page to recognise.
struct Image {
  char bytes[8192];
};
__attribute__((section(WASMELT_IMAGE_SECTION), aligned(4096), used))
Image first_image = {"first image"};
__attribute__((section(WASMELT_IMAGE_SECTION), aligned(4096), used))
Image second_image = {"second image"};
// Other data right beside the images must survive their removal.
char neighbour[64] = "neighbour";

const MemoryImage images[] = {
    {&first_image, 0, sizeof first_image, &memory},
    {&second_image, 16384, sizeof second_image, &memory},
};

char *bytes() { return static_cast<char *>(memory.base); }

void say(const char *text) { (void)!write(1, text, strlen(text)); }

void expect(bool condition, const char *what) {
  if (condition)
    return;
  say("FAILED: ");
  say(what);
  say("\n");
  _exit(1);
}
#define EXPECT(condition) expect(condition, #condition)

int argument_count;
char **arguments;

FuncRef functions[3] = {
    {reinterpret_cast<void *>(1), 11, 0},
    {reinterpret_cast<void *>(2), 12, 1},
    {reinterpret_cast<void *>(3), 13, 2},
};
Table tables[] = {
    {nullptr, 3, 40'000'000, TableFuncRefEntries | TableDynamic, 0},
    {nullptr, 0, 5, TableDynamic, 0},
    {functions, 3, 3, TableFuncRefEntries, 0},
};

} // namespace

#define LEAF extern "C" __attribute__((noinline, used, visibility("hidden"))) void

// Keeps calls from becoming jumps, and calls in place.
#define AFTER_CALL __asm__ volatile("")

volatile uint32_t where;

// The traps that the compiler emits as instructions.
#define WASMELT_TRAP(name, code, message)                                                          \
  LEAF trap_##name() { __asm__ volatile("ud1l %c0(%%eax), %%eax" ::"i"(code)); }
#include "runtime-lib/abi/trap_kinds.def"

LEAF trap_by_call() { wasmelt_rt_trap(static_cast<int32_t>(TrapKind::IndirectCallTypeMismatch)); }

LEAF access_out_of_bounds() { *static_cast<volatile char *>(bytes() + where) = 1; }

// In a function without unwind information.
__asm__(".text\n"
        "bare_access:\n"
        "  movb $1, (%rdi)\n"
        "  ret\n");
extern "C" void bare_access(char *);

LEAF access_in_frameless_code() {
  bare_access(bytes() + where);
  AFTER_CALL;
}

LEAF wild_access() { *reinterpret_cast<volatile char *>(uintptr_t(0x7f0000000000)) = 1; }

LEAF illegal_instruction() { __asm__ volatile("ud2"); }

extern "C" __attribute__((noinline, used)) int recurse(volatile char *from) {
  volatile char frame[200];
  frame[0] = from[0];
  if (frame[0] == 0)
    return 0; // never
  int result = recurse(frame) + frame[0];
  AFTER_CALL;
  return result;
}

LEAF overflow_stack() {
  volatile char c = 1;
  recurse(&c);
  AFTER_CALL;
}

extern "C" __attribute__((noinline, used)) int count_down(unsigned n) {
  if (n == 0) {
    trap_Unreachable();
    return 0;
  }
  int result = count_down(n - 1) + 1;
  AFTER_CALL;
  return result;
}

LEAF damaged_stack() {
  // A return address that is nowhere.
  __asm__ volatile(
      "pushq $0x1234\n\tpushq $0\n\tpushq $0\n\tpushq $0\n\tpushq $0\n\tud1l 64(%eax), %eax");
}

LEAF test_memory() {
  EXPECT(memory.size == 2 * page);
  EXPECT(memory.reservation <= MEMORY_RESERVATION);
  EXPECT(!MEMORY_BASE || bytes() == reinterpret_cast<char *>(uintptr_t(MEMORY_BASE)));
  EXPECT(strcmp(bytes(), "first image") == 0);
  EXPECT(strcmp(bytes() + 16384, "second image") == 0);
  EXPECT(strcmp(neighbour, "neighbour") == 0);
  for (unsigned i = 8192; i != 16384; ++i)
    EXPECT(bytes()[i] == 0);
  for (unsigned i = 24576; i != 2 * page; ++i)
    EXPECT(bytes()[i] == 0);
  memset(bytes(), 7, 2 * page);
  EXPECT(strcmp(neighbour, "neighbour") == 0);

  EXPECT(wasmelt_rt_memory_grow(&memory, 0) == 2);
  EXPECT(wasmelt_rt_memory_grow(&memory, MEMORY_MAX / page - 1) == -1);
  EXPECT(wasmelt_rt_memory_grow(&memory, -1) == -1);
  EXPECT(wasmelt_rt_memory_grow(&memory, 65536) == -1);
  EXPECT(memory.size == 2 * page);
  EXPECT(wasmelt_rt_memory_grow(&memory, 1) == 2);
  EXPECT(memory.size == 3 * page);
  EXPECT(bytes()[3 * page - 1] == 0 && bytes()[2 * page - 1] == 7);
  bytes()[3 * page - 1] = 1;
  EXPECT(wasmelt_rt_memory_grow(&memory, 2) == 3);
  EXPECT((wasmelt_rt_memory_grow(&memory, 1) == -1) == (MEMORY_MAX == 5 * page));
  EXPECT(memory.size >= 5 * page);
  bytes()[5 * page - 1] = 1;
  say("ok\n");
}

LEAF test_refused_growth() {
  // The kernel counts writable private pages against this limit.
  rlimit none = {0, 0};
  EXPECT(setrlimit(RLIMIT_DATA, &none) == 0);
  EXPECT(wasmelt_rt_memory_grow(&memory, 3) == -1);
  EXPECT(memory.size == 2 * page);
  EXPECT(wasmelt_rt_memory_grow(&memory, 0) == 2);
  say("ok\n");
}

LEAF test_tables() {
  FuncRef *entries = static_cast<FuncRef *>(tables[0].entries);
  EXPECT(entries && entries[2].type == 0 && entries[2].code == nullptr);
  EXPECT(wasmelt_rt_table_grow(&tables[0], 0, nullptr) == 3);
  EXPECT(wasmelt_rt_table_grow(&tables[0], 2, &functions[1]) == 3);
  EXPECT(entries == tables[0].entries && tables[0].size == 5);
  EXPECT(entries[3].type == 12 && entries[4].index == 1);
  EXPECT(wasmelt_rt_table_grow(&tables[0], 20'000'000, nullptr) == -1);
  EXPECT(wasmelt_rt_table_grow(&tables[0], -1, nullptr) == -1);
  EXPECT(wasmelt_rt_table_grow(&tables[0], 1'000'000, nullptr) == 5);
  EXPECT(entries[1'000'004].type == 0);
  wasmelt_rt_table_fill(&tables[0], 1'000'000, &functions[2], 5);
  EXPECT(entries[1'000'004].type == 13 && entries[1'000'000].type == 13 &&
         entries[999'999].type == 0);
  wasmelt_rt_table_fill(&tables[0], 1'000'005, nullptr, 0);
  wasmelt_rt_table_fill(&tables[0], 1'000'000, nullptr, 1);
  EXPECT(entries[1'000'000].type == 0 && entries[1'000'000].code == nullptr);

  void *refs[] = {&functions[0], nullptr, &functions[2]};
  wasmelt_rt_table_init(&tables[0], refs, 3, 0, 0, 3);
  EXPECT(entries[0].type == 11 && entries[1].type == 0 && entries[2].type == 13);
  wasmelt_rt_table_copy(&tables[0], &tables[0], 1, 0, 3);
  EXPECT(entries[1].type == 11 && entries[2].type == 0 && entries[3].type == 13);
  wasmelt_rt_table_copy(&tables[0], &tables[2], 0, 1, 2);
  EXPECT(entries[0].type == 12 && entries[1].type == 13);
  wasmelt_rt_table_init(&tables[0], nullptr, 0, 0, 0, 0);

  void **externs = static_cast<void **>(tables[1].entries);
  EXPECT(wasmelt_rt_table_grow(&tables[1], 5, refs) == 0);
  externs = static_cast<void **>(tables[1].entries);
  EXPECT(externs[0] == refs && externs[4] == refs);
  EXPECT(wasmelt_rt_table_grow(&tables[1], 1, nullptr) == -1);
  EXPECT(wasmelt_rt_table_grow(&tables[2], 1, nullptr) == -1);
  say("ok\n");
}

// Compares the runtime's memmove, memcpy and memset with the obvious loops, for every small size,
// size classes' limits, alignment and overlap.
void checkMove(unsigned to, unsigned from, unsigned size) {
  static char expected[8192], actual[8192], copy[8192];
  for (unsigned i = 0; i != sizeof actual; ++i)
    expected[i] = actual[i] = static_cast<char>(i * 7 + i / 256);
  for (unsigned i = 0; i != size; ++i)
    copy[i] = expected[from + i];
  for (unsigned i = 0; i != size; ++i)
    expected[to + i] = copy[i];
  EXPECT(memmove(actual + to, actual + from, size) == actual + to);
  for (unsigned i = 0; i != sizeof actual; ++i)
    EXPECT(actual[i] == expected[i]);
}

void checkFill(unsigned to, unsigned size) {
  static char filled[8192];
  for (char &c : filled)
    c = 1;
  EXPECT(memset(filled + to, 0x1a5, size) == filled + to);
  for (unsigned i = 0; i != sizeof filled; ++i)
    EXPECT(filled[i] == (i >= to && i < to + size ? char(0xa5) : 1));
}

LEAF test_memory_functions() {
  for (unsigned size = 0; size <= 2500; size += size < 200 ? 1 : 97)
    for (unsigned to = 3000; to < 3018; to += size % 8 ? 5 : 1) {
      checkFill(to, size);
      static const int distances[] = {-2900, -150, -65, -64, -33, -17, -16, -3,  -1,
                                      0,     1,    5,   16,  31,  64,  100, 200, 2600};
      for (int distance : distances)
        checkMove(to, static_cast<unsigned>(static_cast<int>(to) + distance), size);
    }
  say("ok\n");
}

// --- Exceptions

Tag tag = {1, 0, const_cast<char *>("tag\nname")};

Exception *newException(uint64_t value) {
  Exception *exception = static_cast<Exception *>(wasmelt_rt_exception_new(&tag, sizeof value, 0));
  memcpy(exception + 1, &value, sizeof value);
  return exception;
}

uint64_t valueOf(const Exception *exception) {
  uint64_t value;
  memcpy(&value, exception + 1, sizeof value);
  return value;
}

long peakMemory() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss; // KiB
}

LEAF test_exceptions() {
  // Those that nobody refers to take the same memory again and again.
  Exception *first = newException(1);
  wasmelt_rt_exception_done(first);
  for (unsigned i = 0; i != 1000; ++i) {
    Exception *next = newException(i);
    EXPECT(next == first);
    wasmelt_rt_exception_done(next);
  }

  // References keep them: on the stack, in a slot of a table or global, in another exception.
  Exception *volatile kept[100];
  static void *slot;
  for (unsigned i = 0; i != 100; ++i) {
    kept[i] = newException(i);
    kept[i]->captured = 1;
    wasmelt_rt_exception_done(kept[i]);
  }
  wasmelt_rt_exception_store(&slot, kept[7]);
  Exception *outer = static_cast<Exception *>(wasmelt_rt_exception_new(&tag, 16, 1));
  EXPECT(*reinterpret_cast<void **>(outer + 1) == nullptr);
  wasmelt_rt_exception_store(outer + 1, kept[8]);
  outer->captured = 1;
  kept[9] = outer;
  outer = nullptr;
  kept[7] = nullptr;
  kept[8] = nullptr;
  long before = peakMemory();
  for (unsigned i = 0; i != 2'000'000; ++i)
    newException(~uint64_t(0))->captured = 1;
  EXPECT(peakMemory() < before + (16 << 10));
  for (unsigned i = 0; i != 100; ++i)
    EXPECT(i == 7 || i == 8 || i == 9 || valueOf(kept[i]) == i);
  EXPECT(valueOf(static_cast<Exception *>(slot)) == 7);
  EXPECT(valueOf(*reinterpret_cast<Exception **>(kept[9] + 1)) == 8);

  // What is large, and has vectors.
  Exception *large = static_cast<Exception *>(wasmelt_rt_exception_new(&tag, 16'000, 0));
  EXPECT(reinterpret_cast<uintptr_t>(large + 1) % 16 == 0);
  memset(static_cast<void *>(large + 1), 1, 16'000);
  say("ok\n");
}

// References in tables are counted however they get there.
LEAF test_exception_tables() {
  void *entries[4] = {};
  Table table = {entries, 4, 4, TableExceptionEntries, 0};
  Exception *exception = newException(1);
  wasmelt_rt_table_fill(&table, 1, exception, 2);
  EXPECT(entries[1] == exception && exception->stored == 2);
  wasmelt_rt_table_copy(&table, &table, 0, 1, 3);
  EXPECT(entries[0] == exception && entries[1] == exception && !entries[2]);
  EXPECT(exception->stored == 2);
  wasmelt_rt_table_copy(&table, &table, 1, 0, 3);
  EXPECT(!entries[3] && entries[2] == exception && exception->stored == 3);
  void *refs[] = {nullptr, nullptr};
  wasmelt_rt_table_init(&table, refs, 2, 1, 0, 2);
  EXPECT(exception->stored == 1);
  say("ok\n");
}

LEAF throw_uncaught() {
  wasmelt_rt_exception_throw(newException(1));
  AFTER_CALL;
}

LEAF table_out_of_bounds() {
  wasmelt_rt_table_fill(&tables[0], 2, &functions[0], 2);
  AFTER_CALL;
}

LEAF dropped_segment() {
  wasmelt_rt_table_init(&tables[0], nullptr, 0, 0, 0, 1);
  AFTER_CALL;
}

LEAF use_deep_stack() {
  volatile char large[6 << 20];
  for (unsigned i = 0; i < sizeof large; i += 4096)
    large[i] = 1;
  say("ok\n");
}

LEAF start_function() {
  const char *what = argument_count > 1 ? arguments[1] : "";
  auto is = [what](const char *name) { return strcmp(what, name) == 0; };
  if (argument_count > 2)
    where = static_cast<uint32_t>(strtoull(arguments[2], nullptr, 0));
#define WASMELT_TRAP(name, code, message)                                                          \
  if (is(#name))                                                                                   \
    trap_##name();
#include "runtime-lib/abi/trap_kinds.def"
  if (is("call"))
    trap_by_call();
  if (is("access"))
    access_out_of_bounds();
  if (is("bare-access"))
    access_in_frameless_code();
  if (is("wild"))
    wild_access();
  if (is("illegal"))
    illegal_instruction();
  if (is("overflow"))
    overflow_stack();
  if (is("deep"))
    count_down(where);
  if (is("damaged"))
    damaged_stack();
  if (is("memory"))
    test_memory();
  if (is("refused-growth"))
    test_refused_growth();
  if (is("tables"))
    test_tables();
  if (is("memory-functions"))
    test_memory_functions();
  if (is("exceptions"))
    test_exceptions();
  if (is("exception-tables"))
    test_exception_tables();
  if (is("throw"))
    throw_uncaught();
  if (is("table-bounds"))
    table_out_of_bounds();
  if (is("dropped-segment"))
    dropped_segment();
  if (is("large-frame"))
    use_deep_stack();
  if (is("killed"))
    kill(getpid(), SIGSEGV);
  if (is("exit"))
    exit(42);
  AFTER_CALL;
}

// The name table, as the compiler emits it: offsets from each field, in no order.
#define NAME(function, offset) "  .long " function " - .\n  .long " #offset "\n"
__asm__(".section .rodata.names,\"a\",@progbits\n"
        ".balign 4\n"
        "test_names:\n" NAME("start_function", 1) NAME("trap_Unreachable", 7)
            NAME("access_out_of_bounds", 19) NAME("recurse", 26) NAME("trap_by_call", 34)
                NAME("access_in_frameless_code", 41) NAME("count_down", 48)
                    NAME("damaged_stack", 59) NAME("table_out_of_bounds", 67) ".previous\n");
extern "C" __attribute__((visibility("hidden"))) const FunctionName test_names[9];
[[maybe_unused]] const char name_strings[] =
    "\0start\0unreachable\0access\0recurse\0mallet\0caller\0count down\0damaged\0bad\x1bname";

extern "C" void wasmelt_wasi_init(Instance *instance, int argc, char **argv, char **envp) {
  if (instance->wasi_memory != &memory || !envp)
    _exit(99);
  argument_count = argc;
  arguments = argv;
}

namespace {
constinit const ProgramConfig config = [] {
  ProgramConfig config = {};
  config.stack_size = 8 << 20;
  config.cpu_features = const_cast<char *>(CPU_FEATURES);
  return config;
}();
} // namespace

extern "C" {
extern const ModuleDescriptor wasmelt_module;
extern const char required_abi __asm__(WASMELT_ABI_VERSION_SYMBOL);
__attribute__((used)) const void *const needs_abi = &required_abi;
const ModuleDescriptor wasmelt_module = {
    WASMELT_ABI_VERSION,
    1,
    2,
    3,
    9,
    0,
    &memory,
    const_cast<MemoryImage *>(images),
    tables,
    functions,
    const_cast<FunctionName *>(test_names),
    const_cast<char *>(NAME_STRINGS),
    reinterpret_cast<void *>(start_function),
    const_cast<ProgramConfig *>(&config),
};
Instance wasmelt_instance = {const_cast<ModuleDescriptor *>(&wasmelt_module), &memory, nullptr};
}
