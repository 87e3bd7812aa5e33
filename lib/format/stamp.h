/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_STAMP_H
#define DAESA_FORMAT_STAMP_H

#include "core/buf.h"
#include "core/str.h"
#include "core/time.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Times as they are written in files: scanning, and printing to the unit of a
 * format. */

/* Takes a time off the front of `*text`: one to three numbers with ":" between
 * them, and a fraction after "." or "," (after a third ":" too, where it is the
 * third number's), all as decimals, so that "05.5" is five seconds and a half.
 * Blanks are allowed after ":" and a sign before all. A single number is not a
 * time. Sets `*odd` (never clears it) where minutes or seconds pass 59, there
 * are blanks, or a fraction has other than three digits or a ":" before it.
 * False, and nothing changed, where there is no time or it passes
 * DAESA_TIME_MAX. */
bool daesa_stamp_take(struct daesa_str *text, int64_t *us, bool *odd);

/* How a format writes times. */
struct daesa_stamp_style {
    int hour_digits;   /* at least; 0: no hours unless there are any */
    int minute_digits; /* at least, where minutes lead; 0 is 2 */
    char point;        /* before the fraction */
    int digits;        /* of the fraction, 0..6 */
};

/* Appends a time, rounded to the nearest unit of the fraction; negative times as
 * zero. */
void daesa_stamp_add(struct daesa_buf *buf, int64_t us,
                     const struct daesa_stamp_style *style);

/* Appends seconds as a decimal without superfluous zeros: "12.5", "-0.25", to
 * the microsecond. */
void daesa_stamp_add_seconds(struct daesa_buf *buf, int64_t us);

#ifdef __cplusplus
}
#endif
#endif
