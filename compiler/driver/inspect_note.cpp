// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/driver/inspect_note.h"

#include "compiler/driver/error.h"
#include "runtime-lib/abi/symbol_names.h"

#include <llvm/IR/Constants.h>
#include <llvm/IR/GlobalVariable.h>
#include <llvm/IR/Module.h>
#include <llvm/Object/ELFObjectFile.h>
#include <llvm/Support/Endian.h>
#include <llvm/Transforms/Utils/ModuleUtils.h>

namespace wasmelt {

void addInspectNote(llvm::Module &ir, const std::string &json) {
  llvm::LLVMContext &context = ir.getContext();
  constexpr llvm::StringLiteral owner(WASMELT_NOTE_OWNER);
  auto word = [&](uint64_t value) -> llvm::Constant * {
    return llvm::ConstantInt::get(llvm::Type::getInt32Ty(context), value);
  };
  auto padded = [&](llvm::StringRef text, size_t size) {
    std::string bytes = text.str();
    bytes.resize((size + 3) / 4 * 4, '\0');
    return llvm::ConstantDataArray::getString(context, bytes, /*AddNull=*/false);
  };
  llvm::Constant *note = llvm::ConstantStruct::getAnon(
      {word(owner.size() + 1), word(json.size()), word(WASMELT_NOTE_TYPE),
       padded(owner, owner.size() + 1), padded(json, json.size())});
  auto *variable =
      new llvm::GlobalVariable(ir, note->getType(), /*isConstant=*/true,
                               llvm::GlobalValue::PrivateLinkage, note, "wasmelt.note");
  variable->setSection(WASMELT_NOTE_SECTION);
  variable->setAlignment(llvm::Align(4));
  llvm::appendToCompilerUsed(ir, {variable});
}

std::optional<std::string> readInspectNote(std::string_view bytes, const std::string &file_name) {
  llvm::StringRef data(bytes.data(), bytes.size());
  if (!data.starts_with("\x7f"
                        "ELF"))
    return std::nullopt;
  auto file = llvm::object::ObjectFile::createELFObjectFile(llvm::MemoryBufferRef(data, file_name));
  if (!file)
    throw Error::file(file_name, llvm::toString(file.takeError()));
  for (const llvm::object::SectionRef &section : (*file)->sections()) {
    auto name = section.getName();
    if (!name) {
      llvm::consumeError(name.takeError());
      continue;
    }
    if (*name != WASMELT_NOTE_SECTION)
      continue;
    auto contents = section.getContents();
    if (!contents)
      throw Error::file(file_name, llvm::toString(contents.takeError()));
    auto endianness = (*file)->isLittleEndian() ? llvm::endianness::little : llvm::endianness::big;
    constexpr size_t header = 12, owner_size = sizeof WASMELT_NOTE_OWNER;
    if (contents->size() < header + owner_size)
      break;
    const char *words = contents->data();
    uint64_t name_size = llvm::support::endian::read32(words, endianness);
    uint64_t json_size = llvm::support::endian::read32(words + 4, endianness);
    uint64_t json_at = header + (name_size + 3) / 4 * 4;
    if (name_size != owner_size || contents->substr(header, owner_size - 1) != WASMELT_NOTE_OWNER ||
        json_at + json_size > contents->size())
      break;
    return contents->substr(json_at, json_size).str();
  }
  throw Error::file(file_name, "not made by wasmelt: it has no " WASMELT_NOTE_SECTION " note");
}

} // namespace wasmelt
