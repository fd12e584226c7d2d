// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/target.h"

#include "compiler/driver/error.h"

#include <gtest/gtest.h>
#include <llvm/Target/TargetMachine.h>

using namespace wasmelt;
using codegen::Target;

namespace {

std::string errorOf(const std::string &name, const std::string &cpu, const std::string &features) {
  try {
    Target::select(name, cpu, features, OptLevel::O2);
  } catch (const Error &error) {
    return error.what();
  }
  return "no error";
}

TEST(Target, DefaultsToTheHostWithThePortableCpu) {
  Target target = Target::select("", "", "", OptLevel::O2);
  EXPECT_EQ(&target.description(), codegen::hostTarget());
  EXPECT_EQ(target.cpu(), target.description().portable_cpu);
}

TEST(Target, PortableCpuNeedsWhatWasmSimdNeeds) {
  Target target = Target::select("x86_64-linux", "", "", OptLevel::O2);
  EXPECT_EQ(codegen::requiredCpuFeatures(*target.createMachine()),
            "crc32,cx16,popcnt,sahf,sse3,sse4.1,sse4.2,ssse3");
}

TEST(Target, FirstX86NeedsNothing) {
  Target target = Target::select("x86_64-linux", "x86-64", "", OptLevel::O2);
  EXPECT_EQ(codegen::requiredCpuFeatures(*target.createMachine()), "");
}

TEST(Target, FeaturesAddToAndTakeFromTheCpu) {
  Target target = Target::select("x86_64-linux", "x86-64-v3", "+aes,-bmi2", OptLevel::O2);
  std::string required = "," + codegen::requiredCpuFeatures(*target.createMachine()) + ",";
  EXPECT_NE(required.find(",avx2,"), required.npos);
  EXPECT_NE(required.find(",aes,"), required.npos);
  EXPECT_EQ(required.find(",bmi2,"), required.npos);
}

TEST(Target, NativeResolvesToARealCpu) {
  Target target = Target::select("", "native", "", OptLevel::O2);
  EXPECT_NE(target.cpu(), "native");
  EXPECT_FALSE(target.features().empty());
  EXPECT_TRUE(target.createMachine());
}

TEST(Target, UnknownTargetListsTheKnownOnes) {
  EXPECT_EQ(
      errorOf("vax", "", "").find("wasmelt: error: unknown target 'vax'; known: x86_64-linux"), 0u);
}

TEST(Target, UnknownCpuNamesNearOnes) {
  std::string error = errorOf("x86_64-linux", "skylaek", "");
  EXPECT_NE(error.find("unknown CPU 'skylaek' for x86_64-linux; near it: "), error.npos) << error;
  EXPECT_NE(error.find("skylake"), error.npos) << error;
}

TEST(Target, UnknownFeatureNamesNearOnes) {
  std::string error = errorOf("x86_64-linux", "", "+avx3");
  EXPECT_NE(error.find("unknown CPU feature 'avx3'"), error.npos) << error;
  EXPECT_NE(error.find("avx2"), error.npos) << error;
}

TEST(Target, FeatureWithoutASignIsRefused) {
  EXPECT_NE(errorOf("x86_64-linux", "", "avx2").find("must begin with '+'"), std::string::npos);
}

} // namespace
