/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SAMI_SEEN_H
#define DAESA_FORMAT_SAMI_SEEN_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What of a paragraph of SAMI is seen: more than tags, comments, white space and no-break
 * spaces, which clear the screen. */

/* The bytes of a paragraph up to the last thing that is seen; 0: there is nothing. */
size_t daesa_sami_seen(struct daesa_str body);

/* Whether nothing is seen of a text without markup. */
bool daesa_sami_blank(struct daesa_str plain);

/* About as many characters as are seen of a paragraph. */
size_t daesa_sami_count(struct daesa_str body);

#ifdef __cplusplus
}
#endif
#endif
