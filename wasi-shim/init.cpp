// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The state of a program and how it is filled before the program runs.
#include "wasi-shim/init.h"
#include "wasi-shim/granted_directory.h"
#include "wasi-shim/grants.h"
#include "wasi-shim/listen.h"
#include "wasi-shim/state.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

namespace wasmelt::wasi {

__attribute__((weak)) const char *openListener(const char *address, int &host);

namespace {

State program_state;

/// A host descriptor below 3 must stay what it is, even if the program was started without it.
void addStandardStreams(FdTable &fds) {
  for (int host = STDIN_FILENO; host <= STDERR_FILENO; ++host) {
    Descriptor stream;
    Fd fd;
    bool open_on_host = describeHostFd(host, stream) == Errno::Success;
    if (!open_on_host)
      open("/dev/null", O_RDWR | O_CLOEXEC); // takes this number, as it is the lowest free one
    stream.host = host;
    stream.is_open = true;
    stream.inheriting = 0;
    if (stream.type == Filetype::Directory) // not granted, whoever redirected it here
      stream.rights = RightFdFilestatGet;
    fds.insert(stream, fd);
  }
}

/// After everything has its number.
void closeMissingStreams(FdTable &fds) {
  for (int host = STDIN_FILENO; host <= STDERR_FILENO; ++host) {
    DescriptorUse stream;
    if (fds.get(Fd(host), 0, stream) == Errno::Success && !stream->rights)
      fds.close(Fd(host)); // at the end of the use
  }
}

/// Gives what was granted its number, the next one.
void enter(FdTable &fds, const Descriptor &descriptor, const char *failure, const char *subject) {
  Fd number;
  if (Errno error = fds.insert(descriptor, number); error != Errno::Success)
    failToStart(failure, subject, describeErrno(error == Errno::Mfile ? EMFILE : ENOMEM));
}

void addDirectory(FdTable &fds, const char *host, const char *guest, bool read_only) {
  const char *failure = "cannot open granted directory '";
  Descriptor directory;
  if (!openGrantedDirectory(host, guest && *guest ? guest : host, read_only, directory))
    failToStart(failure, host, describeErrno(errno));
  enter(fds, directory, failure, host);
}

void addListener(FdTable &fds, const char *address) {
  const char *failure = "cannot listen on '";
  Descriptor socket;
  int host;
  const char *reason = openListener ? openListener(address, host)
                                    : "the program cannot accept connections: it does not import "
                                      "sock_accept";
  if (reason)
    failToStart(failure, address, reason);
  if (describeHostFd(host, socket) != Errno::Success)
    failToStart(failure, address, describeErrno(errno));
  enter(fds, socket, failure, address);
}

void addSocket(FdTable &fds, const char *text) {
  const char *failure = "cannot pass on socket '";
  int host = 0;
  const char *digit = text;
  for (; *digit >= '0' && *digit <= '9' && host < 1 << 20; ++digit)
    host = host * 10 + (*digit - '0');
  if (*digit)
    failToStart(failure, text, "not a descriptor number");
  Descriptor socket;
  if (describeHostFd(host, socket) != Errno::Success)
    failToStart(failure, text, describeErrno(errno));
  if (socket.type != Filetype::SocketStream && socket.type != Filetype::SocketDgram)
    failToStart(failure, text, describeErrno(ENOTSOCK));
  enter(fds, socket, failure, text);
}

/// strchr() and its kin are larger than all of these uses.
bool hasCharacter(const char *text, char wanted) {
  while (*text && *text != wanted)
    ++text;
  return *text;
}

bool concernsTheRuntime(const char *variable) {
  return !strncmp(variable, "WASMELT_DIRS=", 13) || !strncmp(variable, "WASMELT_ENV=", 12) ||
         !strncmp(variable, "WASMELT_LISTEN=", 15) || !strncmp(variable, "WASMELT_SOCKETS=", 16) ||
         !strncmp(variable, "WASMELT_TRACE=", 14);
}

void collectEnvironment(State &state, const ProgramConfig &config, const char *granted_now,
                        char **envp) {
  size_t max_count = config.env_count;
  bool inherit = config.flags & ProgramInheritEnv;
  if (inherit)
    for (char **variable = envp; *variable; ++variable)
      ++max_count;
  if (granted_now)
    for (const char *c = granted_now; *c; ++c)
      max_count += c == granted_now || *c == ',';
  if (!max_count)
    return;
  EnvironmentList list(max_count, envp);
  if (inherit)
    for (char **variable = envp; *variable; ++variable)
      if (!concernsTheRuntime(*variable) && hasCharacter(*variable, '='))
        list.add(*variable);
  for (uint32_t i = 0; i < config.env_count; ++i)
    list.add(static_cast<char **>(config.env)[i]);
  if (granted_now) {
    GrantList items(granted_now);
    while (const char *item = items.next())
      list.add(item);
  }
  state.env = list.variables();
  state.env_count = uint32_t(list.size());
}

} // namespace

State &stateOf(Instance *) { return program_state; }

void failToStart(const char *text, const char *subject, const char *reason) {
  const char *program = program_state.arg_count ? program_state.args[0] : "wasmelt program";
  for (const char *c = program; *c; ++c)
    if (*c == '/')
      program = c + 1;
  const char *parts[] = {program, ": ", text, subject, *reason ? "': " : "", reason, "\n"};
  iovec vectors[sizeof(parts) / sizeof(*parts)];
  for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); ++i)
    vectors[i] = {const_cast<char *>(parts[i]), strlen(parts[i])};
  // Nothing can be done for an error that cannot be told.
  [[maybe_unused]] ssize_t written = writev(STDERR_FILENO, vectors, sizeof(parts) / sizeof(*parts));
  _exit(1);
}

} // namespace wasmelt::wasi

