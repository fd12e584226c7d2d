// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/link/link_elf.h"

#include "compiler/driver/error.h"
#include "compiler/wasm/import_symbol.h"
#include "runtime-lib/abi/symbol_names.h"

#include <lld/Common/Driver.h>
#include <llvm/ObjCopy/CommonConfig.h>
#include <llvm/ObjCopy/ELF/ELFConfig.h>
#include <llvm/ObjCopy/ELF/ELFObjcopy.h>
#include <llvm/Object/Archive.h>
#include <llvm/Object/ELFObjectFile.h>
#include <llvm/Support/CrashRecoveryContext.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

#include <mutex>

LLD_HAS_DRIVER(elf)

// The threads that LLVM's file clean-up gives a signal stack would have it freed by the address
// sanitizer, which takes it for its own. Nobody asks without the sanitizer.
extern "C" const char *__asan_default_options();
extern "C" const char *__asan_default_options() { return "use_sigaltstack=0"; }

namespace wasmelt::link {

namespace {

/// In the order of the link: crti.o and crtn.o are the halves of _init and _fini; the runtime comes
/// before libc, some of whose functions it may replace.
constexpr const char *start_files[] = {"rcrt1.o", "crti.o"};
constexpr const char wasi_archive[] = "libwasmelt-wasi.a";
constexpr const char *archives[] = {"libwasmelt-runtime.a", wasi_archive, "libc.a",
                                    "libclang_rt.builtins.a"};
constexpr const char *end_files[] = {"crtn.o"};

/// Runs lld on `arguments` (without the program's name). Returns what it wrote to standard error if
/// it failed.
std::string runLld(const ElfLink &link, std::vector<std::string> arguments) {
  // One at a time: lld's state is global.
  static std::mutex mutex;
  static bool unusable = false;
  std::lock_guard lock(mutex);
  if (unusable)
    throw Error::environment("internal error: the linker crashed in an earlier link");

  arguments.insert(arguments.begin(), "ld.lld");
  arguments.push_back("--threads=" + std::to_string(std::max(link.jobs, 1u)));
  // Writing to a full disk is an error; through a mapping it would be a signal. lld 22 takes this
  // option and its negation for each other: with this one it does not map the output (the test
  // cli.bad_input notices if that changes).
  arguments.push_back("--mmap-output-file");
  arguments.push_back("-o");
  arguments.push_back(link.output);
  if (link.note) {
    std::string line;
    for (const std::string &argument : arguments)
      line += (line.empty() ? "" : " ") + argument;
    link.note(line);
  }
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());
  std::string out, err;
  llvm::raw_string_ostream out_stream(out), err_stream(err);
  // So that lld's fatal errors return to here instead of ending the process.
  llvm::CrashRecoveryContext::Enable();
  lld::Result result =
      lld::lldMain(pointers, out_stream, err_stream, {{lld::Gnu, &lld::elf::link}});
  llvm::CrashRecoveryContext::Disable();
  unusable = !result.canRunAgain;
  if (result.retCode == 0)
    return {};
  return err.empty() ? "the linker failed and said nothing" : err;
}

std::string quoteList(const std::set<std::string> &names, const char *separator) {
  std::string text;
  for (const std::string &name : names)
    text += (text.empty() ? "" : separator) + name;
  return text;
}

} // namespace

std::string explainLinkerErrors(std::string_view output) {
  constexpr std::string_view undefined = "undefined symbol: ";
  std::set<std::string> imports, versions, symbols, others;
  while (!output.empty()) {
    size_t end = output.find('\n');
    std::string_view line = output.substr(0, end);
    output.remove_prefix(end == output.npos ? output.size() : end + 1);
    size_t error = line.find("error: ");
    if (error == line.npos)
      continue;
    std::string_view message = line.substr(error + 7);
    size_t found = message.find(undefined);
    if (found == message.npos) {
      others.insert(std::string(message));
      continue;
    }
    std::string_view symbol = message.substr(found + undefined.size());
    if (auto import = wasm::parseImportSymbol(symbol))
      imports.insert("import " + import->name + " " + import->signature);
    else if (symbol.starts_with("wasmelt_abi_version_"))
      versions.insert(std::string(symbol));
    else
      symbols.insert(std::string(symbol));
  }
  std::string text;
  auto add = [&](const std::string &sentence) { text += (text.empty() ? "" : "; ") + sentence; };
  if (!imports.empty())
    add("nobody provides " + quoteList(imports, ", "));
  if (!versions.empty())
    add("the runtime library is of another version than this compiler (it has no " +
        quoteList(versions, ", ") + "); reinstall wasmelt");
  if (!symbols.empty())
    add("the runtime library is incomplete: it lacks " + quoteList(symbols, ", "));
  if (!others.empty())
    add("link: " + quoteList(others, "; "));
  return text.empty() ? "link: the linker failed without a reason" : text;
}

std::vector<std::string> bundleFiles(const std::string &bundle, bool is_executable) {
  std::vector<std::string> files;
  auto add = [&](const auto &names) {
    for (const char *name : names)
      if (is_executable || name != wasi_archive)
        files.push_back(bundle + "/" + name);
  };
  if (is_executable)
    add(start_files);
  add(archives);
  if (is_executable)
    add(end_files);
  return files;
}

