/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_ENTITY_H
#define DAESA_FORMAT_ENTITY_H

#include "core/buf.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Takes the character reference that `text` begins with ("&amp;", "&#x41;",
 * "&eacute" without its semicolon), as the HTML standard consumes one outside of
 * an attribute, and appends its characters. Returns its length in bytes, or 0 and
 * appends nothing where there is none. */
size_t daesa_entity_take(struct daesa_str text, struct daesa_buf *out);

#ifdef __cplusplus
}
#endif
#endif
