// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Indirect calls of several types, tables that are written, callbacks, recursion and mutual
// recursion.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef int (*Unary)(int);
typedef double (*Real)(double, int);
typedef struct Node Node;
struct Node {
  int (*evaluate)(const Node *);
  const Node *left, *right;
  int value;
};

static int increment(int x) { return x + 1; }
static int twice(int x) { return x * 2; }
static int negate(int x) { return -x; }
static double power(double x, int n) { return n ? x * power(x, n - 1) : 1; }
static double divide(double x, int n) { return x / n; }

static int number(const Node *node) { return node->value; }
static int add(const Node *node) {
  return node->left->evaluate(node->left) + node->right->evaluate(node->right);
}
static int multiply(const Node *node) {
  return node->left->evaluate(node->left) * node->right->evaluate(node->right);
}

static int isOdd(unsigned n);
static int isEven(unsigned n) { return n == 0 ? 1 : isOdd(n - 1); }
static int isOdd(unsigned n) { return n == 0 ? 0 : isEven(n - 1); }

static unsigned ackermann(unsigned m, unsigned n) {
  if (m == 0)
    return n + 1;
  return n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

static int compares;
static int descending(const void *a, const void *b) {
  ++compares;
  int x = *(const int *)a, y = *(const int *)b;
  return (x < y) - (x > y);
}

static Unary table[8] = {increment, twice, negate};

int main(int argc, char **argv) {
  for (int i = 3; i < 8; ++i)
    table[i] = table[(i * 5 + argc) % 3];
  int x = argc;
  for (int i = 0; i < 100; ++i)
    x = table[i & 7](x) % 100003;
  printf("%d\n", x);

  Real reals[2] = {power, divide};
  printf("%.17g %.17g\n", reals[argc & 1](10, 3), reals[(argc + 1) & 1](1.5, 10));

  Node leaves[3] = {{number, 0, 0, 6}, {number, 0, 0, 7}, {number, 0, 0, 100}};
  Node product = {multiply, &leaves[0], &leaves[1], 0}, sum = {add, &product, &leaves[2], 0};
  printf("%d\n", sum.evaluate(&sum));

  printf("%d %d\n", isEven(100000), isOdd(77777));
  printf("%u\n", ackermann(2, 300));

  int values[1000];
  uint32_t seed = 1;
  for (int i = 0; i < 1000; ++i)
    values[i] = (int)((seed = seed * 1664525 + 1013904223) >> 8);
  qsort(values, 1000, sizeof *values, descending);
  for (int i = 1; i < 1000; ++i)
    if (values[i - 1] < values[i])
      return 1;
  printf("%d %d sorted %d\n", values[0], values[999], compares > 0);
  return 0;
}
