// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The C interface: what modules find around them (wasmelt/wasi.h).
#include "runtime-lib/library/wasi.h"
#include "runtime-lib/library/api.h"
#include "runtime-lib/library/new.h"
#include "wasi-shim/granted_directory.h"
#include "wasi-shim/grants.h"
#include "wasi-shim/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

using namespace wasmelt;
using namespace wasmelt::embed;
using wasi::Descriptor;
using wasi::Errno;
using wasi::Fd;
using wasi::FdTable;
using wasi::Filetype;

namespace {

wasmelt_error_t *noMemory() { return makeError(Status::Failure, "not enough memory"); }

wasmelt_error_t *systemError(const char *what, const char *subject) {
  return makeError(Status::Failure, "%s '%s': %s", what, subject, strerror(errno));
}

/// Adds a string, which is owned then, to a list, which moves.
bool append(const char *const *&list, uint32_t &count, char *text) {
  auto *longer = static_cast<char **>(
      text ? realloc(const_cast<char **>(list), (count + 1) * sizeof *list) : nullptr);
  if (!longer) {
    free(text);
    return false;
  }
  longer[count++] = text;
  list = longer;
  return true;
}

void freeList(const char *const *list, uint32_t count) {
  for (uint32_t i = 0; i != count; ++i)
    free(const_cast<char *>(list[i]));
  free(const_cast<char **>(list));
}

/// A copy above the numbers of the standard streams, which the shim takes for the process's own.
int copyOf(int host) { return fcntl(host, F_DUPFD_CLOEXEC, STDERR_FILENO + 1); }

/// Enters what was granted under the next number. Owns its host descriptor.
wasmelt_error_t *enter(FdTable &fds, const Descriptor &descriptor) {
  Fd number;
  Errno error = fds.insert(descriptor, number);
  if (error == Errno::Success)
    return nullptr;
  return error == Errno::Nomem ? noMemory()
                               : makeError(Status::Limit, "no more descriptors may be open (see "
                                                          "wasmelt_wasi_limit_descriptors)");
}

/// Makes a standard stream something else. Owns the host descriptor.
wasmelt_error_t *replaceStream(wasmelt_wasi_t &wasi, unsigned number, Descriptor &descriptor,
                               const WasiStream &functions) {
  wasi.state.fds.close(number); // now it is the lowest free number
  if (wasmelt_error_t *error = enter(wasi.state.fds, descriptor))
    return error;
  wasi::DescriptorUse entered;
  wasi.state.fds.get(number, 0, entered);
  wasi.streams[number] = functions;
  wasi.streams[number].serial = functions.read || functions.write ? entered->serial : 0;
  return nullptr;
}

bool openNowhere(Descriptor &descriptor) {
  int host = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (host >= 0 && host <= STDERR_FILENO) { // of a host that has closed its own
    int copy = copyOf(host);
    close(host);
    host = copy;
  }
  return host >= 0 && wasi::describeHostFd(host, descriptor) == Errno::Success;
}

wasmelt_error_t *setFunctions(wasmelt_wasi_t &wasi, unsigned number, const WasiStream &functions) {
  Descriptor descriptor;
  if (!openNowhere(descriptor))
    return systemError("cannot open", "/dev/null");
  descriptor.type = Filetype::Unknown; // as pipes are
  descriptor.rights &= ~(wasi::RightFdSeek | wasi::RightFdTell |
                         (functions.read ? wasi::RightFdWrite : wasi::RightFdRead));
  descriptor.inheriting = 0;
  return replaceStream(wasi, number, descriptor, functions);
}

/// Why a descriptor of the host's cannot be used: errno says. Closes its copy, if there is one.
wasmelt_error_t *descriptorError(const char *what, int host, int copy) {
  wasmelt_error_t *error = makeError(Status::Failure, "%s %d: %s", what, host, strerror(errno));
  if (copy >= 0)
    close(copy);
  return error;
}

bool isStream(int stream) { return stream >= WASMELT_WASI_STDIN && stream <= WASMELT_WASI_STDERR; }

wasmelt_error_t *badStream(int stream) {
  return makeError(Status::Misuse, "there is no such standard stream: %d", stream);
}

} // namespace

const char *wasi::describeErrno(int host_errno) { return strerror(host_errno); }

wasmelt_wasi_t *wasmelt_wasi_create(wasmelt_error_t **error) {
  wasi::has_threads = true; // whatever the host does with it
  Result result;
  void *memory = malloc(sizeof(wasmelt_wasi));
  if (!memory) {
    result.fail(Status::Failure, "not enough memory");
    report(error, result);
    return nullptr;
  }
  auto *wasi = new (memory) wasmelt_wasi;
  for (unsigned stream = 0; result && stream != 3; ++stream) {
    Descriptor descriptor;
    Fd number;
    descriptor.rights = 0;
    if (!openNowhere(descriptor) || wasi->state.fds.insert(descriptor, number) != Errno::Success)
      result.fail(Status::Failure, "cannot open '/dev/null' for the standard streams");
  }
  if (result)
    return wasi;
  report(error, result);
  wasmelt_wasi_destroy(wasi);
  return nullptr;
}

void wasmelt_wasi_destroy(wasmelt_wasi_t *wasi) {
  if (!wasi)
    return;
  wasi::State &state = wasi->state;
  freeList(state.args, state.arg_count);
  freeList(state.env, state.env_count);
  state.fds.clear();
  freeList(wasi->dir_names, wasi->dir_count);
  wasi->~wasmelt_wasi();
  free(wasi);
}

