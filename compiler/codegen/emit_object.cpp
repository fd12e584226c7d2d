// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/codegen/emit_object.h"

#include "compiler/codegen/pass_pipeline.h"
#include "compiler/codegen/tail_calls.h"
#include "compiler/driver/error.h"

#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/IR/DiagnosticInfo.h>
#include <llvm/IR/DiagnosticPrinter.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Support/thread.h>
#include <llvm/Target/TargetMachine.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

namespace wasmelt::codegen {

namespace {

/// Address space, not memory: pages are there once they are used.
constexpr unsigned stack_bytes = 128u << 20;

} // namespace

void parallelFor(unsigned count, unsigned jobs, const std::function<void(unsigned)> &work) {
  std::atomic<unsigned> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  unsigned failed = count;
  auto worker = [&] {
    for (;;) {
      unsigned index = next.fetch_add(1);
      if (index >= count)
        return;
      try {
        work(index);
      } catch (...) {
        std::lock_guard lock(mutex);
        if (index < failed) {
          failed = index;
          failure = std::current_exception();
        }
        next = count;
      }
    }
  };
  std::vector<llvm::thread> threads;
  for (unsigned i = 0; i < std::min(std::max(jobs, 1u), count); ++i)
    threads.emplace_back(std::optional<unsigned>(stack_bytes), worker);
  for (llvm::thread &thread : threads)
    thread.join();
  if (failure)
    std::rethrow_exception(failure);
}

void withLargeStack(const std::function<void()> &work) {
  parallelFor(1, 1, [&](unsigned) { work(); });
}

DiagnosticCollector::DiagnosticCollector(llvm::LLVMContext &context) : context_(context) {
  context.setDiagnosticHandlerCallBack(
      [](const llvm::DiagnosticInfo *info, void *collector) {
        if (info->getSeverity() != llvm::DS_Error)
          return;
        std::string &text = static_cast<DiagnosticCollector *>(collector)->text_;
        llvm::raw_string_ostream stream(text);
        if (!text.empty())
          stream << "; ";
        llvm::DiagnosticPrinterRawOStream printer(stream);
        info->print(printer);
      },
      this);
}

DiagnosticCollector::~DiagnosticCollector() { context_.setDiagnosticHandlerCallBack(nullptr); }

void DiagnosticCollector::check() const {
  if (!text_.empty())
    throw Error::environment("code generation failed: " + text_);
}

void emitModule(llvm::Module &module, llvm::TargetMachine &machine, MachineFile kind,
                llvm::raw_pwrite_stream &out) {
  useCConvention(module);
  llvm::legacy::PassManager passes;
  passes.add(new llvm::TargetLibraryInfoWrapperPass(libraryInfo(machine.getTargetTriple())));
  auto file_type = kind == MachineFile::Object ? llvm::CodeGenFileType::ObjectFile
                                               : llvm::CodeGenFileType::AssemblyFile;
  if (machine.addPassesToEmitFile(passes, out, nullptr, file_type, /*DisableVerify=*/true))
    throw Error::environment("LLVM cannot write this kind of file for " +
                             machine.getTargetTriple().str());
  passes.run(module);
}

void emitObjects(PartitionedModule &module, const Target &target, const EmitOptions &options,
                 const std::function<void(unsigned, llvm::StringRef)> &sink) {
  uint64_t total = 0, done = 0;
  for (unsigned part = 0; part < module.count(); ++part)
    total += module.weight(part);
  std::mutex mutex;
  parallelFor(module.count(), options.jobs, [&](unsigned part) {
    llvm::SmallVector<char, 0> object;
    {
      llvm::LLVMContext context;
      context.setDiscardValueNames(true);
      std::unique_ptr<llvm::Module> ir = module.load(part, context);
      DiagnosticCollector diagnostics(ir->getContext());
      std::unique_ptr<llvm::TargetMachine> machine = target.createMachine();
      OptimizeOptions optimize_options;
      optimize_options.level = target.opt();
      finish(*ir, *machine, optimize_options);
      llvm::raw_svector_ostream stream(object);
      emitModule(*ir, *machine, MachineFile::Object, stream);
      diagnostics.check();
    }
    sink(part, llvm::StringRef(object.data(), object.size()));
    if (options.progress) {
      std::lock_guard lock(mutex);
      done += module.weight(part);
      options.progress(total ? double(done) / double(total) : 1);
    }
  });
}

} // namespace wasmelt::codegen
