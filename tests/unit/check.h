/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TESTS_UNIT_CHECK_H
#define DAESA_TESTS_UNIT_CHECK_H

/* What every unit test includes: cmocka with the headers that it wants, and
 * checks for our own types. */

#include "core/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The number of rows of a table. */
#define COUNT(table) (sizeof(table) / sizeof *(table))

/* `got`, a struct daesa_str, holds exactly the text `want`; a failure shows
 * both. */
#define check_str(got, want) check_str_at(got, want, __FILE__, __LINE__)

static inline void check_str_at(struct daesa_str got, const char *want, const char *file,
                                int line)
{
    if (daesa_str_is(got, want))
        return;
    print_error("# got  \"%.*s\" (%zu bytes)\n# want \"%s\"\n", DAESA_STR_ARGS(got),
                got.len, want);
    _fail(file, line);
}

/* Fails and names the row of the table that it was about. */
#define check_row(ok, row_name)                                   \
    do {                                                          \
        if (!(ok)) {                                              \
            print_error("# row \"%s\": not %s\n", row_name, #ok); \
            _fail(__FILE__, __LINE__);                            \
        }                                                         \
    } while (0)

#endif
