// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs programs that the runtime library is linked into (program.cpp) and looks at what they print
// and how they end.
#include <array>
#include <cstdio>
#include <gtest/gtest.h>
#include <string>
#include <sys/wait.h>

namespace {

struct Result {
  std::string output; // both streams
  int status;         // as a shell has it
};

/// Runs `command`, in which % stands for the folder of the programs.
Result run(std::string command) {
  for (size_t at; (at = command.find('%')) != std::string::npos;)
    command.replace(at, 1, "'" WASMELT_RUNTIME_PROGRAMS "'");
  command = "{ " + command + "; } 2>&1";
  Result result;
  FILE *pipe = popen(command.c_str(), "r");
  if (!pipe)
    throw std::runtime_error("popen");
  std::array<char, 4096> buffer;
  while (size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
    result.output.append(buffer.data(), count);
  int status = pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

/// On its own, not as a shell's child: a shell would hide how it ended.
Result runAlone(const std::string &command) { return run("exec " + command); }

void expectTrap(const std::string &argument, const std::string &message) {
  for (const char *program : {"%program-fixed ", "%program-dynamic "}) {
    Result result = run(program + argument);
    EXPECT_EQ(result.status, 134);
    EXPECT_EQ(result.output, message);
  }
}

void expectOk(const std::string &command) {
  Result result = run(command);
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.output, "ok\n");
}

TEST(Start, EndsWithZeroWhenTheEntryReturns) {
  Result result = run("%program-fixed nothing");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.output, "");
}

TEST(Start, EndsWithTheProgramsOwnStatus) { EXPECT_EQ(run("%program-fixed exit").status, 42); }

TEST(Start, NamesTheCpuFeatureThatIsMissing) {
  Result result = run("%program-future memory");
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(
      result.output.find("program-future: this machine's CPU lacks avx512fp16, which the program "
                         "was compiled for"),
      std::string::npos)
      << result.output;
}

TEST(Start, DoesNotDependOnTheShellsStackLimit) {
  expectOk("ulimit -s 64; %program-fixed large-frame");
}

TEST(Start, ProgramsUseAllOfTheStackTheyWereGiven) { expectOk("%program-dynamic large-frame"); }

TEST(Start, LimitedAddressSpaceIsExplained) {
  Result result = run("ulimit -v 1000000; %program-fixed memory");
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.output.find(
                "program-fixed: cannot reserve 8193 MiB of address space for the program's "
                "memory: the address space is limited to 1000000 KiB (ulimit -v)"),
            std::string::npos)
      << result.output;
}

TEST(Start, CheckedBoundsMakeDoWithWhatAddressSpaceThereIs) {
  expectOk("ulimit -v 500000; %program-checked memory");
}

TEST(Start, AFixedAddressThatIsTakenIsExplained) {
  Result result = run("%program-misplaced memory");
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.output.find("--memory-base=dynamic"), std::string::npos) << result.output;
}

TEST(Memory, HoldsItsImagesAndGrowsToItsLimitAtAFixedAddress) { expectOk("%program-fixed memory"); }

TEST(Memory, HoldsItsImagesAndGrowsToItsLimitWhereverItIs) { expectOk("%program-dynamic memory"); }

TEST(Memory, GrowthThatTheSystemRefusesYieldsMinusOne) {
  expectOk("%program-fixed refused-growth");
}

TEST(Memory, CopyAndFillAreRightForEverySizeAlignmentAndOverlap) {
  expectOk("%program-fixed memory-functions");
}

TEST(Table, GrowsFillsCopiesAndInitialises) { expectOk("%program-fixed tables"); }

