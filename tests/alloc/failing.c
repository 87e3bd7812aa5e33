/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "failing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* No library needs more than this for a test's input; past it, something
 * allocates for ever. */
#define MANY 100000

static size_t asked, fail_from, fail_to;

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strdup(const char *s);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *s);

static bool fails(void)
{
    asked++;
    return asked >= fail_from && asked <= fail_to;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *s)
{
    return fails() ? NULL : __real_strdup(s);
}

void failing_at(size_t n, bool for_good)
{
    asked = 0;
    fail_from = n ? n : SIZE_MAX;
    fail_to = n && !for_good ? n : SIZE_MAX;
}

size_t failing_count(void)
{
    return asked;
}

static size_t fail_each(const char *what, enum daesa_status (*work)(void *context),
                        void *context, bool for_good)
{
    for (size_t n = 1; n < MANY; n++) {
        failing_at(n, for_good);
        enum daesa_status status = work(context);
        size_t count = failing_count();
        failing_at(0, false);
        if (count < n) {
            if (status != DAESA_OK)
                fail_msg("%s: %s although no allocation failed", what,
                         daesa_status_text(status));
            return n - 1;
        }
        if (status != DAESA_NO_MEMORY)
            fail_msg("%s: allocation %zu failed, and it says \"%s\"", what, n,
                     daesa_status_text(status));
    }
    fail_msg("%s: does not stop allocating", what);
    return 0;
}

void failing_everywhere(const char *what, enum daesa_status (*work)(void *context),
                        void *context, size_t at_least)
{
    for (int for_good = 0; for_good < 2; for_good++) {
        size_t n = fail_each(what, work, context, for_good);
        if (n < at_least)
            fail_msg("%s: only %zu allocations seen", what, n);
    }
}
