/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_JSON_PROFILE_H
#define DAESA_FORMAT_JSON_PROFILE_H

#include "core/buf.h"
#include "core/finding.h"
#include "core/profile.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A profile of a user's own, as JSON: an object with the figures that are to differ
 * from those of the built-in profile that "from" names; without it from nothing.
 * samples/profile.schema.json documents the keys, which are those of struct
 * daesa_profile, times in seconds. */

/* Reads the bytes of the file `file` (its name, for findings) into `*out`, which is
 * untouched on failure. DAESA_BAD_INPUT: not JSON, a key or a value that a profile
 * does not have (`profile-key`, `profile-value`, with the nearest that it has), a
 * "from" that is no profile (`profile-unknown`). */
enum daesa_status daesa_profile_read(struct daesa_str bytes, const char *file,
                                     struct daesa_profile *out, struct daesa_sink *sink);

/* Appends the profile as such an object, on one line; what it says nothing about is left
 * out, and so would daesa_profile_read have it. A failure sticks in the buffer. */
void daesa_profile_print(struct daesa_buf *buf, const struct daesa_profile *profile);

#ifdef __cplusplus
}
#endif
#endif
