// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The calls of WASI as functions of the host, and what some of them do otherwise than in a program.
#include "runtime-lib/library/api.h"
#include "runtime-lib/library/call.h"
#include "runtime-lib/library/new.h"
#include "runtime-lib/library/wasi.h"
#include "wasi-shim/clocks.h"
#include "wasi-shim/entry_points.h"
#include "wasi-shim/guest_memory.h"
#include "wasi-shim/io_vectors.h"
#include "wasi-shim/waiting.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

namespace wasmelt::wasi {

// The entry points of the draft's calls: their types in memory differ, but not as arguments.
namespace unstable {
#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_RESULT_##result name(                                                               \
      Instance *instance WASMELT_WASI_EACH(WASMELT_WASI_PARAMETER, __VA_ARGS__))                   \
      WASMELT_WASI_SYMBOL(WASMELT_WASI_UNSTABLE_MODULE, name, result, __VA_ARGS__);
#include "wasi-shim/preview1.def"
} // namespace unstable

State &stateOf(Instance *instance) {
  return static_cast<wasmelt_wasi *>(instance->host_data)->state;
}

// These are here as the shim refers to them weakly, which finds them only if something else of this
// file is used.

const uint32_t *stopRequestsOf(Instance *instance) {
  Control *control = embed::WasiCaller::of(*instance).control;
  return control ? &control->stop_requests : nullptr;
}

Errno waitForInputOrStop(Instance *instance, int host, Input input) {
  StopRequests stop(instance);
  if (!stop.mayCome() || (fcntl(host, F_GETFL) & O_NONBLOCK))
    return Errno::Success;
  int listens = 0; // as what is no socket does not
  socklen_t size = sizeof listens;
  getsockopt(host, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size);
  if (bool(listens) != (input == Input::Connections))
    return Errno::Success; // the call fails at once
  timespec limit = timespecOf(stop.patience(UINT64_MAX));
  pollfd wanted = {host, POLLIN, 0};
  do
    if (stop.haveCome())
      return Errno::Intr;
  while (retry([&] { return ppoll(&wanted, 1, &limit, nullptr); }) == 0);
  return Errno::Success; // also on an error, which the call that follows tells
}