namespace wasmelt {

void wasmelt_wasi_init(Instance *instance, int argc, char **argv, char **envp) {
  using namespace wasi;
  static ProgramConfig nothing_granted; // not constant, as zeros that are take space in the file
  const auto *module = static_cast<const ModuleDescriptor *>(instance->module);
  const auto *config = module ? static_cast<const ProgramConfig *>(module->config) : nullptr;
  if (!config)
    config = &nothing_granted;
  State &state = stateOf(instance);
  state.arg_count = argc > 0 ? uint32_t(argc) : 0;
  state.args = argv;
  signal(SIGPIPE, SIG_IGN); // a write without a reader is an error that the guest is told of

  state.fds.limit(config->max_open_files);
  addStandardStreams(state.fds);
  for (uint32_t i = 0; i < config->dir_count; ++i) {
    const DirGrant &grant = static_cast<const DirGrant *>(config->dirs)[i];
    addDirectory(state.fds, static_cast<const char *>(grant.host),
                 static_cast<const char *>(grant.guest), grant.flags & DirReadOnly);
  }
  bool sealed = config->flags & ProgramSealed;
  if (const char *dirs = sealed ? nullptr : findVariable(envp, "WASMELT_DIRS")) {
    GrantList items(dirs);
    while (char *item = items.next()) {
      DirectoryGrant grant(item);
      addDirectory(state.fds, grant.host, grant.guest, grant.read_only);
    }
  }
  for (uint32_t i = 0; i < config->listen_count; ++i)
    addListener(state.fds, static_cast<char **>(config->listen)[i]);
  if (const char *addresses = sealed ? nullptr : findVariable(envp, "WASMELT_LISTEN")) {
    GrantList items(addresses);
    while (const char *item = items.next())
      addListener(state.fds, item);
  }
  if (const char *sockets = sealed ? nullptr : findVariable(envp, "WASMELT_SOCKETS")) {
    GrantList items(sockets);
    while (const char *item = items.next())
      addSocket(state.fds, item);
  }
  closeMissingStreams(state.fds);
  collectEnvironment(state, *config, sealed ? nullptr : findVariable(envp, "WASMELT_ENV"), envp);
}

} // namespace wasmelt
