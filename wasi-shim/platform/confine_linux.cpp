// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Confinement on Linux: a Landlock domain for files, a seccomp filter for system calls.
#include "wasi-shim/platform/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// Newer than the headers that this may be compiled with; the numbers are the same everywhere.
#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif
#ifdef SYS_dup2
#define WASMELT_SYS_dup2 SYS_dup2
#else
#define WASMELT_SYS_dup2 SYS_dup3
#endif
#ifndef SECCOMP_RET_KILL_PROCESS
#define SECCOMP_RET_KILL_PROCESS 0x80000000U
#endif
#if defined(__x86_64__)
#define WASMELT_AUDIT_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define WASMELT_AUDIT_ARCH AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define WASMELT_AUDIT_ARCH AUDIT_ARCH_RISCV64
#else
#error "the kernel's name of this architecture's system calls is not known here"
#endif

namespace wasmelt::wasi::platform {
namespace {

// ---------------------------------------------------------------- Landlock

enum : uint64_t {
  FsExecute = 1 << 0,
  FsWriteFile = 1 << 1,
  FsReadFile = 1 << 2,
  FsReadDir = 1 << 3,
  FsRemoveDir = 1 << 4,
  FsRemoveFile = 1 << 5,
  FsMakeDir = 1 << 7,
  FsMakeReg = 1 << 8,
  FsMakeSym = 1 << 12,
  FsRefer = 1 << 13,    // since version 2
  FsTruncate = 1 << 14, // since version 3
  FsIoctlDev = 1 << 15, // since version 5
  FsVersion2 = (1 << 14) - 1,
  NetBindAndConnect = 3, // since version 4
  ScopeAll = 3,          // abstract sockets and signals, since version 6
};
struct RulesetAttributes {
  uint64_t fs, net, scoped;
};
struct __attribute__((packed)) PathBeneath {
  uint64_t allowed;
  int32_t parent;
};
constexpr unsigned create_version = 1;
constexpr int rule_path_beneath = 1;

bool addRule(int ruleset, int directory, uint64_t allowed) {
  PathBeneath rule = {allowed, directory};
  return syscall(SYS_landlock_add_rule, ruleset, rule_path_beneath, &rule, 0) == 0;
}

/// A system that has security modules but cannot be asked to keep its promises is none.
bool forbidNewPrivileges() { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0; }

} // namespace

const char *restrictFiles(const GrantedDirectory *directories, size_t count, bool closes_files) {
  long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, create_version);
  // The first version lets no program move a file from one directory to another.
  if (version < 2)
    return "the system has no Landlock, or one of before Linux 5.19";
  RulesetAttributes attributes = {FsVersion2, 0, 0};
  size_t size = sizeof(uint64_t); // as the version knows it
  if (version >= 3)
    attributes.fs |= FsTruncate;
  if (version >= 5)
    attributes.fs |= FsIoctlDev;
  if (version >= 4) {
    attributes.net = NetBindAndConnect;
    size = 2 * sizeof(uint64_t);
  }
  if (version >= 6) {
    attributes.scoped = ScopeAll;
    size = 3 * sizeof(uint64_t);
  }
  constexpr uint64_t reading = FsReadFile | FsReadDir;
  constexpr uint64_t writing = FsWriteFile | FsTruncate | FsRemoveDir | FsRemoveFile | FsMakeDir |
                               FsMakeReg | FsMakeSym | FsRefer;
  int ruleset = int(syscall(SYS_landlock_create_ruleset, &attributes, size, 0));
  bool done = ruleset >= 0;
  for (size_t i = 0; done && i < count; ++i)
    done = addRule(ruleset, directories[i].host,
                   (directories[i].read_only ? reading : reading | writing) & attributes.fs);
  // What a standard stream that is closed leads to from then on.
  if (int nowhere = closes_files ? open("/dev/null", O_PATH | O_CLOEXEC) : -1; nowhere >= 0) {
    done = done && addRule(ruleset, nowhere, FsReadFile | FsWriteFile);
    close(nowhere);
  }
  done = done && forbidNewPrivileges() && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  if (ruleset >= 0)
    close(ruleset);
  return done ? nullptr : "the system refuses its Landlock rules";
}

// ---------------------------------------------------------------- seccomp

