/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_SPEECH_LISTENER_H
#define DAESA_SPEECH_LISTENER_H

#include "core/status.h"
#include "speech/matrix.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Makes spectra of what a voice speaks, on a thread of its own, so that the voice
 * speaks the next line meanwhile. A little noise is added, the same in every run:
 * digital silence has no spectrum. */
struct daesa_listener;

/* Rows of the lines are appended to `log_mel` (n_columns must be DAESA_MEL_BANDS)
 * until the listener is closed; nobody else may touch it until then. Without
 * `has_thread`, and where the machine gives no thread, daesa_listener_hear does the
 * work itself. `rate_hz` as for daesa_mel_open. */
enum daesa_status daesa_listener_open(struct daesa_listener **out, int rate_hz,
                                      struct daesa_matrix *log_mel, bool has_thread);

/* Takes a copy of the samples of the next line. `n_rows` becomes how many rows they
 * make; these may still have to come. */
enum daesa_status daesa_listener_hear(struct daesa_listener *listener,
                                      const int16_t *samples, size_t n, size_t *n_rows);

/* Waits until all that was taken is heard. The status of the whole work. NULL and
 * pointers to NULL are accepted. */
enum daesa_status daesa_listener_close(struct daesa_listener **listener);

#ifdef __cplusplus
}
#endif
#endif
