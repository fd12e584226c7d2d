// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/compile.h"

#include "compiler/bindings/c_header.h"
#include "compiler/bindings/c_names.h"
#include "compiler/bindings/cpp_header.h"
#include "compiler/bindings/python_module.h"
#include "compiler/codegen/emit_object.h"
#include "compiler/codegen/pass_pipeline.h"
#include "compiler/codegen/target.h"
#include "compiler/driver/check_imports.h"
#include "compiler/driver/dependency_file.h"
#include "compiler/driver/inspect_info.h"
#include "compiler/driver/inspect_note.h"
#include "compiler/driver/module_input.h"
#include "compiler/driver/options_text.h"
#include "compiler/driver/output_file.h"
#include "compiler/driver/phase_timer.h"
#include "compiler/driver/validate.h"
#include "compiler/link/link_elf.h"
#include "compiler/link/static_library.h"
#include "compiler/lower/lower_module.h"
#include "compiler/wasm/decode_module.h"
#include "compiler/wasm/validate_module.h"
#include "compiler/wasm/wasi_modules.h"

#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/ErrorHandling.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>

#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <unistd.h>

namespace wasmelt {

namespace {

/// Instructions that one thread generates code for at a time: enough to make loading a part cheap,
/// few enough to keep memory low and 16 threads busy with a module of a megabyte.
constexpr uint64_t part_weight = 20000;
constexpr unsigned max_parts = 192;

unsigned resolveJobs(unsigned jobs) {
  return jobs ? jobs : std::max(1u, std::thread::hardware_concurrency());
}

/// An LLVM that gives up must not leave files behind.
[[noreturn]] void onFatalError(void *, const char *reason, bool) {
  // How LLVM and lld report a write that failed when nobody asked them about it.
  constexpr std::string_view write_failed = "IO failure on output stream: ";
  std::string_view why(reason);
  bool ours = !why.starts_with(write_failed);
  std::string text = ours ? "wasmelt: error: internal error in LLVM: "
                          : "wasmelt: error: cannot write the output: ";
  text.append(why.substr(ours ? 0 : write_failed.size())).append("\n");
  removeTemporaryFiles();
  (void)!::write(2, text.data(), text.size());
  ::_exit(1);
}

/// One compilation: the data that its phases hand on.
class Compilation {
public:
  Compilation(const CompileOptions &options, Reporter &reporter)
      : options_(options), reporter_(reporter), timer_(result_, reporter_) {
    result_.jobs = resolveJobs(options.jobs);
  }

  CompileResult run() {
    timer_.begin(Phase::Read);
    target_ =
        codegen::Target::select(options_.target, options_.cpu, options_.features, options_.opt);
    machine_ = target_.createMachine();
    if (options_.output == "-" && (isLinked() || options_.emit == EmitKind::StaticLibrary))
      throw Error::environment(options_.emit == EmitKind::Executable
                                   ? "an executable cannot be written to standard output"
                                   : "a library cannot be written to standard output");
    if (isLinked()) {
      bundle_ = runtimeBundle(options_, target_);
      link::checkBundle(bundle_);
    }
    OutputFile output(options_.output, options_.input);
    std::deque<OutputFile> bindings;
    for (const std::string &file : options_.bindings)
      bindings.emplace_back(file, options_.input);
    note("target " + std::string(target_.description().triple) + ", cpu " + target_.cpu() +
         (target_.features().empty() ? "" : " " + target_.features()));
    input_.emplace(options_.input);
    if (options_.input != "-")
      result_.inputs.push_back(options_.input);
    if (isLinked())
      for (std::string &file : link::bundleFiles(bundle_, options_.emit == EmitKind::Executable))
        result_.inputs.push_back(std::move(file));
    result_.input_bytes = input_->content().size();

    std::vector<std::string> texts;
    try {
      decode();
      for (const std::string &file : options_.bindings)
        texts.push_back(bindingText(file));
      lower();
    } catch (const wasm::Error &error) {
      throw input_->located(error);
    }
    input_.reset();
    optimize();
    generate(output);
    timer_.end();
    for (size_t i = 0; i < bindings.size(); ++i)
      writeFile(bindings[i].path(), texts[i]);
    result_.output_bytes = output.commit(isLinked());
    for (OutputFile &file : bindings)
      file.commit(false);
    result_.output = options_.output == "-" ? "" : options_.output;
    return std::move(result_);
  }

private:
  std::string bindingText(const std::string &file) const {
    if (file.ends_with(".py")) {
      namespace fs = std::filesystem;
      fs::path folder = fs::absolute(file).lexically_normal().parent_path();
      fs::path library = fs::absolute(options_.output).lexically_normal();
      return bindings::pythonModule(module_, library.lexically_relative(folder).generic_string());
    }
    return file.ends_with(".hpp") ? bindings::cppHeader(module_, options_.prefix)
                                  : bindings::cHeader(module_, options_.prefix);
  }

