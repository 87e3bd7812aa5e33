/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_ENTITY_NAMES_H
#define DAESA_FORMAT_ENTITY_NAMES_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The named character references of the HTML standard, sorted by name in byte
 * order, several to a string: "name=characters ", or "name~characters " where the
 * semicolon may be missing. */
extern const char *const daesa_entity_names[];
extern const size_t daesa_n_entity_names;

#ifdef __cplusplus
}
#endif
#endif
