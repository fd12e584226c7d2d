// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a confined process can still do: each attempt in a child of its own.
#include "test/unit/wasi-shim/guest.h"

#include "wasi-shim/platform/confine.h"

#include <csignal>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace wasmelt::wasi {
namespace {

/// The wait status of a child that runs `attempt`; what it returns is its exit status.
template <class Attempt>
int inChild(Attempt attempt) {
  pid_t child = fork();
  if (child == 0)
    syscall(SYS_exit_group, attempt());
  int status = -1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return status;
}

/// The same after all system calls but those of `calls` were given up.
template <class Attempt>
int filtered(std::vector<const char *> calls, Attempt attempt) {
  return inChild([&] {
    if (platform::restrictSystemCalls(calls.data(), calls.size()))
      return 99;
    return attempt();
  });
}
bool isKilled(int status) { return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS; }
int succeeded(long result) { return result >= 0 ? 0 : 1; }

TEST(Confinement, CallsThatNobodyImportedEndTheProcess) {
  static char *nothing[] = {nullptr};
  EXPECT_TRUE(isKilled(filtered({}, [] { return execve("/bin/true", nothing, nothing); })));
  EXPECT_TRUE(isKilled(filtered({}, [] { return succeeded(ptrace(PTRACE_TRACEME, 0, 0, 0)); })));
  EXPECT_TRUE(isKilled(filtered({}, [] { return succeeded(socket(AF_INET, SOCK_STREAM, 0)); })));
  EXPECT_TRUE(isKilled(filtered({}, [] { return succeeded(syscall(SYS_fork)); })));
  EXPECT_TRUE(isKilled(filtered({}, [] { return succeeded(syscall(SYS_openat, -100, "/", 0)); })));
  EXPECT_TRUE(isKilled(filtered({}, [] { return succeeded(syscall(SYS_kill, getppid(), 0)); })));
  EXPECT_TRUE(isKilled(
      filtered({"proc_raise"}, [] { return succeeded(syscall(SYS_tkill, getppid(), 0)); })));
  EXPECT_TRUE(isKilled(filtered({"fd_close", "fd_read"},
                                [] { return succeeded(syscall(SYS_unlinkat, -100, "/x", 0)); })));
}

TEST(Confinement, CodeIsNeverMade) {
  auto map = [](int protection) {
    return succeeded(
        syscall(SYS_mmap, nullptr, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  };
  EXPECT_EQ(filtered({}, [&] { return map(PROT_READ | PROT_WRITE); }), 0);
  EXPECT_TRUE(isKilled(filtered({}, [&] { return map(PROT_READ | PROT_EXEC); })));
}

TEST(Confinement, CallsThatWereImportedWork) {
  EXPECT_EQ(filtered({"path_open"}, [] { return succeeded(open("/", O_RDONLY | O_CLOEXEC)); }), 0);
  EXPECT_EQ(filtered({"fd_fdstat_get"}, [] { return succeeded(fcntl(0, F_GETFL)); }), 0);
  EXPECT_TRUE(
      isKilled(filtered({"fd_fdstat_get"}, [] { return succeeded(fcntl(0, F_DUPFD, 5)); })));
  EXPECT_EQ(filtered({}, [] { return succeeded(syscall(SYS_kill, getpid(), 0)); }), 0);
}

TEST(Confinement, FilesOutsideOfWhatWasGrantedAreOutOfReach) {
  HostDirectory host;
  host.directory("writable");
  host.directory("readable");
  host.file("readable/f", "text");
  host.file("secret", "secret");
  int status = inChild([&] {
    platform::GrantedDirectory granted[] = {
        {::open((host / "writable").c_str(), O_PATH), false},
        {::open((host / "readable").c_str(), O_PATH), true},
    };
    if (platform::restrictFiles(granted, 2, false))
      return 99; // this kernel cannot
    if (::open((host / "secret").c_str(), O_RDONLY) >= 0)
      return 1;
    if (::open((host / "readable/f").c_str(), O_RDONLY) < 0)
      return 2;
    if (::open((host / "readable/f").c_str(), O_WRONLY) >= 0)
      return 3;
    if (::open((host / "readable/new").c_str(), O_WRONLY | O_CREAT, 0666) >= 0)
      return 4;
    if (::open((host / "writable/new").c_str(), O_WRONLY | O_CREAT, 0666) < 0)
      return 5;
    if (::unlink((host / "readable/f").c_str()) == 0)
      return 6;
    return 0;
  });
  if (WEXITSTATUS(status) == 99)
    GTEST_SKIP() << "this kernel has no Landlock";
  EXPECT_EQ(status, 0);
}

} // namespace
} // namespace wasmelt::wasi
