// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// x86-64: registers, trap instructions, CPU features and the switch of stacks.
#include "runtime-lib/platform/trap_context.h"

#include <cpuid.h>
#include <string.h>
#include <ucontext.h>

namespace wasmelt::runtime {

const unsigned char stack_pointer_register = 7;

Context interruptedContext(const void *ucontext) {
  static const unsigned char by_dwarf_number[] = {
      REG_RAX, REG_RDX, REG_RCX, REG_RBX, REG_RSI, REG_RDI, REG_RBP, REG_RSP, REG_R8,
      REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15, REG_RIP};
  const greg_t *interrupted = static_cast<const ucontext_t *>(ucontext)->uc_mcontext.gregs;
  Context context = {};
  for (unsigned i = 0; i != sizeof by_dwarf_number; ++i)
    context.registers[i] = static_cast<uintptr_t>(interrupted[by_dwarf_number[i]]);
  context.pc = context.registers[16];
  return context;
}

int trapOperand(uintptr_t pc) {
  // ud1l operand(%eax), %eax
  static const unsigned char ud1[] = {0x67, 0x0f, 0xb9, 0x40};
  const unsigned char *code = reinterpret_cast<const unsigned char *>(pc);
  for (unsigned i = 0; i != sizeof ud1; ++i)
    if (code[i] != ud1[i])
      return -1;
  return code[4];
}

bool leaveFrameless(Context &context, uintptr_t stack_low, uintptr_t stack_high) {
  uintptr_t &stack = context.registers[7];
  if (stack < stack_low || stack > stack_high - 8 || stack % 8 != 0)
    return false;
  context.pc = *reinterpret_cast<const uintptr_t *>(stack);
  stack += 8;
  return true;
}

namespace {

enum Word : unsigned char { Leaf1C, Leaf7B, Leaf7C, Leaf7D, Leaf7_1A, Extended1C, word_count };
// The registers that the operating system has to save for a feature to be usable.
enum State : unsigned char { General, Ymm, Zmm };

struct Feature {
  const char *name;
  Word word;
  unsigned char bit;
  State state;
};

// What LLVM can use, by LLVM's names. What is not listed is part of every x86-64 CPU or of no
// consequence for user code.
constexpr Feature features[] = {
    {"sse3", Leaf1C, 0, General},      {"pclmul", Leaf1C, 1, General},
    {"ssse3", Leaf1C, 9, General},     {"fma", Leaf1C, 12, Ymm},
    {"cx16", Leaf1C, 13, General},     {"sse4.1", Leaf1C, 19, General},
    {"sse4.2", Leaf1C, 20, General},   {"movbe", Leaf1C, 22, General},
    {"popcnt", Leaf1C, 23, General},   {"aes", Leaf1C, 25, General},
    {"xsave", Leaf1C, 26, General},    {"avx", Leaf1C, 28, Ymm},
    {"f16c", Leaf1C, 29, Ymm},         {"rdrnd", Leaf1C, 30, General},
    {"fsgsbase", Leaf7B, 0, General},  {"bmi", Leaf7B, 3, General},
    {"avx2", Leaf7B, 5, Ymm},          {"bmi2", Leaf7B, 8, General},
    {"rtm", Leaf7B, 11, General},      {"avx512f", Leaf7B, 16, Zmm},
    {"avx512dq", Leaf7B, 17, Zmm},     {"rdseed", Leaf7B, 18, General},
    {"adx", Leaf7B, 19, General},      {"avx512ifma", Leaf7B, 21, Zmm},
    {"avx512cd", Leaf7B, 28, Zmm},     {"sha", Leaf7B, 29, General},
    {"avx512bw", Leaf7B, 30, Zmm},     {"avx512vl", Leaf7B, 31, Zmm},
    {"avx512vbmi", Leaf7C, 1, Zmm},    {"avx512vbmi2", Leaf7C, 6, Zmm},
    {"gfni", Leaf7C, 8, General},      {"vaes", Leaf7C, 9, Ymm},
    {"vpclmulqdq", Leaf7C, 10, Ymm},   {"avx512vnni", Leaf7C, 11, Zmm},
    {"avx512bitalg", Leaf7C, 12, Zmm}, {"avx512vpopcntdq", Leaf7C, 14, Zmm},
    {"avx512fp16", Leaf7D, 23, Zmm},   {"avxvnni", Leaf7_1A, 4, Ymm},
    {"avx512bf16", Leaf7_1A, 5, Zmm},  {"avxifma", Leaf7_1A, 23, Ymm},
    {"sahf", Extended1C, 0, General},  {"lzcnt", Extended1C, 5, General},
    {"sse4a", Extended1C, 6, General}, {"xop", Extended1C, 11, Ymm},
    {"fma4", Extended1C, 16, Ymm},     {"tbm", Extended1C, 21, General},
};

// The same as it is kept in every program: names with a NUL, word and state in a byte, and bit.
consteval unsigned featureTextSize() {
  unsigned size = 1;
  for (const Feature &feature : features)
    size += unsigned(__builtin_strlen(feature.name)) + 3;
  return size;
}
struct FeatureText {
  char bytes[featureTextSize()] = {};
  consteval FeatureText() {
    char *end = bytes;
    for (const Feature &feature : features) {
      for (const char *c = feature.name; *c; ++c)
        *end++ = *c;
      *end++ = 0;
      *end++ = char(feature.word << 2 | feature.state);
      *end++ = char(feature.bit);
    }
  }
};
constexpr FeatureText feature_text;

// The registers that the operating system saves, as XCR0 has it.
unsigned savedState() {
  unsigned low, high;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

// What the CPU says of itself. Each question is put once and only if need be: under a hypervisor it
// takes as long as a dozen system calls.
class CpuWords {
public:
  unsigned operator[](Word word) {
    if (!known[word])
      ask(word);
    return values[word];
  }

private:
  void ask(Word word) {
    unsigned a, b, c, d;
    switch (word) {
    case Leaf1C:
      __cpuid(1, a, b, c, d);
      set(Leaf1C, c);
      return;
    case Leaf7_1A:
      (*this)[Leaf7B];
      if (leaf7_subleaves >= 1)
        __cpuid_count(7, 1, a, b, c, d);
      else
        a = 0;
      set(Leaf7_1A, a);
      return;
    case Extended1C:
      __cpuid(0x80000000, a, b, c, d);
      if (a >= 0x80000001)
        __cpuid(0x80000001, a, b, c, d);
      else
        c = 0;
      set(Extended1C, c);
      return;
    default:
      __cpuid(0, a, b, c, d);
      if (a >= 7)
        __cpuid_count(7, 0, leaf7_subleaves, b, c, d);
      else
        b = c = d = 0;
      set(Leaf7B, b);
      set(Leaf7C, c);
      set(Leaf7D, d);
    }
  }
  void set(Word word, unsigned value) {
    values[word] = value;
    known[word] = true;
  }

  unsigned values[word_count] = {}, leaf7_subleaves = 0;
  bool known[word_count] = {};
};

} // namespace

const char *missingCpuFeature(const char *wanted) {
  CpuWords words;
  for (const char *next = wanted; *next;) {
    size_t length = 0;
    while (next[length] && next[length] != ',')
      ++length;
    for (const char *feature = feature_text.bytes; *feature;) {
      const char *name = feature, *behind = feature + strlen(feature) + 1;
      feature = behind + 2;
      if (strncmp(name, next, length) != 0 || name[length])
        continue;
      int state = behind[0] & 3;
      unsigned needed = state == Zmm ? 0xe6 : state == Ymm ? 6 : 0;
      if (!(words[Word(behind[0] >> 2)] >> behind[1] & 1))
        return next;
      bool saves_extended = needed && (words[Leaf1C] >> 27 & 1);
      if (needed && (!saves_extended || (savedState() & needed) != needed))
        return next;
    }
    next += length;
    if (*next == ',')
      ++next;
  }
  return nullptr;
}

void fillWords(void *to, uint64_t word, uint64_t count) {
  __asm__ volatile("rep stosq" : "+D"(to), "+c"(count) : "a"(word) : "memory");
}

[[noreturn]] __attribute__((naked)) void executeTrap() {
  __asm__(".byte 0x67, 0x0f, 0xb9, 0x40, 0xff # ud1l");
}

// The undefined return address is the mark at which unwinding stops.
[[noreturn]] __attribute__((naked)) void runOnStack(void *stack_top, void (*function)()) {
  __asm__(".cfi_undefined %rip\n\t"
          "movq %rdi, %rsp\n\t"
          "xorl %ebp, %ebp\n\t"
          "callq *%rsi\n\t"
          "ud2");
}

} // namespace wasmelt::runtime