void checkBundle(const std::string &bundle) {
  std::vector<const char *> missing;
  auto check = [&](const auto &files) {
    for (const char *file : files)
      if (!llvm::sys::fs::exists(bundle + "/" + file))
        missing.push_back(file);
  };
  check(start_files);
  check(archives);
  check(end_files);
  if (missing.empty())
    return;
  std::string list;
  for (const char *file : missing)
    list += (list.empty() ? "" : ", ") + std::string(file);
  throw Error::environment("the runtime library for this target is not complete: " + list +
                           " not found in " + bundle);
}

std::set<std::string> providedImports(const std::string &bundle) {
  std::set<std::string> symbols;
  for (const char *name : archives) {
    std::string path = bundle + "/" + name;
    auto buffer = llvm::MemoryBuffer::getFile(path);
    if (!buffer)
      throw Error::environment("cannot read " + path + ": " + buffer.getError().message());
    auto archive = llvm::object::Archive::create((*buffer)->getMemBufferRef());
    if (!archive)
      throw Error::environment("cannot read " + path + ": " + llvm::toString(archive.takeError()));
    for (const llvm::object::Archive::Symbol &symbol : (*archive)->symbols())
      if (symbol.getName().starts_with(WASMELT_SYMBOL_IMPORT_PREFIX))
        symbols.insert(symbol.getName().str());
  }
  return symbols;
}

void linkExecutable(const ElfExecutable &link) {
  checkBundle(link.bundle);
  std::vector<std::string> arguments = {
      // Position-independent without a dynamic linker: rcrt1.o relocates the program itself. Musl
      // before 1.2.4 does not process RELR relocations there, so they stay ordinary ones.
      "-static", "-pie", "--no-dynamic-linker", "-z", "text", "-z", "relro", "-z", "now", "-z",
      "noexecstack", "--hash-style=gnu", "--build-id=none", "--gc-sections", "--eh-frame-hdr",
      // Libc's archive has debugging information, which nobody wants in the program.
      link.strip ? "--strip-all" : "--strip-debug"};
  if (link.fold_identical)
    arguments.push_back("--icf=all");
  if (link.trace_wasi)
    arguments.insert(arguments.end(), {"-u", "wasmelt_wasi_start_trace"});
  auto add = [&](const auto &files) {
    for (const char *file : files)
      arguments.push_back(link.bundle + "/" + file);
  };
  add(start_files);
  arguments.insert(arguments.end(), link.objects.begin(), link.objects.end());
  add(archives);
  add(end_files);
  std::string problem = runLld(link, std::move(arguments));
  if (!problem.empty())
    throw Error::environment(explainLinkerErrors(problem));
}

void linkSharedLibrary(const ElfExecutable &link) {
  checkBundle(link.bundle);
  std::vector<std::string> arguments = {"-shared",
                                        "-z",
                                        "defs",
                                        "-z",
                                        "text",
                                        "-z",
                                        "relro",
                                        "-z",
                                        "now",
                                        "-z",
                                        "noexecstack",
                                        "--hash-style=gnu",
                                        "--build-id=none",
                                        "--gc-sections",
                                        "--eh-frame-hdr",
                                        "--exclude-libs=ALL",
                                        link.strip ? "--strip-all" : "--strip-debug"};
  if (link.fold_identical)
    arguments.push_back("--icf=all");
  arguments.insert(arguments.end(), link.objects.begin(), link.objects.end());
  for (std::string &file : bundleFiles(link.bundle, /*is_executable=*/false))
    arguments.push_back(std::move(file));
  std::string problem = runLld(link, std::move(arguments));
  if (!problem.empty())
    throw Error::environment(explainLinkerErrors(problem));
}

void joinObjects(const ElfLink &link, const std::vector<std::string> &local_symbols) {
  std::vector<std::string> arguments = {"-r", "--build-id=none"};
  arguments.insert(arguments.end(), link.objects.begin(), link.objects.end());
  std::string problem = runLld(link, std::move(arguments));
  if (!problem.empty())
    throw Error::environment(explainLinkerErrors(problem));
  if (local_symbols.empty())
    return;

  // Otherwise two modules joined into one program could clash on them.
  auto buffer = llvm::MemoryBuffer::getFile(link.output, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (!buffer)
    throw Error::environment("cannot read " + link.output + ": " + buffer.getError().message());
  auto fail = [](llvm::Error error) {
    throw Error::environment("internal error: " + llvm::toString(std::move(error)));
  };
  auto object = llvm::object::ObjectFile::createELFObjectFile((*buffer)->getMemBufferRef());
  if (!object)
    fail(object.takeError());
  llvm::objcopy::CommonConfig config;
  llvm::objcopy::ELFConfig elf_config;
  for (const std::string &symbol : local_symbols)
    if (llvm::Error error =
            config.SymbolsToLocalize.addMatcher(llvm::objcopy::NameOrPattern::create(
                symbol, llvm::objcopy::MatchStyle::Literal, [](llvm::Error e) { return e; })))
      fail(std::move(error));
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  if (llvm::Error error = llvm::objcopy::elf::executeObjcopyOnBinary(
          config, elf_config, llvm::cast<llvm::object::ELFObjectFileBase>(**object), stream))
    fail(std::move(error));
  object->reset();
  buffer->reset();

  std::error_code error;
  llvm::raw_fd_ostream file(link.output, error);
  if (!error) {
    file.write(bytes.data(), bytes.size());
    file.close();
    error = file.error();
    file.clear_error();
  }
  if (error)
    throw Error::environment("cannot write " + link.output + ": " + error.message());
}

} // namespace wasmelt::link