  void note(const std::string &line) { reporter_.note(line); }
  bool isLinked() const {
    return options_.emit == EmitKind::Executable || options_.emit == EmitKind::SharedLibrary;
  }

  /// Whether what is written is one piece that LLVM makes.
  bool isWhole() const {
    return options_.emit == EmitKind::LlvmIr || options_.emit == EmitKind::Bitcode ||
           options_.emit == EmitKind::Assembly;
  }

  void decode() {
    timer_.begin(Phase::Decode);
    module_ = wasm::decodeModule(input_->bytes(options_.wasm_features), input_->name(),
                                 options_.wasm_features);
    result_.functions = module_.functions.size() - module_.importedFunctionCount;

    timer_.begin(Phase::Validate);
    wasm::validateModule(module_, options_.wasm_features);
    wasm::FeatureSet used = validateFunctions(module_, options_.wasm_features, result_.jobs,
                                              [&](double f) { timer_.progress(f); });
    if (options_.emit == EmitKind::Executable)
      checkProgram(module_, link::providedImports(bundle_),
                   [this](const wasm::Error &error) { return input_->located(error); });
    if (options_.emit == EmitKind::Executable && !options_.listen.empty())
      checkAccepts();
    checkMemoryLimit();
    can_trace_wasi_ = !options_.sealed && wasm::importsWasi(module_);
    InspectInfo info = describeModule(module_);
    info.source_sha256 = sha256Hex(input_->content());
    info.source_bytes = input_->content().size();
    info.features_used = featureNames(module_, used);
    info.compilation = describeCompilation(options_, target_);
    note_json_ = toJson(info, /*indented=*/false);
  }

  void checkMemoryLimit() const {
    for (const wasm::Memory &memory : module_.memories)
      if (options_.max_memory &&
          memory.type.limits.min > options_.max_memory >> memory.type.page_size_log2)
        throw Error::file(module_.file_name,
                          "the module's memory has " + std::to_string(memory.type.limits.min) +
                              " pages from the start, which is more than --max-memory allows");
  }

  /// A socket that a program cannot do anything with must be somebody's mistake.
  void checkAccepts() const {
    for (const wasm::Import &import : module_.imports)
      if (import.kind == wasm::ExternKind::Function && import.field == "sock_accept")
        return;
    throw Error::file(module_.file_name,
                      "--listen grants it '" + options_.listen.front() +
                          "', but the module does not import sock_accept, so that "
                          "it could not accept connections");
  }

  lower::EntrySymbols entrySymbols() const {
    lower::EntrySymbols symbols;
    if (options_.prefix.empty())
      return symbols;
    bindings::CNames names = bindings::cNames(module_, options_.prefix);
    for (size_t i = 0; i < module_.exports.size(); ++i)
      if (module_.exports[i].kind == wasm::ExternKind::Function)
        symbols.entries.push_back({names.exports[i], module_.exports[i].index});
    symbols.descriptor = bindings::librarySymbol(options_.prefix);
    symbols.are_exported = options_.emit == EmitKind::SharedLibrary;
    return symbols;
  }

