/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_GUESS_H
#define DAESA_FORMAT_GUESS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How long a text is shown in formats that do not say when it ends: a second and a
 * half and 80 ms for each character, but two to seven seconds. */
int64_t daesa_guess_duration_us(size_t n_chars);

#ifdef __cplusplus
}
#endif
#endif
