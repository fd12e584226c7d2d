// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// --harden: once a program has what it was granted, it gives up everything else, so that even a
// fault in compiled code, in the runtime or in the C library's code leads no further. Linked only
// if asked for.
#include "wasi-shim/platform/confine.h"
#include "runtime-lib/abi/host_interface.h"
#include "wasi-shim/grants.h"
#include "wasi-shim/state.h"

#include <string.h>
#include <unistd.h>

namespace wasmelt::wasi {
namespace {

bool isNamed(const char *name, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; ++i)
    if (!strcmp(list[i], name))
      return true;
  return false;
}

/// The preopened directories, which come right after the standard streams.
size_t findDirectories(FdTable &fds, platform::GrantedDirectory *list) {
  size_t count = 0;
  for (Fd fd = STDERR_FILENO + 1;; ++fd) {
    DescriptorUse descriptor;
    if (fds.get(fd, 0, descriptor) != Errno::Success || !descriptor->preopen_name)
      return count;
    if (list)
      list[count] = {descriptor->host, !(descriptor->rights & RightPathCreateFile)};
    ++count;
  }
}

} // namespace
} // namespace wasmelt::wasi

void wasmelt_wasi_confine(wasmelt::Instance *instance) {
  using namespace wasmelt::wasi;
  const auto *module = static_cast<const wasmelt::ModuleDescriptor *>(instance->module);
  const auto &config = *static_cast<const wasmelt::ProgramConfig *>(module->config);
  const auto *imports = static_cast<const char *const *>(config.imports);
  FdTable &fds = stateOf(instance).fds;
  size_t count = findDirectories(fds, nullptr);
  auto *directories = static_cast<platform::GrantedDirectory *>(
      allocateForever((count + 1) * sizeof(platform::GrantedDirectory)));
  findDirectories(fds, directories);
  bool closes_files = isNamed("fd_close", imports, config.import_count) ||
                      isNamed("fd_renumber", imports, config.import_count);
  bool must = !(config.flags & wasmelt::ProgramConfineBestEffort);
  const char *failure = "cannot confine itself, as it was compiled to (--harden): ";
  if (const char *missing = platform::restrictFiles(directories, count, closes_files);
      missing && must)
    failToStart(failure, missing);
  if (const char *missing = platform::restrictSystemCalls(imports, config.import_count);
      missing && must)
    failToStart(failure, missing);
}
