// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/link/static_library.h"

#include "compiler/driver/error.h"

#include <llvm/Object/ArchiveWriter.h>

namespace wasmelt::link {

void writeStaticLibrary(const std::string &output, const std::string &object,
                        const std::string &name) {
  auto fail = [](llvm::Error error) {
    throw Error::environment("cannot write the library: " + llvm::toString(std::move(error)));
  };
  auto member = llvm::NewArchiveMember::getFile(object, /*Deterministic=*/true);
  if (!member)
    fail(member.takeError());
  member->MemberName = name;
  std::vector<llvm::NewArchiveMember> members;
  members.push_back(std::move(*member));
  if (llvm::Error error = llvm::writeArchive(output, members, llvm::SymtabWritingMode::NormalSymtab,
                                             llvm::object::Archive::K_GNU, /*Deterministic=*/true,
                                             /*Thin=*/false))
    fail(std::move(error));
}

} // namespace wasmelt::link