namespace {

/// The stream that a descriptor is if the host has functions for it, else null.
WasiStream *streamOf(Instance *instance, const Descriptor &descriptor) {
  for (WasiStream &stream : static_cast<wasmelt_wasi *>(instance->host_data)->streams)
    if (stream.serial && stream.serial == descriptor.serial)
      return &stream;
  return nullptr;
}

/// While it exists, this thread gets no SIGPIPE, which a host need not expect.
class NoPipeSignal {
public:
  NoPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    was_pending_ = sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoPipeSignal() {
    int error = errno;
    const timespec now = {};
    if (!was_pending_)
      while (sigtimedwait(&pipe_, nullptr, &now) < 0 && errno == EINTR) {
      }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    errno = error;
  }
  NoPipeSignal(const NoPipeSignal &) = delete;
  NoPipeSignal &operator=(const NoPipeSignal &) = delete;

private:
  sigset_t pipe_, before_;
  bool was_pending_;
};

/// One buffer after the other, until one is not filled or taken as a whole.
template <class Transfer>
ssize_t transferEach(const iovec *list, int count, Transfer transfer) {
  ssize_t total = 0;
  for (int i = 0; i != count; ++i) {
    if (!list[i].iov_len)
      continue;
    ptrdiff_t done = transfer(list[i].iov_base, list[i].iov_len);
    if (done < 0 || size_t(done) > list[i].iov_len) {
      errno = EIO;
      return total ? total : -1;
    }
    total += done;
    if (size_t(done) < list[i].iov_len)
      break;
  }
  return total;
}

template <class Transfer>
Errno transferByHost(Instance *instance, GuestPtr<const Iovec> iovs, Size count,
                     GuestPtr<Size> result, bool once, Transfer transfer) {
  GuestMemory memory(instance);
  if (!memory.contains(result))
    return Errno::Fault;
  IoVectors vectors(memory, iovs, count);
  if (Errno error = vectors.check(); error != Errno::Success)
    return error;
  Size total;
  Errno error = vectors.run(total, once, [&](iovec *list, int length, Size) {
    return transferEach(list, length, transfer);
  });
  return error == Errno::Success ? memory.finish(result, total) : error;
}

// Calls that differ from a program's.
namespace hosted {

Errno fd_read(Instance *instance, Fd fd, GuestPtr<const Iovec> iovs, Size count,
              GuestPtr<Size> result) {
  {
    DescriptorUse descriptor;
    if (Errno error = stateOf(instance).fds.get(fd, needs::fd_read::fd, descriptor);
        error != Errno::Success)
      return error;
    if (WasiStream *stream = streamOf(instance, *descriptor))
      return transferByHost(instance, iovs, count, result, true, [&](void *bytes, size_t size) {
        return stream->read(stream->data, bytes, size);
      });
  }
  return wasi::fd_read(instance, fd, iovs, count, result);
}

Errno fd_write(Instance *instance, Fd fd, GuestPtr<const Iovec> iovs, Size count,
               GuestPtr<Size> result) {
  Filetype type;
  {
    DescriptorUse descriptor;
    if (Errno error = stateOf(instance).fds.get(fd, needs::fd_write::fd, descriptor);
        error != Errno::Success)
      return error;
    if (WasiStream *stream = streamOf(instance, *descriptor))
      return transferByHost(instance, iovs, count, result, false, [&](void *bytes, size_t size) {
        return stream->write(stream->data, bytes, size);
      });
    type = descriptor->type;
  }
  if (type == Filetype::RegularFile)
    return wasi::fd_write(instance, fd, iovs, count, result);
  NoPipeSignal no_signal;
  return wasi::fd_write(instance, fd, iovs, count, result);
}

bool isStream(Instance *instance, Fd fd, Rights right) {
  DescriptorUse descriptor;
  return stateOf(instance).fds.get(fd, right, descriptor) == Errno::Success &&
         streamOf(instance, *descriptor);
}

Errno fd_pread(Instance *instance, Fd fd, GuestPtr<const Iovec> iovs, Size count, U64 offset,
               GuestPtr<Size> result) {
  return isStream(instance, fd, needs::fd_pread::fd)
             ? Errno::Spipe
             : wasi::fd_pread(instance, fd, iovs, count, offset, result);
}

Errno fd_pwrite(Instance *instance, Fd fd, GuestPtr<const Iovec> iovs, Size count, U64 offset,
                GuestPtr<Size> result) {
  return isStream(instance, fd, needs::fd_pwrite::fd)
             ? Errno::Spipe
             : wasi::fd_pwrite(instance, fd, iovs, count, offset, result);
}

Errno proc_raise(Instance *, U32) { return Errno::Notsup; }

} // namespace hosted

wasmelt_error_t *stopped(Instance &caller) {
  embed::Result result;
  embed::setTrap(result,
                 embed::StoreControl::of(*embed::WasiCaller::of(caller).control).takeRequest());
  return embed::makeError(result);
}

/// A call in the form that wasmelt/bindings.h has for functions of the host.
template <auto entry>
struct Adapter;
template <class... Parameters, Errno (*entry)(Instance *, Parameters...)>
struct Adapter<entry> {
  static wasmelt_error_t *call(void *caller, Parameters... arguments, int32_t *result) {
    auto *instance = static_cast<Instance *>(caller);
    Errno error = entry(instance, arguments...);
    *result = int32_t(error);
    return error == Errno::Intr && StopRequests(instance).haveCome() ? stopped(*instance) : nullptr;
  }
};

wasmelt_error_t *exitCall(void *, U32 code) {
  embed::Result result;
  result.fail(embed::Status::Exit, "the module has exited with status %d", int(code));
  result.exit_status = int32_t(code);
  return embed::makeError(result);
}

struct Row {
  const char *module, *name;
  const char *signature; ///< i and I for i32 and i64: parameters, _, results
  void (*function)();
};

#define WASMELT_WASI_HOSTED_fd_read ,
#define WASMELT_WASI_HOSTED_fd_write ,
#define WASMELT_WASI_HOSTED_fd_pread ,
#define WASMELT_WASI_HOSTED_fd_pwrite ,
#define WASMELT_WASI_HOSTED_proc_raise ,
#define WASMELT_WASI_SECOND_OF(first, second, ...) second
#define WASMELT_WASI_SECOND(...) WASMELT_WASI_SECOND_OF(__VA_ARGS__)
#define WASMELT_WASI_ADAPTED_Errno(space, name)                                                    \
  Adapter<WASMELT_WASI_SECOND(WASMELT_WASI_HOSTED_##name hosted::name, space::name, )>::call
#define WASMELT_WASI_ADAPTED_NoReturn(space, name) exitCall
#define WASMELT_WASI_ROW(module, space, name, result, ...)                                         \
  {module, #name, WASMELT_WASI_SIGNATURE(result, __VA_ARGS__),                                     \
   reinterpret_cast<void (*)()>(WASMELT_WASI_ADAPTED_##result(space, name))},

const Row rows[] = {
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_ROW(WASMELT_WASI_MODULE, wasi, name, result, __VA_ARGS__)
#include "wasi-shim/preview1.def"
#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_ROW(WASMELT_WASI_UNSTABLE_MODULE, unstable, name, result, __VA_ARGS__)
#include "wasi-shim/preview1.def"
};

bool isNamed(embed::Name given, const char *name) {
  return given.size == strlen(name) && memcmp(given.bytes, name, given.size) == 0;
}

const Row *find(embed::Name module, embed::Name name) {
  for (const Row &row : rows)
    if (isNamed(name, row.name) && isNamed(module, row.module))
      return &row;
  return nullptr;
}

embed::TypeId typeOf(const char *signature) {
  embed::ValueType types[16];
  uint32_t count = 0, params = 0;
  for (const char *c = signature; *c; ++c) {
    if (*c == '_')
      params = count;
    else
      types[count++] = embed::numberType(*c == 'i' ? ValueKind::I32 : ValueKind::I64);
  }
  return embed::functionType(types, params, types + params, count - params);
}

} // namespace
} // namespace wasmelt::wasi

namespace wasmelt::embed {

wasmelt_function_t *WasiProvider::provide(const Import &import, wasmelt_error_t **error) {
  const wasi::Row *row = wasi_ ? wasi::find(import.module, import.name) : nullptr;
  if (!row)
    return nullptr;
  TypeId type = wasi::typeOf(row->signature);
  if (!caller_ && (caller_ = store_.make<WasiCaller>()))
    caller_->instance.host_data = wasi_;
  ContextFuncRef *made =
      caller_ && type ? makeNativeFunction(store_, type, row->function, caller_) : nullptr;
  if (!made)
    *error = makeError(Status::Failure, "not enough memory");
  return reinterpret_cast<wasmelt_function_t *>(made);
}

} // namespace wasmelt::embed
