/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "report/lines.h"

#include "report/safe.h"
#include "text/utf8.h"

#define TIME_CELLS 13

/* Pads with blanks what was added since `from`, and sets it off by one at least. */
static void pad(struct daesa_buf *buf, size_t from, size_t cells)
{
    do
        daesa_buf_add_char(buf, ' ');
    while (!buf->status && buf->len - from < cells);
}

static void add_time(struct daesa_buf *buf, int64_t us)
{
    size_t from = buf->len;
    if (us == DAESA_TIME_NONE)
        daesa_buf_add_char(buf, '-');
    else
        daesa_time_print(buf, us);
    pad(buf, from, TIME_CELLS);
}

/* "Staff: Just do it for her.", cut at `width` letters. */
static void add_text(struct daesa_buf *buf, const struct daesa_cue *cue, size_t width)
{
    struct daesa_buf line = {0};
    if (cue->speaker.len) {
        daesa_safe_add(&line, cue->speaker);
        daesa_buf_add_text(&line, ": ");
    }
    if (cue->n_texts)
        daesa_safe_add(&line, cue->texts[0].plain);
    struct daesa_str text = daesa_buf_str(&line);
    size_t at = 0;
    for (size_t n = 0; at < text.len && (width == 0 || n < width); n++)
        daesa_utf8_next(text, &at);
    daesa_buf_add(buf, daesa_str_slice(text, 0, at));
    daesa_buf_add_text(buf, at < text.len ? "..." : "");
    daesa_buf_finish(&line);
}

static void add_line(struct daesa_buf *buf, const struct daesa_cue *cue, size_t number,
                     size_t width)
{
    daesa_buf_printf(buf, "%5zu  ", number);
    add_time(buf, cue->start_us);
    add_time(buf, cue->end_us);
    if (daesa_cue_timed(cue) && cue->confidence >= 0)
        daesa_buf_printf(buf, "%.2f  ", (double)cue->confidence);
    else
        daesa_buf_add_text(buf, "-     ");
    add_text(buf, cue, width);
    if (cue->speech == DAESA_SPEECH_NOT_FOUND)
        daesa_buf_add_text(buf, " (not spoken)");
    daesa_buf_add_char(buf, '\n');
}

void daesa_lines_print(struct daesa_buf *buf, const struct daesa_track *track,
                       size_t width)
{
    daesa_buf_printf(buf, "%5s  %-*s%-*s%s  %s\n", "#", TIME_CELLS, "start", TIME_CELLS,
                     "end", "sure", "line");
    for (size_t i = 0; i < track->n_cues; i++)
        add_line(buf, &track->cues[i], i + 1, width);
}
