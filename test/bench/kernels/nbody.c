// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Planets under gravity: scalar doubles, square roots and divisions.
#include "arguments.h"
#include <math.h>

struct Body {
  double position[3], velocity[3], mass;
};

static struct Body bodies[] = {
    {{0, 0, 0}, {0, 0, 0}, 39.478},
    {{4.841, -1.160, -0.103}, {0.606, 2.811, -0.025}, 0.0376},
    {{8.343, 4.124, -0.403}, {-1.010, 1.825, 0.008}, 0.0112},
    {{12.894, -15.111, -0.223}, {1.082, 0.868, -0.010}, 0.0017},
    {{15.379, -25.919, 0.179}, {0.979, 0.594, -0.034}, 0.0020},
};
enum { count = sizeof bodies / sizeof *bodies };

static void advance(double step) {
  for (int i = 0; i < count; ++i)
    for (int j = i + 1; j < count; ++j) {
      double d[3], square = 0;
      for (int axis = 0; axis < 3; ++axis) {
        d[axis] = bodies[i].position[axis] - bodies[j].position[axis];
        square += d[axis] * d[axis];
      }
      double pull = step / (square * sqrt(square));
      for (int axis = 0; axis < 3; ++axis) {
        bodies[i].velocity[axis] -= d[axis] * bodies[j].mass * pull;
        bodies[j].velocity[axis] += d[axis] * bodies[i].mass * pull;
      }
    }
  for (int i = 0; i < count; ++i)
    for (int axis = 0; axis < 3; ++axis)
      bodies[i].position[axis] += step * bodies[i].velocity[axis];
}

int main(int argc, char **argv) {
  int steps = amount(argc, argv, 20000000);
  for (int step = 0; step < steps; ++step)
    advance(0.001);
  double energy = 0;
  for (int i = 0; i < count; ++i)
    for (int axis = 0; axis < 3; ++axis)
      energy += bodies[i].mass * bodies[i].velocity[axis] * bodies[i].velocity[axis] / 2;
  printf("%.9f\n", energy);
  return 0;
}