wasmelt_error_t *wasmelt_wasi_add_arg(wasmelt_wasi_t *wasi, const char *argument) {
  wasi::State &state = wasi->state;
  return append(state.args, state.arg_count, strdup(argument)) ? nullptr : noMemory();
}

wasmelt_error_t *wasmelt_wasi_add_env(wasmelt_wasi_t *wasi, const char *name, const char *value) {
  if (!*name || strchr(name, '='))
    return makeError(Status::Misuse, "'%s' is no name of a variable", name);
  wasi::State &state = wasi->state;
  size_t name_size = strlen(name), value_size = strlen(value);
  auto *text = static_cast<char *>(malloc(name_size + 1 + value_size + 1));
  if (!text)
    return noMemory();
  memcpy(text, name, name_size);
  text[name_size] = '=';
  memcpy(text + name_size + 1, value, value_size + 1);
  for (uint32_t i = 0; i != state.env_count; ++i)
    if (memcmp(state.env[i], text, name_size + 1) == 0) { // the later one counts
      free(const_cast<char *>(state.env[i]));
      const_cast<const char **>(state.env)[i] = text;
      return nullptr;
    }
  return append(state.env, state.env_count, text) ? nullptr : noMemory();
}

wasmelt_error_t *wasmelt_wasi_add_dir(wasmelt_wasi_t *wasi, const char *host, const char *guest,
                                      wasmelt_wasi_access_t access) {
  char *name = strdup(guest ? guest : host);
  if (!append(wasi->dir_names, wasi->dir_count, name))
    return noMemory();
  Descriptor directory;
  if (!wasi::openGrantedDirectory(host, name, access == WASMELT_WASI_READ_ONLY, directory))
    return systemError("cannot open granted directory", host);
  return enter(wasi->state.fds, directory);
}

wasmelt_error_t *wasmelt_wasi_add_socket(wasmelt_wasi_t *wasi, int host) {
  Descriptor socket;
  int copy = copyOf(host);
  if (copy < 0 || wasi::describeHostFd(copy, socket) != Errno::Success)
    return descriptorError("cannot pass on descriptor", host, copy);
  if (socket.type != Filetype::SocketStream && socket.type != Filetype::SocketDgram) {
    errno = ENOTSOCK;
    return descriptorError("cannot pass on descriptor", host, copy);
  }
  return enter(wasi->state.fds, socket);
}

wasmelt_error_t *wasmelt_wasi_add_listener(wasmelt_wasi_t *wasi, const char *address) {
  int host;
  if (const char *reason = wasi::openListener(address, host))
    return makeError(Status::Failure, "cannot listen on '%s': %s", address, reason);
  Descriptor socket;
  if (wasi::describeHostFd(host, socket) != Errno::Success)
    return descriptorError("cannot pass on descriptor", host, host);
  return enter(wasi->state.fds, socket);
}

wasmelt_error_t *wasmelt_wasi_set_stream(wasmelt_wasi_t *wasi, wasmelt_wasi_stream_t stream,
                                         int host) {
  if (!isStream(stream))
    return badStream(stream);
  Descriptor descriptor;
  int copy = copyOf(host);
  if (copy < 0 || wasi::describeHostFd(copy, descriptor) != Errno::Success)
    return descriptorError("cannot make a standard stream of descriptor", host, copy);
  descriptor.inheriting = 0;
  if (descriptor.type == Filetype::Directory) // which would be granted otherwise
    descriptor.rights = wasi::RightFdFilestatGet;
  descriptor.rights &= ~wasi::RightFdFdstatSetFlags; // the flags are the host's own
  return replaceStream(*wasi, stream, descriptor, {});
}

wasmelt_error_t *wasmelt_wasi_set_output(wasmelt_wasi_t *wasi, wasmelt_wasi_stream_t stream,
                                         wasmelt_wasi_write_t write, void *data) {
  if (stream != WASMELT_WASI_STDOUT && stream != WASMELT_WASI_STDERR)
    return badStream(stream);
  WasiStream functions;
  functions.write = write;
  functions.data = data;
  return setFunctions(*wasi, stream, functions);
}

wasmelt_error_t *wasmelt_wasi_set_input(wasmelt_wasi_t *wasi, wasmelt_wasi_read_t read,
                                        void *data) {
  WasiStream functions;
  functions.read = read;
  functions.data = data;
  return setFunctions(*wasi, WASMELT_WASI_STDIN, functions);
}

void wasmelt_wasi_limit_descriptors(wasmelt_wasi_t *wasi, uint32_t count) {
  wasi->state.fds.limit(count);
}

wasmelt_error_t *wasmelt_wasi_initialize(wasmelt_instance_t *instance) {
  wasmelt_extern_t found;
  if (!wasmelt_instance_export(instance, "_initialize", &found))
    return nullptr;
  return wasmelt_call_export(instance, "_initialize", nullptr, 0, nullptr, 0);
}

wasmelt_error_t *wasmelt_wasi_run(wasmelt_instance_t *instance, int32_t *exit_status) {
  wasmelt_error_t *error = wasmelt_call_export(instance, "_start", nullptr, 0, nullptr, 0);
  *exit_status = 0;
  if (!error || wasmelt_error_kind(error) != WASMELT_ERROR_EXIT)
    return error;
  *exit_status = wasmelt_error_exit_status(error);
  wasmelt_error_free(error);
  return nullptr;
}
