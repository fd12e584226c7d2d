// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Uses the reactor through its header for C++: host DIRECTORY. Says nothing if all is well.
#include "reactor.hpp"

#include <algorithm>
#include <cstring>
#include <iostream>

static int failures;

static void expect(bool condition, const char *text) {
  if (!condition) {
    std::cerr << "not so: " << text << '\n';
    ++failures;
  }
}

int main(int argc, char **argv) try {
  if (argc != 2)
    return 2;
  std::string out, in = "1 20 300";
  wasmelt::Wasi wasi;
  wasi.arg("reactor").env("WHO", "lambda").dir(argv[1], "/data");
  wasi.output(WASMELT_WASI_STDOUT, [&](std::string_view text) { out += text; });
  wasi.input([&](std::span<std::byte> bytes) {
    size_t size = std::min({bytes.size(), in.size(), size_t(3)});
    std::memcpy(bytes.data(), in.data(), size);
    in.erase(0, size);
    return size;
  });
  auto instance = reactor::Instance::create({.wasi = wasi.get()});
  if (!instance)
    throw wasmelt::Exception(std::move(instance.error()));
  wasmelt::initialize(reactor_instance(instance->get())).value();
  expect(instance->constructed().value() == 1, "constructors have run");
  expect(instance->note(5).value() == 1, "one line");
  expect(out == "noted 5\n", "the output");
  expect(instance->sum().value() == 321, "the sum of the input");
  auto left = instance->leave(4);
  expect(!left && left.error().kind() == WASMELT_ERROR_EXIT, "it has left");

  try {
    wasi.dir(std::string(argv[1]) + "/none", "/none");
    expect(false, "what is not there cannot be granted");
  } catch (const wasmelt::Exception &exception) {
    expect(std::strstr(exception.what(), "No such file"), exception.what());
  }
  wasi.output(WASMELT_WASI_STDOUT, [](std::string_view) { throw 1; });
  instance->note(6).value();
  return failures != 0;
} catch (const std::exception &exception) {
  std::cerr << exception.what() << '\n';
  return 1;
}
