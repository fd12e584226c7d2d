// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whatever text comes in: it is refused with an error whose place can be told, or it becomes a
// module that the decoder reads; and if that is printed, the print reads back to the same module.
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/text/print_module.h"
#include "compiler/wasm/text/script.h"
#include "compiler/wasm/validate_module.h"

#include <cstdlib>

using namespace wasmelt::wasm;
using wasmelt::wasm::text::AssembledModule;

namespace {

[[noreturn]] void wrong(const char *what, const std::string &text) {
  std::fprintf(stderr, "%s\n%s\n", what, text.c_str());
  std::abort();
}

void checkError(const Error &error) {
  if (error.place.line == 0 || error.place.column == 0)
    wrong("an error without a place", error.what());
}

/// Whether the module was decoded and could be printed.
void check(const AssembledModule &assembled) {
  const FeatureSet features = FeatureSet::all();
  std::string printed;
  try {
    const Module module = decodeModule(assembled.bytes, "fuzz.wasm", features);
    printed = text::printModule(module);
  } catch (const Error &error) {
    return checkError(assembled.located(error));
  }
  try {
    const AssembledModule again = text::readModule(printed, "printed.wat");
    const std::string twice = text::printModule(decodeModule(again.bytes, "again", features));
    if (twice != printed)
      wrong("prints otherwise after reading back", printed + twice);
  } catch (const Error &error) {
    wrong(error.what(), printed);
  }
  try {
    const Module module = decodeModule(assembled.bytes, "fuzz.wasm", features);
    validateModule(module, features);
    for (uint32_t f = module.importedFunctionCount; f < module.functions.size(); ++f)
      validateFunction(module, f, features, nullptr);
  } catch (const Error &error) {
    checkError(assembled.located(error));
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const std::string_view input(reinterpret_cast<const char *>(data), size);
  try {
    check(text::readModule(input, "fuzz.wat"));
  } catch (const Error &error) {
    checkError(error);
  }
  try {
    text::readScript(input, "fuzz.wast");
  } catch (const Error &error) {
    checkError(error);
  }
  return 0;
}