namespace {

using Call = int16_t;
constexpr Call end_of_list = -1;

// Memory, signals, locks, the reports of traps, and the end.
constexpr Call every_program[] = {
    SYS_write,         SYS_mmap,         SYS_munmap,         SYS_mprotect,        SYS_futex,
    SYS_clock_gettime, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,    SYS_gettid,
    SYS_getpid,        SYS_kill,         SYS_sched_yield,    SYS_restart_syscall, SYS_exit,
    SYS_exit_group,    end_of_list};
constexpr Call threads[] = {SYS_clone, SYS_set_robust_list, SYS_sigaltstack, SYS_set_tid_address,
                            end_of_list};

#define WASMELT_WASI_NEEDS(call, ...)                                                              \
  constexpr Call call##_needs[] = {__VA_ARGS__ __VA_OPT__(, ) end_of_list};
#include "wasi-shim/platform/system_calls_linux.def"

struct Needs {
  const char *name;
  const Call *calls;
};
constexpr Needs wasi_calls[] = {
#define WASMELT_WASI_CALL(name, ...) {#name, name##_needs},
#include "wasi-shim/preview1.def"
    {"thread-spawn", threads},
};

/// The program of a filter, as it grows. Anything but what it allows kills the process.
class Filter {
public:
  Filter() {
    load(offsetof(seccomp_data, arch));
    add(BPF_JMP | BPF_JEQ | BPF_K, WASMELT_AUDIT_ARCH, 1, 0);
    add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    load(offsetof(seccomp_data, nr));
  }

  void allow(Call call) {
    if (allowed[call])
      return;
    allowed[call] = true;
    switch (call) {
    case SYS_mmap: // code is never made
    case SYS_mprotect:
      return allowWithout(call, 2, PROT_EXEC);
    case SYS_kill: { // nobody else's process
      const uint32_t own[] = {uint32_t(getpid())};
      return allowIf(call, 0, own, 1);
    }
    case SYS_fcntl: {
      const uint32_t commands[] = {F_GETFL, F_SETFL, F_GETFD};
      return allowIf(call, 1, commands, 3);
    }
    case SYS_ioctl: {
      const uint32_t commands[] = {FIONREAD};
      return allowIf(call, 1, commands, 1);
    }
    case SYS_clone: {
      // How the C library makes a thread: CLONE_VM and _FS _FILES _SIGHAND _THREAD _SYSVSEM _SETTLS
      // _PARENT_SETTID _CHILD_CLEARTID _DETACHED.
      const uint32_t flags[] = {0x7d0f00};
      return allowIf(call, 0, flags, 1);
    }
    default:
      allowIf(call, 0, nullptr, 0);
    }
  }

  bool install() {
    add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    sock_fprog program = {uint16_t(length), code};
    return length <= max_length && forbidNewPrivileges() &&
           syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
  }

private:
  static constexpr size_t max_length = 512;
  static constexpr size_t call_count = 512; // more than there are
  sock_filter code[max_length];
  size_t length = 0;
  bool allowed[call_count] = {};

  void add(unsigned operation, uint32_t operand, size_t if_true, size_t if_false) {
    if (length < max_length)
      code[length] = {uint16_t(operation), uint8_t(if_true), uint8_t(if_false), operand};
    ++length;
  }
  void load(size_t offset) { add(BPF_LD | BPF_W | BPF_ABS, uint32_t(offset), 0, 0); }
  /// The low half, which is all that the kernel looks at in the arguments concerned.
  void loadArgument(unsigned index) {
    load(offsetof(seccomp_data, args) + index * sizeof(uint64_t));
  }

  /// Allows a call if an argument is one of `values`; with none, in any case.
  void allowIf(Call call, unsigned argument, const uint32_t *values, size_t count) {
    size_t check = count ? count + 2 : 0; // instructions of it, a refusal at the end included
    add(BPF_JMP | BPF_JEQ | BPF_K, uint32_t(call), 0, check + 1);
    if (count)
      loadArgument(argument);
    for (size_t i = 0; i < count; ++i)
      add(BPF_JMP | BPF_JEQ | BPF_K, values[i], count - i, 0);
    if (count)
      add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
  }

  void allowWithout(Call call, unsigned argument, uint32_t bits) {
    add(BPF_JMP | BPF_JEQ | BPF_K, uint32_t(call), 0, 4);
    loadArgument(argument);
    add(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1);
    add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
  }
};

void allowAll(Filter &filter, const Call *calls) {
  for (; *calls != end_of_list; ++calls)
    filter.allow(*calls);
}

} // namespace

const char *restrictSystemCalls(const char *const *names, size_t count) {
  Filter filter;
  allowAll(filter, every_program);
  for (size_t i = 0; i < count; ++i)
    for (const Needs &needs : wasi_calls)
      if (!strcmp(names[i], needs.name))
        allowAll(filter, needs.calls);
  return filter.install() ? nullptr : "the system takes no filter for system calls (seccomp)";
}

} // namespace wasmelt::wasi::platform
