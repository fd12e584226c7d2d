// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "compiler/wasm/text/read_numbers.h"
#include "compiler/wasm/text/keywords.h"
#include "compiler/wasm/text/literals.h"

namespace wasmelt::wasm::text {

namespace {

constexpr std::string_view kShapes[] = {"i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2"};

bool isNumber(Token::Kind kind) {
  return kind == Token::Natural || kind == Token::Integer || kind == Token::Float;
}

uint64_t inRange(TokenReader &reader, const Token &token, std::optional<uint64_t> value) {
  if (!value)
    reader.fail(token, "constant out of range: " + std::string(reader.textOf(token)));
  return *value;
}

} // namespace

uint64_t readInteger(TokenReader &reader, unsigned bits) {
  const Token &token = reader.peek();
  if (token.kind != Token::Natural && token.kind != Token::Integer)
    reader.failUnexpected("an integer");
  reader.next();
  return inRange(reader, token, parseInteger(reader.textOf(token), bits));
}

uint64_t readFloat(TokenReader &reader, unsigned bits) {
  const Token &token = reader.peek();
  if (!isNumber(token.kind))
    reader.failUnexpected("a number");
  reader.next();
  const std::string_view text = reader.textOf(token);
  return inRange(reader, token,
                 bits == 32 ? std::optional<uint64_t>(parseF32(text)) : parseF64(text));
}

LaneShape readLaneShape(TokenReader &reader) {
  for (size_t i = 0; i < std::size(kShapes); ++i)
    if (reader.acceptKeyword(kShapes[i]))
      return static_cast<LaneShape>(i);
  reader.failUnexpected("the shape of a vector");
}

void expectLanes(const TokenReader &reader, LaneShape shape, bool (*is_number)(std::string_view)) {
  size_t end = reader.position();
  auto isLane = [&](const Token &token) {
    return isNumber(token.kind) || (is_number && is_number(reader.textOf(token)));
  };
  while (isLane(reader.token(end)))
    ++end;
  const size_t count = end - reader.position();
  // A word that is no number at all is an error of its own, which reading the lanes finds.
  const Token &after = reader.token(end);
  if (count == laneCount(shape) || after.kind == Token::Reserved ||
      (after.kind == Token::Keyword && !isKeyword(reader.textOf(after))))
    return;
  reader.fail(reader.token(reader.position()), "wrong number of lane literals: expected " +
                                                   std::to_string(laneCount(shape)) + ", found " +
                                                   std::to_string(count));
}

std::array<uint8_t, 16> readV128(TokenReader &reader) {
  const LaneShape shape = readLaneShape(reader);
  expectLanes(reader, shape);
  std::array<uint8_t, 16> bytes{};
  const unsigned count = laneCount(shape), size = 16 / count;
  for (unsigned lane = 0; lane < count; ++lane) {
    const uint64_t bits =
        isFloatShape(shape) ? readFloat(reader, size * 8) : readInteger(reader, size * 8);
    for (unsigned i = 0; i < size; ++i)
      bytes[lane * size + i] = static_cast<uint8_t>(bits >> (8 * i));
  }
  return bytes;
}

} // namespace wasmelt::wasm::text
