/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_TAGS_H
#define DAESA_MEDIA_TAGS_H

#include "core/clip.h"
#include "core/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Copies the tags of `dictionary`, an AVDictionary or NULL, into `arena`, in
 * their order. Bytes that are no UTF-8 become U+FFFD. DAESA_NO_MEMORY. */
enum daesa_status daesa_tags_copy(const void *dictionary, struct daesa_arena *arena,
                                  struct daesa_tag **tags, size_t *n_tags);

/* The value of `key`, whatever the case of its ASCII letters, or "". */
struct daesa_str daesa_tag_get(const struct daesa_tag *tags, size_t n_tags,
                               const char *key);

#ifdef __cplusplus
}
#endif
#endif
