/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SAMI_WRITE_H
#define DAESA_FORMAT_SAMI_WRITE_H

#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The field of a text that names its class, where its language does not tell. */
#define DAESA_SAMI_CLASS_FIELD "sami:class"

/* Writes SAMI, times to the nearest millisecond: each language in a class of its own,
 * a SYNC wherever what a class shows changes. Of cues that overlap within a class,
 * which SAMI does not know, each stretch shows all that it has. */
enum daesa_status daesa_sami_write(struct daesa_writer *out);

#ifdef __cplusplus
}
#endif
#endif
