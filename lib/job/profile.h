/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_PROFILE_H
#define DAESA_JOB_PROFILE_H

#include "core/finding.h"
#include "core/profile.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The profile that a user names: a built-in one by its name, or a JSON file of the
 * user's own, where `name` has a slash or ends in ".json". NULL is the one that is
 * meant for texts in `language`. `*out` is untouched on failure.
 *
 * DAESA_NOT_FOUND: `profile-unknown`, with the nearest name. Else as
 * daesa_file_read and daesa_profile_read (format/json_profile.h) fail. */
enum daesa_status daesa_profile_load(const char *name, struct daesa_str language,
                                     struct daesa_profile *out, struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
