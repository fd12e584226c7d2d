// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The wording of the front end's errors.
#include "compiler/wasm/error_context.h"

#include <cstdio>

namespace wasmelt::wasm {

static std::string wholeLine(const std::string &file, uint64_t offset, const std::string &context,
                             const std::string &message) {
  char hex[32];
  std::snprintf(hex, sizeof hex, ":0x%llx", static_cast<unsigned long long>(offset));
  return file + hex + ": error: " + (context.empty() ? "" : "in " + context + ": ") + message;
}

Error::Error(Kind kind, std::string file, uint64_t offset, std::string context, std::string message)
    : std::runtime_error(wholeLine(file, offset, context, message)), kind(kind),
      file(std::move(file)), offset(offset), context(std::move(context)),
      message(std::move(message)) {}

Error::Error(Kind kind, std::string file, Place place, std::string context, std::string message)
    : std::runtime_error(file + ":" + std::to_string(place.line) + ":" +
                         std::to_string(place.column) + ": error: " +
                         (context.empty() ? "" : "in " + context + ": ") + message + "\n" +
                         place.excerpt),
      kind(kind), file(std::move(file)), place(std::move(place)), context(std::move(context)),
      message(std::move(message)) {}

void ErrorContext::fail(Error::Kind kind, uint64_t offset, std::string message) const {
  std::string where;
  if (function) {
    where = "function " + std::to_string(*function);
    if (const std::string name = module.knownFunctionName(*function); !name.empty())
      where += " '" + name + "'";
  }
  throw Error(kind, module.file_name, offset, std::move(where), std::move(message));
}

void ErrorContext::failUnsupported(uint64_t offset, std::string_view proposal,
                                   std::string_view what) const {
  fail(Error::Kind::Unsupported, offset,
       std::string(proposal) + " (" + std::string(what) + ") is not supported yet");
}

void ErrorContext::failDisabled(Feature feature, uint64_t offset, std::string_view what) const {
  fail(Error::Kind::Unsupported, offset,
       std::string(what) + " needs the feature '" + featureName(feature) +
           "', which is turned off");
}

} // namespace wasmelt::wasm
