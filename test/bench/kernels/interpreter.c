// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A little virtual machine running a sieve: a switch in a loop, its state in memory.
#include "arguments.h"
#include <stdint.h>

enum Code { PUSH, LOAD, STORE, PEEK, POKE, ADD, LESS, JUMP, JUMP_UNLESS, HALT };
struct Instruction {
  uint8_t code;
  int32_t operand;
};

enum { limit = 5000000 };
static uint8_t data[limit + 1];

// i = 2; while (i < limit) { if (!data[i]) { count += 1; j = i + i; while (j < limit) { data[j] =
// 1; j += i } } i += 1 }
static const struct Instruction program[] = {
    {PUSH, 2}, {STORE, 0},                                   // 0: i = 2
    {LOAD, 0}, {PUSH, limit}, {LESS, 0},  {JUMP_UNLESS, 32}, // 2: while i < limit
    {LOAD, 0}, {PEEK, 0},     {PUSH, 1},  {LESS, 0},         {JUMP_UNLESS, 27}, // 6: if data[i] < 1
    {LOAD, 2}, {PUSH, 1},     {ADD, 0},   {STORE, 2},                           // 11: count += 1
    {LOAD, 0}, {LOAD, 0},     {ADD, 0},   {STORE, 1},                           // 15: j = i + i
    {LOAD, 1}, {PUSH, limit}, {LESS, 0},  {JUMP_UNLESS, 27},             // 19: while j < limit
    {LOAD, 1}, {POKE, 1},     {JUMP, 33}, {HALT, 0},                     // 23: data[j] = 1
    {LOAD, 0}, {PUSH, 1},     {ADD, 0},   {STORE, 0},        {JUMP, 2},  // 27: i += 1
    {HALT, 0},                                                           // 32
    {LOAD, 1}, {LOAD, 0},     {ADD, 0},   {STORE, 1},        {JUMP, 19}, // 33: j += i
};

static int32_t run(void) {
  int32_t stack[16], variables[4] = {0};
  int top = 0;
  for (const struct Instruction *at = program;; ++at) {
    switch ((enum Code)at->code) {
    case PUSH:
      stack[top++] = at->operand;
      break;
    case LOAD:
      stack[top++] = variables[at->operand];
      break;
    case STORE:
      variables[at->operand] = stack[--top];
      break;
    case PEEK:
      stack[top - 1] = data[stack[top - 1]];
      break;
    case POKE:
      data[stack[--top]] = (uint8_t)at->operand;
      break;
    case ADD:
      --top;
      stack[top - 1] += stack[top];
      break;
    case LESS:
      --top;
      stack[top - 1] = stack[top - 1] < stack[top];
      break;
    case JUMP:
      at = program + at->operand - 1;
      break;
    case JUMP_UNLESS:
      if (!stack[--top])
        at = program + at->operand - 1;
      break;
    case HALT:
      return variables[2];
    }
  }
}

int main(int argc, char **argv) {
  int rounds = amount(argc, argv, 4);
  int32_t total = 0;
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i <= limit; ++i)
      data[i] = 0;
    total += run();
  }
  printf("%d\n", total);
  return 0;
}
