/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_EVIDENCE_PACK_H
#define DAESA_JOB_EVIDENCE_PACK_H

#include "core/buf.h"
#include "core/evidence.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Evidence as bytes, to be kept in a file: a mark with the version, the key, the
 * arrays as differences in seven bits a byte, and a checksum over it all. */

/* Appends them. `key` is whatever names what the evidence is about. */
void daesa_evidence_pack(const struct daesa_evidence *evidence, uint64_t key,
                         struct daesa_buf *out);

/* Takes them apart again into `out`, which must be empty ({0}) and is untouched on
 * failure. DAESA_BAD_INPUT: damaged, of another version or with another key.
 * DAESA_NO_MEMORY. */
enum daesa_status daesa_evidence_unpack(struct daesa_str bytes, uint64_t key,
                                        struct daesa_evidence *out);

#ifdef __cplusplus
}
#endif
#endif
