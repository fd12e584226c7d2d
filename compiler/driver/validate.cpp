// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/validate.h"

#include "compiler/codegen/emit_object.h"
#include "compiler/wasm/function_visitor.h"
#include "compiler/wasm/validate_module.h"

#include <atomic>
#include <mutex>

namespace wasmelt {

namespace {

/// Notes the feature of every instruction.
class FeatureCollector final : public wasm::FunctionVisitor {
public:
  wasm::FeatureSet used = noFeatures();

  void beginFunction(uint32_t, std::span<const wasm::ValueType>) override {}
  void endFunction() override {}
  void else_(bool) override {}
  void end_(bool) override {}
  void catch_(const wasm::TagImmediate &, bool) override { legacy(); }
  void catch_all(bool) override { legacy(); }
  void delegate(const wasm::LabelImmediate &, bool) override { legacy(); }

#define WASM_OPCODE(name, text, prefix, code, immediate, signature, feature)                       \
  WASM_FEATURE_OF(name, feature) WASM_VISIT_##immediate(name)
#define WASM_FEATURE_OF(name, feature)                                                             \
  static constexpr wasm::Feature feature_of_##name = wasm::Feature::feature;
#define WASM_VISIT(name, Imm)                                                                      \
  void name(const wasm::Imm##Immediate &) override { used.set(feature_of_##name); }
#include "compiler/wasm/opcodes.def"
#include "compiler/wasm/visit_immediates.def"
#undef WASM_VISIT
#undef WASM_FEATURE_OF

private:
  void legacy() { used.set(wasm::Feature::LegacyExceptions); }
};

/// Bytes of function bodies that are one piece of work.
constexpr uint64_t piece_bytes = 256 << 10;

} // namespace

wasm::FeatureSet noFeatures() {
  wasm::FeatureSet set;
  for (size_t i = 0; i < size_t(wasm::Feature::Count); ++i)
    set.set(wasm::Feature(i), false);
  return set;
}

wasm::FeatureSet validateFunctions(const wasm::Module &module, const wasm::FeatureSet &features,
                                   unsigned jobs, const std::function<void(double)> &progress) {
  std::vector<uint32_t> begins;
  uint64_t bytes = piece_bytes;
  for (uint32_t i = module.importedFunctionCount; i < module.functions.size(); ++i) {
    if (bytes >= piece_bytes) {
      begins.push_back(i);
      bytes = 0;
    }
    bytes += module.functions[i].body_end - module.functions[i].body_begin;
  }
  wasm::FeatureSet used = noFeatures();
  std::mutex mutex;
  unsigned done = 0;
  codegen::parallelFor(unsigned(begins.size()), jobs, [&](unsigned piece) {
    uint32_t end =
        piece + 1 < begins.size() ? begins[piece + 1] : uint32_t(module.functions.size());
    FeatureCollector collector;
    for (uint32_t i = begins[piece]; i < end; ++i)
      wasm::validateFunction(module, i, features, &collector);
    std::lock_guard lock(mutex);
    for (size_t i = 0; i < size_t(wasm::Feature::Count); ++i)
      if (collector.used.has(wasm::Feature(i)))
        used.set(wasm::Feature(i));
    if (progress)
      progress(double(++done) / double(begins.size()));
  });
  return used;
}

} // namespace wasmelt
