// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/module_input.h"
#include "compiler/driver/error.h"
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/text/print_module.h"

#include <llvm/Support/MemoryBuffer.h>

namespace wasmelt {

ModuleInput::ModuleInput(const std::string &path) : name_(path == "-" ? "<stdin>" : path) {
  if (path.empty())
    throw Error::environment("no input file was named");
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path, /*IsText=*/false,
                                                   /*RequiresNullTerminator=*/false);
  if (!buffer)
    throw Error::environment("cannot read '" + path + "': " + buffer.getError().message());
  buffer_ = std::move(*buffer);
}
ModuleInput::~ModuleInput() = default;
ModuleInput::ModuleInput(ModuleInput &&) noexcept = default;

std::string_view ModuleInput::content() const {
  return {buffer_->getBufferStart(), buffer_->getBufferSize()};
}

std::span<const uint8_t> ModuleInput::bytes(const wasm::FeatureSet &features) {
  const std::string_view file = content();
  if (wasm::text::isBinary(file))
    return {reinterpret_cast<const uint8_t *>(file.data()), file.size()};
  if (!assembled_)
    assembled_ = wasm::text::readModule(file, name_, features);
  return assembled_->bytes;
}

wasm::Error ModuleInput::located(const wasm::Error &error) const {
  return assembled_ ? assembled_->located(error) : error;
}

std::string printFile(const std::string &path) {
  ModuleInput input(path);
  wasm::FeatureSet features = wasm::FeatureSet::all();
  try {
    const wasm::Module module = wasm::decodeModule(input.bytes(), input.name(), features);
    return wasm::text::printModule(module);
  } catch (const wasm::Error &error) {
    throw input.located(error);
  }
}

} // namespace wasmelt
