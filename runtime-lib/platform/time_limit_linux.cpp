// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A limit on a program's run time: a timer's signal ends it, in the middle of a loop or of a call.
#include "runtime-lib/abi/host_interface.h"
#include "runtime-lib/program.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

namespace wasmelt::runtime {
namespace {

uint64_t time_limit;

void onTimer(int signal, siginfo_t *info, void *) {
  if (info->si_code <= 0) { // somebody sent it
    ::signal(signal, SIG_DFL);
    kill(getpid(), signal);
    return;
  }
  {
    constexpr uint64_t second = 1000000000, millisecond = 1000000;
    Console out;
    out.foreign(program_name).text(": ran for longer than its limit of ");
    if (time_limit % second == 0)
      out.decimal(time_limit / second).text(" s\n");
    else
      out.decimal(time_limit / millisecond).text(" ms\n");
  }
  if (wasmelt_wasi_end)
    wasmelt_wasi_end();
  _exit(time_limit_exit_status);
}

} // namespace
} // namespace wasmelt::runtime

extern "C" void wasmelt_rt_limit_time(uint64_t nanoseconds) {
  using namespace wasmelt::runtime;
  time_limit = nanoseconds;
  struct sigaction action = {};
  action.sa_sigaction = onTimer;
  // On a stack of its own: the program may have used up its.
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigfillset(&action.sa_mask);
  sigset_t timer; // whoever started the program may have blocked it
  sigemptyset(&timer);
  sigaddset(&timer, SIGALRM);
  itimerval once = {};
  once.it_value.tv_sec = static_cast<time_t>(nanoseconds / 1000000000);
  once.it_value.tv_usec = static_cast<suseconds_t>((nanoseconds % 1000000000 + 999) / 1000);
  if (once.it_value.tv_usec == 1000000) {
    ++once.it_value.tv_sec;
    once.it_value.tv_usec = 0;
  }
  if (sigaction(SIGALRM, &action, nullptr) != 0 || sigprocmask(SIG_UNBLOCK, &timer, nullptr) != 0 ||
      setitimer(ITIMER_REAL, &once, nullptr) != 0) {
    StartupError error;
    error.out.text("the system does not take its time limit");
  }
}
