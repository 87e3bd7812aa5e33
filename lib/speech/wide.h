/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_WIDE_H
#define DAESA_SPEECH_WIDE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Before a function whose loops profit from wide vectors: it is compiled twice, and
 * the program takes the one that the processor has. Both give the same bits, for
 * neither may fuse a product and a sum. */
#if defined __x86_64__ && defined __gnu_linux__ && !defined __clang__ && \
    !defined __SANITIZE_ADDRESS__
#define DAESA_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define DAESA_WIDE
#endif

/* The greatest of `n` values; minus infinity where there are none. No value may be
 * a NaN. */
float daesa_wide_max(const float *v, size_t n);

#ifdef __cplusplus
}
#endif
#endif
