// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Development check: decodes and validates whole files and says how long each part took.
// With --visit, every function is also told to a visitor that does nothing. Exit status 1 if any
// file was rejected.
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/diagnostic.h"
#include "compiler/wasm/validate_module.h"
#include "test/unit/wasm/counting_visitor.h"

#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

using namespace wasmelt::wasm;

static double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int main(int argc, char **argv) {
  bool visit = false;
  int rejected = 0;
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--visit")) {
      visit = true;
      continue;
    }
    std::ifstream in(argv[i], std::ios::binary);
    const std::vector<char> text{std::istreambuf_iterator<char>(in), {}};
    const std::span<const uint8_t> bytes(reinterpret_cast<const uint8_t *>(text.data()),
                                         text.size());
    const FeatureSet features;
    try {
      const auto start = std::chrono::steady_clock::now();
      const Module module = decodeModule(bytes, argv[i], features);
      validateModule(module, features);
      const double decoded = secondsSince(start);
      CountingVisitor visitor;
      for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f)
        validateFunction(module, f, features, visit ? &visitor : nullptr);
      std::printf("%s: valid, %zu bytes, %zu functions, %llu instructions told, sections %.3f s, "
                  "bodies %.3f s\n",
                  argv[i], bytes.size(), module.functions.size(),
                  static_cast<unsigned long long>(visitor.instructions), decoded,
                  secondsSince(start) - decoded);
    } catch (const Error &error) {
      std::printf("%s\n", error.what());
      ++rejected;
    }
  }
  return rejected ? 1 : 0;
}
