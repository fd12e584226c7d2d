// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A guest for tests of the shim: memory, an instance and a directory that it was granted.
#pragma once

#include "wasi-shim/entry_points.h"
#include "wasi-shim/init.h"
#include "wasi-shim/platform/open_beneath.h"
#include "wasi-shim/state.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace wasmelt::wasi {

inline std::ostream &operator<<(std::ostream &out, Errno error) { return out << uint32_t(error); }

/// Starts a program anew with its own memory. Guest addresses come from bump allocation, at odd
/// addresses on purpose: nothing may rely on alignment.
class Guest {
public:
  static constexpr uint32_t memory_size = 1 << 20;

  Guest() : bytes(memory_size) {
    memory.base = bytes.data();
    memory.size = memory_size;
    instance.wasi_memory = &memory;
    instance.module = &module;
    module.config = &config;
    stateOf(&instance).fds.clear();
    stateOf(&instance).arg_count = stateOf(&instance).env_count = 0;
  }
  ~Guest() { stateOf(&instance).fds.clear(); }

  void grant(const std::string &host, const std::string &guest, bool read_only = false) {
    texts.push_back(std::make_unique<std::string>(host));
    texts.push_back(std::make_unique<std::string>(guest));
    dirs.push_back({(*(texts.end() - 2))->data(), texts.back()->data(),
                    read_only ? DirReadOnly : uint32_t(0), 0});
  }

  /// What the runtime does before the program's entry.
  void start(std::vector<std::string> args = {"app"}, std::vector<std::string> host_env = {}) {
    config.dirs = dirs.data();
    config.dir_count = uint32_t(dirs.size());
    config.env = env.data();
    config.env_count = uint32_t(env.size());
    for (auto *list : {&args, &host_env}) {
      for (std::string &text : *list) {
        texts.push_back(std::make_unique<std::string>(text));
        (list == &args ? argv : envp).push_back(texts.back()->data());
      }
      (list == &args ? argv : envp).push_back(nullptr);
    }
    wasmelt_wasi_init(&instance, int(argv.size() - 1), argv.data(), envp.data());
  }

  template <class T>
  GuestPtr<T> allocate(uint32_t count = 1) {
    uint32_t address = next | 1;
    next = address + uint32_t(sizeof(T)) * count;
    EXPECT_LE(next, memory_size);
    return {address};
  }
  GuestPtr<const Byte> put(std::string_view text) {
    auto pointer = allocate<Byte>(uint32_t(text.size()));
    memcpy(&bytes[pointer.address], text.data(), text.size());
    return {pointer.address};
  }
  template <class T>
  void set(GuestPtr<T> pointer, const std::remove_const_t<T> &value) {
    memcpy(&bytes.at(pointer.address), &value, sizeof(T));
  }
  template <class T>
  std::remove_const_t<T> get(GuestPtr<T> pointer) {
    std::remove_const_t<T> value;
    memcpy(&value, &bytes.at(pointer.address), sizeof(T));
    return value;
  }
  std::string text(uint32_t address, uint32_t length) {
    return {reinterpret_cast<char *>(&bytes.at(address)), length};
  }
  GuestPtr<const Iovec> vectors(const std::vector<Iovec> &list) {
    auto pointer = allocate<Iovec>(uint32_t(list.size()));
    memcpy(&bytes[pointer.address], list.data(), list.size() * sizeof(Iovec));
    return {pointer.address};
  }

  // The calls that most tests need, with C++ types.
  Errno open(Fd dir, std::string_view path, uint32_t oflags, Rights rights, Fd &fd,
             uint32_t fd_flags = 0, uint32_t lookup = LookupSymlinkFollow) {
    auto out = allocate<Fd>();
    Errno error = path_open(&instance, dir, lookup, put(path), uint32_t(path.size()), oflags,
                            rights, RightsAll, fd_flags, out);
    fd = get(out);
    return error;
  }
  Errno write(Fd fd, std::string_view text, uint32_t *written = nullptr) {
    auto out = allocate<Size>();
    Errno error =
        fd_write(&instance, fd, vectors({{put(text).address, uint32_t(text.size())}}), 1, out);
    if (written)
      *written = get(out);
    else if (error == Errno::Success)
      EXPECT_EQ(get(out), text.size());
    return error;
  }
  Errno read(Fd fd, uint32_t size, std::string &result) {
    auto buffer = allocate<Byte>(size);
    auto out = allocate<Size>();
    Errno error = fd_read(&instance, fd, vectors({{buffer.address, size}}), 1, out);
    if (error == Errno::Success)
      result = text(buffer.address, get(out));
    return error;
  }
  Errno stat(Fd dir, std::string_view path, Filestat &result,
             uint32_t lookup = LookupSymlinkFollow) {
    auto out = allocate<Filestat>();
    Errno error = path_filestat_get(&instance, dir, lookup, put(path), uint32_t(path.size()), out);
    result = get(out);
    return error;
  }
  Fdstat fdstat(Fd fd) {
    auto out = allocate<Fdstat>();
    EXPECT_EQ(fd_fdstat_get(&instance, fd, out), Errno::Success);
    return get(out);
  }

  std::vector<uint8_t> bytes;
  Memory memory = {};
  Instance instance = {};
  ProgramConfig config = {};
  std::vector<const char *> env;

private:
  ModuleDescriptor module = {};
  std::vector<std::unique_ptr<std::string>> texts;
  std::vector<DirGrant> dirs;
  std::vector<char *> argv, envp;
  uint32_t next = 1024;
};

/// A temporary directory on the host that goes away with the test.
class HostDirectory {
public:
  HostDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "wasmelt-wasi-XXXXXX").string();
    root = mkdtemp(pattern.data());
  }
  ~HostDirectory() { std::filesystem::remove_all(root); }
  std::string operator/(const std::string &name) const { return (root / name).string(); }
  std::string path() const { return root.string(); }
  void file(const std::string &name, const std::string &contents = "") const {
    std::ofstream(root / name) << contents;
  }
  void directory(const std::string &name) const {
    std::filesystem::create_directories(root / name);
  }
  void link(const std::string &target, const std::string &name) const {
    std::filesystem::create_symlink(target, root / name);
  }
  std::string contents(const std::string &name) const {
    std::stringstream text;
    text << std::ifstream(root / name).rdbuf();
    return text.str();
  }
  bool exists(const std::string &name) const {
    return std::filesystem::exists(std::filesystem::symlink_status(root / name));
  }

private:
  std::filesystem::path root;
};

inline long openDescriptors() {
  auto list = std::filesystem::directory_iterator("/proc/self/fd");
  return std::distance(begin(list), end(list));
}

/// A started guest with one granted directory, descriptor 3, called /sandbox.
struct GuestTest : testing::Test {
  static constexpr Fd dir = 3;
  long descriptors_before = openDescriptors();
  HostDirectory outside; // the granted directory lies inside this one
  Guest guest;
  Instance *instance = &guest.instance;

  GuestTest() {
    outside.directory("sandbox");
    outside.file("secret", "secret");
    guest.grant(outside / "sandbox", "/sandbox");
    guest.start();
  }
  ~GuestTest() override {
    stateOf(instance).fds.clear();
    EXPECT_EQ(openDescriptors(), descriptors_before) << "descriptors have been left open";
  }
};

} // namespace wasmelt::wasi
