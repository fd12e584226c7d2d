// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whatever calls a program makes, with whatever arguments: the shim reads and writes only the
// guest's memory, and of files only what was granted. Each input is a sequence of calls over a
// small tree of files with links that lead out of it, and sockets. An input can harm nothing but
// its tree: signals that end the process are not raised, waits are short, descriptors cannot block.
#include "wasi-shim/entry_points.h"
#include "wasi-shim/platform/open_beneath.h"
#include "wasi-shim/state.h"

#include <fuzzer/FuzzedDataProvider.h>
#include <sanitizer/asan_interface.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <tuple>
#include <unistd.h>
#include <vector>

namespace wasmelt::wasi {

// The same calls in the older module.
namespace old {
#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  WASMELT_WASI_RESULT_##result name(                                                               \
      Instance *instance WASMELT_WASI_EACH(WASMELT_WASI_PARAMETER, __VA_ARGS__))                   \
      WASMELT_WASI_SYMBOL(WASMELT_WASI_UNSTABLE_MODULE, name, result, __VA_ARGS__);
#include "wasi-shim/preview1.def"
} // namespace old

namespace {

namespace fs = std::filesystem;

[[noreturn]] void wrong(const char *what, const std::string &detail = "") {
  std::fprintf(stderr, "%s %s\n", what, detail.c_str());
  std::abort();
}

std::string contentsOf(const fs::path &path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Whether `text` is in there. libFuzzer does not see what is compared here, or it would put the
/// secret into inputs.
__attribute__((no_sanitize("coverage"))) bool holds(const void *bytes, size_t size,
                                                    const std::string &text) {
  const auto *start = static_cast<const volatile char *>(bytes);
  const char *wanted = text.data();
  const size_t length = text.size();
  for (size_t at = 0; at + length <= size; ++at) {
    size_t same = 0;
    while (same < length && start[at + same] == wanted[same])
      ++same;
    if (same == length)
      return true;
  }
  return false;
}

/// All that can be seen of a folder and what is in it, but for times of access.
std::string sightOf(const fs::path &folder) {
  std::vector<fs::path> paths = {folder};
  for (const fs::directory_entry &entry : fs::recursive_directory_iterator(folder))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::string sight;
  for (const fs::path &path : paths) {
    struct stat stat;
    lstat(path.c_str(), &stat);
    for (uint64_t value :
         {uint64_t(stat.st_mode), uint64_t(stat.st_nlink), uint64_t(stat.st_size),
          uint64_t(stat.st_mtim.tv_sec), uint64_t(stat.st_mtim.tv_nsec), uint64_t(stat.st_ino)})
      sight += std::to_string(value) + ' ';
    sight += path.string() + ' ' + (S_ISREG(stat.st_mode) ? contentsOf(path) : "") + '\n';
  }
  return sight;
}

/// The folders of this process: `outside` and `readonly` stay as they are, `granted` is made anew.
class Tree {
public:
  Tree() {
    const char *quick = "/dev/shm"; // in memory, where there is such a thing
    std::string pattern = (fs::is_directory(quick) ? fs::path(quick) : fs::temp_directory_path()) /
                          "wasi-fuzz-XXXXXX";
    if (!mkdtemp(pattern.data()))
      wrong("no folder", pattern);
    root = pattern;
    uint8_t bytes[12];
    if (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
      wrong("no random bytes");
    for (uint8_t byte : bytes)
      token += char('a' + byte % 26), token += char('A' + byte / 16);
    for (const char *folder : {"outside", "readonly"}) {
      fs::create_directories(root / folder / "d");
      write(root / folder / "d/g", "of another");
    }
    write(root / "outside/secret", token);
    write(root / "readonly/f", "read only");
    fs::create_symlink("../outside/secret", root / "readonly/up");
    before = sight();
  }
  ~Tree() { fs::remove_all(root); }

  void makeGranted() const {
    const fs::path granted = root / "granted";
    fs::create_directories(granted / "d/e");
    write(granted / "f", "0123456789");
    write(granted / "d/g", "text");
    fs::create_symlink("f", granted / "l");
    fs::create_symlink("../../outside", granted / "d/out");
    fs::create_symlink("../outside/secret", granted / "up");
    fs::create_symlink(root / "outside/secret", granted / "abs");
    fs::create_symlink("loop/x", granted / "loop");
  }
  void checkAndRemoveGranted() const {
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root / "granted"))
      if (fs::is_regular_file(entry.symlink_status()) && entry.file_size() < 1 << 16)
        if (std::string text = contentsOf(entry.path()); holds(text.data(), text.size(), token))
          wrong("the secret got out into", entry.path());
    fs::remove_all(root / "granted");
    if (std::string now = sight(); now != before)
      wrong("what was not granted has changed:\n", before + now);
  }

  fs::path root;
  std::string token;

private:
  std::string before;

  std::string sight() const {
    return sightOf(root / "outside") + sightOf(root / "readonly") +
           std::to_string(std::distance(fs::directory_iterator(root), {}));
  }
  static void write(const fs::path &path, const std::string &text) { std::ofstream(path) << text; }
};

/// The guest's memory between margins that nothing may touch.
class Arena {
public:
  static constexpr uint32_t size = 2 << 16, margin = 1 << 16;
  Arena() : bytes(new uint8_t[size + 2 * margin]) {
    memset(bytes.get(), pattern, size + 2 * margin);
  }
  uint8_t *begin() const { return bytes.get() + margin; }
  void open() {
    memset(begin(), 0, size);
    ASAN_POISON_MEMORY_REGION(bytes.get(), margin);
    ASAN_POISON_MEMORY_REGION(begin() + size, margin);
  }
  /// Host calls do not know of poison, so look.
  void close() {
    ASAN_UNPOISON_MEMORY_REGION(bytes.get(), size + 2 * margin);
    for (uint32_t i = 0; i < margin; ++i)
      if (bytes[i] != pattern || begin()[size + i] != pattern)
        wrong("written outside of memory");
  }

private:
  static constexpr uint8_t pattern = 0xa5;
  std::unique_ptr<uint8_t[]> bytes;
};

/// A guest whose program is the input.
class Program {
public:
  Program(const Tree &tree, Arena &arena, const uint8_t *data, size_t size)
      : tree(tree), arena(arena), data(data, size) {
    memory.base = arena.begin();
    memory.size = Arena::size;
    instance.wasi_memory = &memory;
    State &state = stateOf(&instance);
    static const char *const arguments[] = {"program", "an argument", ""};
    static const char *const variables[] = {"A=1", "B="};
    state.args = arguments;
    state.arg_count = 3;
    state.env = variables;
    state.env_count = 2;
    state.fds.clear();
    state.fds.limit(64);
    grantAll();
  }
  ~Program() { stateOf(&instance).fds.clear(); }