  void lower() {
    timer_.begin(Phase::Lower);
    context_ = std::make_unique<llvm::LLVMContext>();
    // Names of values are only for readers.
    context_->setDiscardValueNames(options_.emit != EmitKind::LlvmIr);
    diagnostics_.emplace(*context_);
    ir_ = lower::lowerModule(*context_, module_, options_, *machine_,
                             codegen::requiredCpuFeatures(*machine_), entrySymbols());
    // The output must not depend on where the input was.
    ir_->setModuleIdentifier("wasm");
    ir_->setSourceFileName("wasm");
    result_.ir_instructions = ir_->getInstructionCount();
    module_ = {};
    verify("lowering");
  }

  /// A broken module crashes LLVM, or compiles to something else than was meant.
  void verify(const char *stage) {
    std::string broken;
    llvm::raw_string_ostream stream(broken);
    if (options_.verify_ir && llvm::verifyModule(*ir_, &stream))
      throw Error::environment("internal error: invalid IR after " + std::string(stage) + ": " +
                               broken);
  }

  void optimize() {
    timer_.begin(Phase::Optimize);
    codegen::OptimizeOptions optimize_options;
    optimize_options.level = options_.opt;
    optimize_options.progress = [&](double f) { timer_.progress(f); };
    codegen::simplify(*ir_, *machine_, optimize_options);
    if (options_.debug_names)
      lower::addFunctionNameTable(*ir_);
    addInspectNote(*ir_, note_json_);
    result_.ir_instructions_optimized = ir_->getInstructionCount();
    for (const llvm::Function &function : *ir_)
      result_.functions_generated += !function.isDeclaration();
    // Objects finish in parts, on threads, as code is generated for them.
    if (isWhole())
      codegen::finish(*ir_, *machine_, optimize_options);
    verify("optimisation");
    diagnostics_->check();
  }

  void generate(OutputFile &output) {
    timer_.begin(Phase::Generate);
    if (isWhole())
      return writeWhole(output.path());
    diagnostics_.reset(); // emitObjects has its own
    codegen::PartitionedModule parts =
        codegen::PartitionedModule::divide(std::move(ir_), part_weight, max_parts);
    result_.partitions = parts.count();
    note(std::to_string(parts.count()) + " partitions on " + std::to_string(result_.jobs) +
         " threads");
    if (parts.count() > 1)
      context_.reset();
    TemporaryDirectory temporary;
    temporary.expectFiles(parts.count() + 1);
    codegen::EmitOptions emit_options;
    emit_options.jobs = result_.jobs;
    emit_options.progress = [&](double f) { timer_.progress(f); };
    bool is_single_object = options_.emit == EmitKind::Object && parts.count() == 1;
    codegen::emitObjects(parts, target_, emit_options, [&](unsigned part, llvm::StringRef object) {
      writeFile(is_single_object ? output.path() : temporary.file(part), object);
    });
    if (is_single_object)
      return;

    timer_.begin(Phase::Link);
    link::ElfExecutable link;
    for (unsigned part = 0; part < parts.count(); ++part)
      link.objects.push_back(temporary.file(part));
    link.output = output.path();
    link.jobs = result_.jobs;
    link.note = [&](const std::string &line) { note(line); };
    if (options_.emit == EmitKind::Object)
      return link::joinObjects(link, parts.promotedSymbols());
    if (options_.emit == EmitKind::StaticLibrary) {
      link.output = temporary.file(parts.count());
      link::joinObjects(link, parts.promotedSymbols());
      return link::writeStaticLibrary(output.path(), link.output, options_.prefix + ".o");
    }
    link.bundle = bundle_;
    link.strip = options_.strip;
    link.fold_identical = options_.opt == OptLevel::Os || options_.opt == OptLevel::Oz;
    link.trace_wasi = can_trace_wasi_;
    if (options_.emit == EmitKind::SharedLibrary)
      link::linkSharedLibrary(link);
    else
      link::linkExecutable(link);
  }

