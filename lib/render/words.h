/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_RENDER_WORDS_H
#define DAESA_RENDER_WORDS_H

#include "core/buf.h"
#include "core/finding.h"

#include <stdarg.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What libass says while it reads and draws, as findings (drawing.h lists them);
 * each is told once for each event, a missing font once in all. {0} hears and tells
 * nobody. */
struct daesa_render_words {
    struct daesa_sink *sink;
    const char *file;       /* for findings; NULL: none */
    bool is_any_font;       /* says nothing of missing fonts */
    size_t cue;             /* the event that is drawn, from 1; 0: all, or none */
    int64_t start_us;       /* of it */
    struct daesa_buf told;  /* private: what was said of it, a line each */
    struct daesa_buf fonts; /* private: and of fonts, of which libass speaks once */
    bool is_fallback;       /* private: the next font is one for a single character */
};

/* From now on about this event. */
void daesa_render_words_begin(struct daesa_render_words *words, size_t cue,
                              int64_t start_us);

/* A message of libass at its `level`: 0 and 1 are errors, 2 is a warning. */
void daesa_render_words_hear(struct daesa_render_words *words, int level,
                             const char *format, va_list args);

/* Frees what was kept. NULL is accepted. */
void daesa_render_words_finish(struct daesa_render_words *words);

#ifdef __cplusplus
}
#endif
#endif
