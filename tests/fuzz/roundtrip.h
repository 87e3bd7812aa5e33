/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FUZZ_ROUNDTRIP_H
#define DAESA_FUZZ_ROUNDTRIP_H

#include <stddef.h>
#include <stdint.h>

/* What every fuzz target of a format does: read the bytes as that format, write
 * the track, edited so that nothing is copied from the source, read that again,
 * write again: the two outputs must be equal. Aborts where they are not. */
void fuzz_roundtrip(const uint8_t *bytes, size_t n, const char *format);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#endif
