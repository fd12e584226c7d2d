/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* wasi-libc has no setjmp. Programs built with this header must not come back from an error. */
#pragma once
typedef int jmp_buf[1];
