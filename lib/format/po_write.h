/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_PO_WRITE_H
#define DAESA_FORMAT_PO_WRITE_H

#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes the track as PO. */
enum daesa_status daesa_po_write(struct daesa_writer *out);

#ifdef __cplusplus
}
#endif
#endif