  /// LLVM's own forms and assembly, which are of the whole module.
  void writeWhole(const std::string &path) {
    std::error_code error;
    llvm::raw_fd_ostream file(path, error);
    if (!error) {
      if (options_.emit == EmitKind::LlvmIr)
        ir_->print(file, nullptr);
      else if (options_.emit == EmitKind::Bitcode)
        llvm::WriteBitcodeToFile(*ir_, file);
      else
        codegen::emitModule(*ir_, *machine_, codegen::MachineFile::Assembly, file);
      file.close();
      error = file.error();
      file.clear_error();
    }
    diagnostics_->check();
    if (error)
      throw Error::environment("cannot write '" + options_.output + "': " + error.message());
    ir_.reset();
  }

  const CompileOptions &options_;
  Reporter &reporter_;
  bool can_trace_wasi_ = false;
  CompileResult result_;
  PhaseTimer timer_;
  codegen::Target target_;
  std::unique_ptr<llvm::TargetMachine> machine_;
  std::string bundle_;
  std::optional<ModuleInput> input_;
  wasm::Module module_;
  std::string note_json_;
  std::unique_ptr<llvm::LLVMContext> context_;
  std::optional<codegen::DiagnosticCollector> diagnostics_; ///< refers to the context
  std::unique_ptr<llvm::Module> ir_;                        ///< in the context
};

} // namespace

CompileResult compile(const CompileOptions &options, Reporter &reporter) {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::install_fatal_error_handler(onFatalError);
    llvm::install_bad_alloc_error_handler(onFatalError);
  });
  std::optional<OutputFile> dependencies;
  if (!options.dependency_file.empty())
    dependencies.emplace(options.dependency_file, options.input);
  CompileResult result;
  codegen::withLargeStack([&] { result = Compilation(options, reporter).run(); });
  if (dependencies) {
    const std::string &target = options.dependency_target;
    writeFile(dependencies->path(),
              dependencyRule(target.empty() ? options.output : target, result.inputs));
    dependencies->commit(false);
  }
  return result;
}

void validateFile(const std::string &path, const wasm::FeatureSet &features, unsigned jobs) {
  ModuleInput input(path);
  try {
    wasm::Module module = wasm::decodeModule(input.bytes(features), input.name(), features);
    wasm::validateModule(module, features);
    validateFunctions(module, features, resolveJobs(jobs));
  } catch (const wasm::Error &error) {
    throw input.located(error);
  }
}

std::string defaultOutputName(const std::string &input, EmitKind emit) {
  std::string stem = input == "-" ? "" : llvm::sys::path::filename(input).str();
  for (llvm::StringRef extension : {".wasm", ".wat"})
    if (llvm::StringRef(stem).ends_with(extension))
      stem.resize(stem.size() - extension.size());
  if (stem.empty())
    stem = "a";
  switch (emit) {
  case EmitKind::Executable: {
    bool would_overwrite = input == "-" || stem == llvm::sys::path::filename(input);
    return would_overwrite ? "a.out" : stem;
  }
  case EmitKind::SharedLibrary:
    return (stem.starts_with("lib") ? stem : "lib" + stem) + ".so";
  case EmitKind::StaticLibrary:
    return (stem.starts_with("lib") ? stem : "lib" + stem) + ".a";
  case EmitKind::Object:
    return stem + ".o";
  case EmitKind::Assembly:
    return stem + ".s";
  case EmitKind::LlvmIr:
    return stem + ".ll";
  case EmitKind::Bitcode:
    return stem + ".bc";
  }
  return stem;
}

std::string defaultPrefix(const std::string &output) { return bindings::prefixFromFile(output); }
std::string whyNoPrefix(const std::string &prefix) { return bindings::whyNoPrefix(prefix); }
std::string whyNoNamespace(const std::string &prefix) { return bindings::whyNoNamespace(prefix); }

const char *wasmeltVersion() { return WASMELT_VERSION; }
const char *llvmVersion() { return LLVM_VERSION_STRING; }

std::vector<std::string> targetNames() {
  std::vector<std::string> names;
  const codegen::TargetDescription *host = codegen::hostTarget();
  if (host)
    names.push_back(host->name);
  for (const codegen::TargetDescription &target : codegen::allTargets())
    if (&target != host)
      names.push_back(target.name);
  return names;
}

} // namespace wasmelt
