// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A path to what a descriptor refers to, for host calls that have no form with a descriptor.
#pragma once

namespace wasmelt::wasi::platform {

class DescriptorPath {
public:
  explicit DescriptorPath(int host);
  const char *text() const { return buffer; }

private:
  char buffer[32];
};

} // namespace wasmelt::wasi::platform