  void run();

  template <class... Parameters>
  void call(const char *name, Errno (*function)(Instance *, Parameters...), const char *names) {
    call_name = name;
    parameter_names = names;
    std::tuple<Instance *, Parameters...> arguments{&instance, next<Parameters>()...};
    shortenWaits(arguments);
    std::apply(function, arguments);
  }
  /// proc_exit, which is never called.
  template <class... Parameters>
  void call(const char *, void (*)(Instance *, Parameters...), const char *) {}

private:
  const Tree &tree;
  Arena &arena;
  FuzzedDataProvider data;
  Memory memory = {};
  Instance instance = {};
  uint32_t free_memory = 64;
  uint32_t list_length = 0; // of what the latest address points at
  std::string_view call_name;
  const char *parameter_names = nullptr;
  bool is_old = false; // the call's module

  // ---------------------------------------------------------------- what is granted

  void grant(int host, const char *preopen_name = nullptr, Rights rights = ~Rights(0)) {
    Descriptor descriptor;
    Fd number;
    if (host < 0 || describeHostFd(host, descriptor) != Errno::Success)
      wrong("cannot make a descriptor");
    descriptor.preopen_name = preopen_name;
    descriptor.rights &= rights;
    descriptor.inheriting &= rights;
    stateOf(&instance).fds.insert(descriptor, number);
  }

  /// Nothing that is sent or received takes longer than this.
  static int impatient(int socket) {
    timeval limit = {0, 1};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
    return socket;
  }

  int listener() {
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::string path = tree.root / "socket";
    memcpy(address.sun_path, path.c_str(), path.size() + 1);
    int result = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto *any = reinterpret_cast<sockaddr *>(&address);
    if (bind(result, any, sizeof(address)) < 0 || listen(result, 4) < 0)
      wrong("cannot listen at", path);
    int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(client, any, sizeof(address)) < 0 || write(client, "text", 4) != 4)
      wrong("cannot connect to", path);
    close(client);
    unlink(path.c_str());
    return impatient(result);
  }

