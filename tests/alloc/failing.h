/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TESTS_ALLOC_FAILING_H
#define DAESA_TESTS_ALLOC_FAILING_H

/* Fails the library's own allocations, one after the other. Programs in this
 * folder are linked with --wrap=malloc, calloc, realloc and strdup, so that what the
 * library asks for passes here; other libraries and cmocka are not touched. */

#include "core/status.h"

#include <stdbool.h>
#include <stddef.h>

/* The `n`-th allocation from now on, from 1, fails, and all after it where
 * `for_good`; 0 lets all succeed. */
void failing_at(size_t n, bool for_good);

/* The allocations asked for since failing_at. */
size_t failing_count(void);

/* Runs `work` over and over, failing its first allocation, its second, and so
 * on until none is left to fail, once with that one only and once with all that
 * follow it. It must return DAESA_NO_MEMORY whenever one failed, and DAESA_OK
 * at last; leaks and crashes are the sanitizers' to find. `work` makes at least
 * `at_least` allocations. */
void failing_everywhere(const char *what, enum daesa_status (*work)(void *context),
                        void *context, size_t at_least);

#endif
