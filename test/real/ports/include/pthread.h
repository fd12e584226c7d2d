/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Thread-specific data and once, for a program that has one thread. */
#pragma once
#include <stdlib.h>
typedef struct {
  void *value;
} pthread_key_t;
typedef int pthread_once_t;
#define PTHREAD_ONCE_INIT 0
#define pthread_key_create(key, destroy) ((key)->value = NULL, 0)
#define pthread_getspecific(key) ((key).value)
#define pthread_setspecific(key, new_value) ((key).value = (void *)(new_value), 0)
#define pthread_once(once, function) (*(once) ? 0 : (*(once) = 1, (function)(), 0))
