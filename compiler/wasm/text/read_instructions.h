// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instructions in text (spec section 6.5), flat and folded, to binary. How an instruction's
// immediates are written follows from its kind in opcodes.def. Nesting is kept on a stack of our
// own: a deep expression must not exhaust the thread's.
#pragma once

#include "compiler/wasm/text/keywords.h"
#include "compiler/wasm/text/names.h"
#include "compiler/wasm/text/read_types.h"

#include <map>
#include <string>
#include <vector>

namespace wasmelt::wasm::text {

/// `(@metadata.code.branch_hint "\00")`, and others of code metadata: data of an instruction.
struct CodeMetadata {
  uint32_t offset; ///< in the function body
  std::string data;
};
/// By the name of the section that they go to, as `metadata.code.branch_hint`.
using CodeMetadataMap = std::map<std::string, std::vector<CodeMetadata>>;

class ExpressionReader {
public:
  ExpressionReader(TokenReader &reader, ModuleNames &names, TypeReader &types)
      : reader_(reader), names_(names), types_(types) {}

  /// Instructions up to the `)` that ends them, which stays. `locals` is null outside of functions.
  /// In functions `out` must be the function's body from its very beginning.
  void instructions(CodeBuffer &out, const IndexSpace *locals);
  /// One folded instruction.
  void foldedInstruction(CodeBuffer &out);

  /// Whether an instruction names a data segment: the data count section is needed then.
  bool usesDatas() const { return uses_datas_; }
  /// Of the last function read.
  NameMap takeLabelNames() { return std::move(label_names_); }
  CodeMetadataMap takeMetadata() { return std::move(metadata_); }

private:
  struct Hint {
    std::string section, data;
  };
  struct Frame {
    enum Kind : uint8_t {
      Sequence, ///< up to a `)` that is not ours
      Single,   ///< one folded instruction
      FlatBlock,
      FlatIf,
      FlatElse,
      FlatTry,
      FlatCatch,
      FlatCatchAll,    ///< up to `end`
      FoldedPlain,     ///< operands, then `)`
      FoldedCondition, ///< of an `if`: operands, then `(then`
      FoldedAfterThen,
      FoldedAfterElse,
      FoldedTry,
      FoldedAfterDo,
      FoldedAfterCatch,
      FoldedAfterCatchAll, ///< between its arms
      FoldedBlock,         ///< instructions, then `)` and `end`
      FoldedArm, ///< (then …), (else …), (do …), (catch …): instructions, then `)`
    };
    Kind kind;
    size_t pending_bytes = 0, pending_marks = 0; ///< where its own encoding begins in pending_
    Binding label{};
    std::vector<Hint> hints{};
  };

  void run(CodeBuffer &out);
  void stepInSequence(CodeBuffer &out);
  void stepInOperands(CodeBuffer &out);
  void stepAfterThen(CodeBuffer &out);
  void stepInTry(CodeBuffer &out);
  void closeFolded(CodeBuffer &out);
  void beginFolded(CodeBuffer &out);
  void flatInstruction(CodeBuffer &out);
  void structure(CodeBuffer &out, const OpcodeRow &instruction);
  void end(CodeBuffer &out);
  void expectMatchingLabel();

  void enterLabel(Binding label);
  void leaveLabel() { labels_.pop_back(); }
  uint32_t labelIndex();
  void readHints();
  void placeHints(const CodeBuffer &out, const std::vector<Hint> &hints);

  void opcode(CodeBuffer &out, const OpcodeRow &instruction, uint32_t source);
  void plain(CodeBuffer &out, const OpcodeRow &instruction, uint32_t source);
  void immediates(CodeBuffer &out, const OpcodeRow &instruction);
  /// Opcode, type and catch clauses; the label is not entered yet.
  Binding blockHead(CodeBuffer &out, const OpcodeRow &instruction, uint32_t source);
  void catchClauses(CodeBuffer &out);
  void index(CodeBuffer &out, const IndexSpace &space);
  uint32_t optionalIndex(const IndexSpace &space) {
    return reader_.atIndex() ? space.read(reader_) : 0;
  }
  void branchTable(CodeBuffer &out);
  void castBranch(CodeBuffer &out);
  void segmentAndSpace(CodeBuffer &out, const IndexSpace &segments, const IndexSpace &space);
  void copy(CodeBuffer &out, const IndexSpace &space);
  void structField(CodeBuffer &out);
  void memArg(CodeBuffer &out, const OpcodeRow &instruction, bool has_lane);
  void lane(CodeBuffer &out) { out.u8(static_cast<uint8_t>(reader_.natural(8, "a lane index"))); }
  void shuffle(CodeBuffer &out);

  TokenReader &reader_;
  ModuleNames &names_;
  TypeReader &types_;
  const IndexSpace *locals_ = nullptr;
  std::vector<Frame> frames_;
  std::vector<std::optional<std::string>> labels_; ///< innermost last
  uint32_t label_count_ = 0;
  NameMap label_names_;
  CodeBuffer pending_;      ///< folded instructions that wait for their operands
  std::vector<Hint> hints_; ///< of the instruction that follows
  CodeMetadataMap metadata_;
  bool uses_datas_ = false;
};

} // namespace wasmelt::wasm::text