#define EXPECT_TRAP_KIND(name, message)                                                            \
  expectTrap(#name, "wasmelt: trap: " message "\n  0: start\n")

TEST(Trap, EveryInstructionKindHasItsMessage) {
#define WASMELT_TRAP(name, code, message)                                                          \
  if (std::string(#name) != "Unreachable")                                                         \
    EXPECT_TRAP_KIND(name, message);
#include "runtime-lib/abi/trap_kinds.def"
}

TEST(Trap, NamesTheFunctionsOnTheStack) {
  expectTrap("Unreachable", "wasmelt: trap: unreachable\n  0: unreachable\n  1: start\n");
}

TEST(Trap, ACallOfTheRuntimeTrapsLikeAnInstruction) {
  expectTrap("call", "wasmelt: trap: indirect call type mismatch\n  0: mallet\n  1: start\n");
}

TEST(Trap, AnAccessBehindTheMemoryTellsTheAddress) {
  expectTrap("access 0x20000", "wasmelt: trap: out of bounds memory access\n"
                               "  at memory address 0x20000 (memory size 0x20000)\n"
                               "  0: access\n  1: start\n");
  expectTrap("access 0xffffffff", "wasmelt: trap: out of bounds memory access\n"
                                  "  at memory address 0xffffffff (memory size 0x20000)\n"
                                  "  0: access\n  1: start\n");
}

TEST(Trap, CallersAreFoundFromCodeWithoutUnwindTables) {
  expectTrap("bare-access 0x20001", "wasmelt: trap: out of bounds memory access\n"
                                    "  at memory address 0x20001 (memory size 0x20000)\n"
                                    "  0: caller\n  1: start\n");
}

TEST(Trap, TableOperationsTrapBeforeTheyWrite) {
  expectTrap("table-bounds",
             "wasmelt: trap: out of bounds table access\n  0: bad?name\n  1: start\n");
  expectTrap("dropped-segment", "wasmelt: trap: out of bounds table access\n  0: start\n");
}

TEST(Exception, LivesAsLongAsAReferenceAndNoLonger) {
  EXPECT_EQ(run("%program-fixed exceptions").output, "ok\n");
}

TEST(Exception, ReferencesInTablesAreCounted) {
  EXPECT_EQ(run("%program-fixed exception-tables").output, "ok\n");
}

TEST(Exception, ThatNobodyCatchesEndsTheProgramWithItsTagsName) {
  expectTrap("throw", "wasmelt: uncaught exception tag?name\n  0: start\n");
}

TEST(Trap, EndlessRecursionIsATrapWithAShortBackTrace) {
  for (const char *command :
       {"%program-fixed overflow", "ulimit -s unlimited; %program-fixed overflow",
        "ulimit -s 64; %program-fixed overflow"}) {
    Result result = run(command);
    EXPECT_EQ(result.status, 134);
    EXPECT_EQ(
        result.output.rfind("wasmelt: trap: call stack exhausted\n  0: recurse\n  1: recurse\n", 0),
        0u)
        << result.output;
    EXPECT_NE(result.output.find("  31: recurse\n  ... "), std::string::npos) << result.output;
    EXPECT_NE(result.output.find(": recurse\n"), std::string::npos);
    EXPECT_EQ(result.output.substr(result.output.size() - 8), ": start\n") << result.output;
  }
}

TEST(Trap, BackTracesOfModerateDepthAreComplete) {
  auto expected = [](unsigned frames) {
    std::string text = "wasmelt: trap: unreachable\n  0: unreachable\n";
    for (unsigned i = 1; i <= frames; ++i)
      text += "  " + std::to_string(i) + ": count down\n";
    return text + "  " + std::to_string(frames + 1) + ": start\n";
  };
  expectTrap("deep 5", expected(6));
  expectTrap("deep 32", expected(33));
  expectTrap("deep 37", expected(38));
}

TEST(Trap, BackTracesOfGreatDepthLeaveOutTheMiddle) {
  Result result = run("%program-fixed deep 1000");
  EXPECT_NE(result.output.find("  31: count down\n  ... 963 more\n  995: count down\n"),
            std::string::npos)
      << result.output;
  EXPECT_NE(result.output.find("  1001: count down\n  1002: start\n"), std::string::npos)
      << result.output;
}

TEST(Trap, ADamagedStackEndsTheBackTraceOnly) {
  expectTrap("damaged", "wasmelt: trap: unreachable\n  0: damaged\n");
}

TEST(Trap, AReportThatFaultsEndsThere) {
  Result result = run("%program-unreadable Unreachable");
  EXPECT_EQ(result.status, 134);
  EXPECT_EQ(result.output,
            "wasmelt: trap: unreachable\n  (no more is known: the program's stack is damaged)\n");
}

TEST(Trap, TrapsWithNobodyToReadTheReportStillEndWith134) {
  EXPECT_EQ(run("%program-fixed Unreachable 2>&-").status, 134);
}

TEST(Fault, OfOthersHasItsDefaultEffect) {
  EXPECT_EQ(runAlone("%program-fixed wild").status, 128 + 11);
  EXPECT_EQ(runAlone("%program-fixed illegal").status, 128 + 4);
  EXPECT_EQ(runAlone("%program-fixed killed").status, 128 + 11);
}

} // namespace
