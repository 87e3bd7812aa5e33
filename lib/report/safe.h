/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_REPORT_SAFE_H
#define DAESA_REPORT_SAFE_H

#include "core/buf.h"
#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends text that strangers wrote so that it can be shown on a terminal and
 * stays on its line: line breaks and tabs become a space, other control
 * characters (C0, DEL, C1), bidirectional controls and bytes that are not UTF-8
 * become U+FFFD. */
void daesa_safe_add(struct daesa_buf *buf, struct daesa_str text);

/* The same as text of XML, of an element or, in quotes, an attribute. */
void daesa_safe_add_xml(struct daesa_buf *buf, struct daesa_str text);

#ifdef __cplusplus
}
#endif
#endif
