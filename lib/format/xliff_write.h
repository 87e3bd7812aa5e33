/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_XLIFF_WRITE_H
#define DAESA_FORMAT_XLIFF_WRITE_H

#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes the track as XLIFF 1.2, or 2.0 where `two`. */
enum daesa_status daesa_xliff_write(struct daesa_writer *out, bool two);

#ifdef __cplusplus
}
#endif
#endif
