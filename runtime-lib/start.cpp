// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// main() of a compiled program.
#include "runtime-lib/abi/abi_version.h"
#include "runtime-lib/abi/host_interface.h"
#include "runtime-lib/executable_image.h"
#include "runtime-lib/platform/trap_context.h"
#include "runtime-lib/platform/virtual_memory.h"
#include "runtime-lib/program.h"

#include <stdlib.h>
#include <unistd.h>

// Compiled objects refer to it; see abi_version.h.
extern "C" const char wasmelt_abi_version __asm__(WASMELT_ABI_VERSION_SYMBOL);
const char wasmelt_abi_version = WASMELT_ABI_VERSION;

extern "C" __attribute__((weak)) void wasmelt_wasi_init(wasmelt::Instance *, int, char **, char **);
extern "C" __attribute__((weak)) void wasmelt_wasi_start_trace(char *const *);

namespace wasmelt::runtime {

const char *program_name = "wasmelt";
ProgramStack program_stack;

StartupError::StartupError() { out.foreign(program_name).text(": "); }
StartupError::~StartupError() {
  out.text("\n").flush();
  _exit(1);
}

namespace {

constexpr uint64_t smallest_stack = 64 << 10;

int argument_count;
char **arguments, **environment;

void checkCpu(const ProgramConfig &config) {
  const char *missing = missingCpuFeature(static_cast<const char *>(config.cpu_features));
  if (!missing)
    return;
  char name[32];
  unsigned length = 0;
  for (; missing[length] && missing[length] != ',' && length != sizeof name - 1; ++length)
    name[length] = missing[length];
  name[length] = 0;
  StartupError error;
  error.out.text("this machine's CPU lacks ")
      .text(name)
      .text(", which the program was compiled for. Compile it with --cpu for a CPU that this one "
            "includes");
}

void createStack(uint64_t size) {
  uint64_t page = pageSize();
  size = ((size < smallest_stack ? smallest_stack : size) + page - 1) / page * page;
  Reservation reservation = {nullptr, ReserveError::OutOfSpace};
  if (size <= ~uint64_t(0) / 2)
    reservation = reserve(nullptr, stack_guard_size + size);
  char *low = reservation.base + stack_guard_size;
  if (reservation.error != ReserveError::None || !makeAccessible(low, size)) {
    StartupError error;
    error.out.text("cannot get a stack of ").decimal(size >> 10).text(" KiB");
    if (uint64_t limit = addressSpaceLimit())
      error.out.text(": the address space is limited to ")
          .decimal(limit >> 10)
          .text(" KiB (ulimit -v). Raise the limit");
  }
  program_stack.guard_low = reinterpret_cast<uintptr_t>(reservation.base);
  program_stack.bounds = {reinterpret_cast<uintptr_t>(low),
                          reinterpret_cast<uintptr_t>(low) + size};
}

void runProgram() {
  if (wasmelt_wasi_start_trace)
    wasmelt_wasi_start_trace(environment);
  if (wasmelt_wasi_init)
    wasmelt_wasi_init(&wasmelt_instance, argument_count, arguments, environment);
  const ProgramConfig &config = *static_cast<const ProgramConfig *>(wasmelt_module.config);
  if (config.confine)
    reinterpret_cast<decltype(wasmelt_wasi_confine) *>(config.confine)(&wasmelt_instance);
  reinterpret_cast<void (*)()>(wasmelt_module.entry)();
  if (wasmelt_wasi_end)
    wasmelt_wasi_end();
  exit(0);
}

} // namespace

} // namespace wasmelt::runtime

int main(int argc, char **argv, char **envp) {
  using namespace wasmelt::runtime;
  if (argc > 0)
    program_name = argv[0];
  argument_count = argc;
  arguments = argv;
  environment = envp;
  const wasmelt::ProgramConfig &config =
      *static_cast<const wasmelt::ProgramConfig *>(wasmelt_module.config);
  protectRelocatedData();
  if (config.limit_time)
    reinterpret_cast<decltype(wasmelt_rt_limit_time) *>(config.limit_time)(config.time_limit);
  checkCpu(config);
  instantiate(wasmelt_module);
  createStack(config.stack_size);
  installTraps();
  runOnStack(reinterpret_cast<void *>(program_stack.bounds.high), runProgram);
}