  void grantAll() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0 || write(ends[1], "standard input", 14) != 14)
      wrong("no pipe");
    close(ends[1]); // so that reading meets the end
    grant(ends[0]);
    if (pipe2(ends, O_CLOEXEC) < 0)
      wrong("no pipe");
    close(ends[0]); // so that writing meets an error
    grant(ends[1]);
    grant(open("/dev/null", O_RDWR | O_CLOEXEC));
    tree.makeGranted();
    grant(open((tree.root / "granted").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), "/data");
    grant(open((tree.root / "readonly").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), "/readonly",
          ~Rights(RightsModifying));
    for (int type : {SOCK_STREAM, SOCK_DGRAM}) {
      if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends) < 0 || write(ends[1], "text", 4) != 4)
        wrong("no sockets");
      grant(impatient(ends[0]));
      close(ends[1]);
    }
    grant(listener());
  }

  // ---------------------------------------------------------------- arguments

  bool rarely() { return data.ConsumeIntegralInRange(0, 15) == 15; }

  /// `count` bytes of memory that nothing else has been given yet, or has.
  uint32_t allocate(uint32_t count) {
    if (count > Arena::size)
      return 0;
    if (free_memory > Arena::size - count)
      free_memory = count % 7;
    uint32_t address = free_memory;
    free_memory += count + data.ConsumeIntegralInRange<uint32_t>(0, 3);
    return address;
  }

  uint32_t anyAddress() {
    static constexpr uint32_t places[] = {0,
                                          1,
                                          Arena::size,
                                          Arena::size - 1,
                                          0xffffffff,
                                          0xfffffff0,
                                          Arena::size - 8,
                                          Arena::size - 24,
                                          0x80000000u,
                                          64,
                                          100,
                                          0xffff0000};
    return data.ConsumeBool() ? data.PickValueInArray(places) : data.ConsumeIntegral<uint32_t>();
  }
  uint32_t anyLength() {
    static constexpr uint32_t lengths[] = {0,           1,          24,          4095,
                                           4096,        0xffff,     Arena::size, 0x20000000,
                                           0x80000000u, 0x0aaaaaab, 0xffffffff,  0x1fffffff};
    return data.PickValueInArray(lengths);
  }

  std::string path() {
    static const char *const parts[] = {"f",      "d",   "g",        "e",       "l",       "..",
                                        ".",      "up",  "abs",      "x",       "y",       "loop",
                                        "secret", "",    "/",        "d/",      "outside", "out",
                                        "..",     "d/g", "readonly", "granted", "socket"};
    std::string result;
    for (int count = data.ConsumeIntegralInRange(1, 4); count--;)
      result += std::string(result.empty() ? "" : "/") + data.PickValueInArray(parts);
    if (rarely())
      result = data.ConsumeRandomLengthString(300);
    else if (rarely())
      result += std::string(data.ConsumeIntegralInRange<size_t>(0, 5000), '/');
    return result;
  }

  uint32_t place(const void *bytes, size_t size, size_t count) {
    list_length = uint32_t(count);
    uint32_t address = allocate(uint32_t(size));
    memcpy(arena.begin() + address, bytes, size);
    return address;
  }

  uint32_t addressOf(const Byte *) { // to be read: a path
    std::string text = path();
    return place(text.data(), text.size(), text.size());
  }
  uint32_t addressOf(const Iovec *) {
    Iovec list[5];
    size_t count = data.ConsumeIntegralInRange<size_t>(0, 5);
    for (size_t i = 0; i < count; ++i) {
      list[i].len = rarely() ? anyLength() : data.ConsumeIntegralInRange<uint32_t>(0, 300);
      list[i].buf = rarely() ? anyAddress() : allocate(list[i].len);
    }
    return place(list, count * sizeof(Iovec), count);
  }
  uint32_t addressOf(const Subscription *) {
    Subscription list[4] = {};
    size_t count = data.ConsumeIntegralInRange<size_t>(0, 4);
    for (size_t i = 0; i < count; ++i) {
      list[i].userdata = i;
      list[i].type = EventType(data.ConsumeIntegralInRange(0, 3));
      if (list[i].type == EventType::Clock)
        list[i].clock.id = data.ConsumeIntegralInRange<uint32_t>(0, 4);
      else
        list[i].file.fd = descriptor();
    }
    return place(list, sizeof(list), count);
  }
  template <class T>
  uint32_t addressOf(T *) { // to be written
    list_length = data.ConsumeIntegralInRange<uint32_t>(0, 400);
    return allocate(list_length * sizeof(T) + sizeof(T));
  }

  uint32_t descriptor() {
    static constexpr uint32_t odd[] = {0xffffffff, 0x7fffffff, 0xffffff9c, 63, 64, 32, 31};
    return rarely() ? data.PickValueInArray(odd) : data.ConsumeIntegralInRange<uint32_t>(0, 13);
  }
  uint32_t smallNumber(std::string_view name) {
    if (name == "signal") { // none, those that do nothing by default, and what is none
      static constexpr uint32_t harmless[] = {0, 16, 17, 22, 27, 31, 255, 0xffffffff};
      return data.PickValueInArray(harmless);
    }
    return rarely() ? data.ConsumeIntegral<uint32_t>()
                    : data.ConsumeIntegralInRange<uint32_t>(0, 15);
  }

  template <class T>
  T next() {
    std::string_view name = parameter_names;
    parameter_names += name.size() + 1;
    auto is = [&](std::string_view suffix) { return name.ends_with(suffix); };
    if constexpr (requires(T value) { value.address; }) {
      decltype(addressType(T())) type = nullptr;
      uint32_t address = addressOf(type);
      return {rarely() ? anyAddress() : address};
    } else if constexpr (sizeof(T) == 4) {
      return is("fd") || name == "from" || name == "to" ? descriptor()
             : is("len") || is("count") || is("length") ? (rarely() ? anyLength() : list_length)
             : call_name == "path_open" && name == "oflags"
                 ? data.ConsumeIntegralInRange<uint32_t>(0, 15)
                 : smallNumber(name);
    } else {
      static constexpr uint64_t odd[] = {0,         ~0ull,     1ull << 63, (1ull << 63) - 1,
                                         RightsAll, 1ull << 32};
      if (is("rights") || is("inheriting"))
        return T(data.ConsumeBool() ? uint64_t(RightsAll) : data.ConsumeIntegral<uint64_t>());
      return rarely() ? T(data.PickValueInArray(odd)) : T(data.ConsumeIntegralInRange(-4, 600));
    }
  }
  template <class T>
  static T *addressType(GuestPtr<T>);

  /// Makes what a poll waits for due at once: the first subscription is of a clock.
  void shortenWaits(const std::tuple<Instance *, GuestPtr<const Subscription>, GuestPtr<Event>,
                                     Size, GuestPtr<Size>> &arguments) {
    uint64_t address = std::get<1>(arguments).address, count = std::get<3>(arguments);
    uint64_t size = is_old ? 56 : sizeof(Subscription);
    if (address > Arena::size || count * size > Arena::size - address || !count)
      return;
    uint8_t *first = arena.begin() + address;
    memset(first, 0, size); // a clock, no time
    first[is_old ? 24 : 16] = ClockMonotonic;
  }
  template <class Arguments>
  void shortenWaits(const Arguments &) {}
};

