// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an output was made from, for build systems: a rule in make's language, as compilers write
// it.
#pragma once

#include <string>
#include <vector>

namespace wasmelt {

/// `target: files…`, escaped as make and Ninja read it.
std::string dependencyRule(const std::string &target, const std::vector<std::string> &files);

/// Where the rule for an output goes if nobody says: `app.d` for `app` and `app.o`.
std::string defaultDependencyFile(const std::string &output);

} // namespace wasmelt