struct Entry {
  bool is_old;
  void (*call)(Program &program);
};

#define WASMELT_FUZZ_NAME(kind, name) #name "\0"
constexpr Entry entries[] = {
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  {false, [](Program &program) {                                                                   \
     program.call(#name, wasi::name, "" WASMELT_WASI_EACH(WASMELT_FUZZ_NAME, __VA_ARGS__));        \
   }},
#include "wasi-shim/preview1.def"
#define WASMELT_WASI_NEW_CALL(...)
#define WASMELT_WASI_CALL(name, result, ...)                                                       \
  {true, [](Program &program) {                                                                    \
     program.call(#name, old::name, "" WASMELT_WASI_EACH(WASMELT_FUZZ_NAME, __VA_ARGS__));         \
   }},
#include "wasi-shim/preview1.def"
};

void Program::run() {
  platform::can_open_beneath = data.ConsumeBool();
  for (int calls = 0; data.remaining_bytes() && calls < 60; ++calls) {
    const Entry &entry = data.PickValueInArray(entries);
    is_old = entry.is_old;
    entry.call(*this);
  }
}

/// The number that the host would give next: it tells whether some were left open.
int nextHostNumber() {
  int number = dup(STDIN_FILENO);
  close(number);
  return number;
}

} // namespace
} // namespace wasmelt::wasi

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  using namespace wasmelt::wasi;
  static Tree tree;
  static Arena arena;
  [[maybe_unused]] static bool once = [] {
    rlimit limit = {16 << 20, 16 << 20}; // no input may fill the disk
    setrlimit(RLIMIT_FSIZE, &limit);
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    return true;
  }();
  int number = nextHostNumber();
  arena.open();
  {
    Program program(tree, arena, data, size);
    program.run();
  }
  if (holds(arena.begin(), Arena::size, tree.token))
    wrong("the guest has read the secret");
  arena.close();
  tree.checkAndRemoveGranted();
  if (nextHostNumber() != number)
    wrong("descriptors have been left open");
  return 0;
}
