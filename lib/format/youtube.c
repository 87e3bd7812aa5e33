/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/youtube.h"

#include "format/rows.h"

int64_t daesa_youtube_colour(double rgb, double alpha)
{
    rgb = rgb >= 0 && rgb <= 0xFFFFFF ? rgb : 0xFFFFFF;
    /* The editor writes 254 for what is not seen through. */
    alpha = alpha >= 0 && alpha < 254 ? alpha : 255;
    return (int64_t)rgb << 8 | (int64_t)alpha;
}

/* ---- segments ---- */

static size_t skip_blanks(struct daesa_str text)
{
    size_t n = 0;
    while (n < text.len && daesa_is_space(text.s[n]))
        n++;
    return n;
}

/* Takes the blanks around `*text` off it: those before it join the gap, those behind
 * are the next. Nothing but blanks all go into the gap. */
static struct daesa_str take_gap(struct daesa_youtube *y, struct daesa_str *text)
{
    size_t blanks = skip_blanks(*text);
    struct daesa_str before = daesa_str_slice(*text, 0, blanks), gap = y->gap;
    if (before.len && (gap.len == 0 || daesa_str_find_char(before, '\n') < before.len))
        gap = before;
    *text = daesa_str_from(*text, blanks);
    struct daesa_str bare = daesa_str_trim(*text);
    y->gap = bare.len ? daesa_str_from(*text, bare.len) : gap;
    *text = bare;
    return gap;
}

enum daesa_status daesa_youtube_words(struct daesa_youtube *y, struct daesa_cue *cue,
                                      size_t n)
{
    cue->words = daesa_arena_alloc(&y->in->track->arena, n, sizeof *cue->words);
    return cue->words ? DAESA_OK : DAESA_NO_MEMORY;
}

/* A segment is a word; one that no blank divides from that before is the rest of it. */
static void add_word(struct daesa_youtube *y, struct daesa_cue *cue,
                     const struct daesa_youtube_segment *segment, size_t from, bool joins)
{
    size_t to = y->markup.plain.len;
    if (joins && cue->n_words) {
        cue->words[cue->n_words - 1].to = to;
        return;
    }
    int64_t start_us = cue->start_us + segment->offset_ms * 1000;
    if (cue->n_words)
        cue->words[cue->n_words - 1].end_us = start_us;
    cue->words[cue->n_words++] = (struct daesa_word){
        .from = from,
        .to = to,
        .start_us = start_us,
        .end_us = cue->end_us,
        .confidence =
            segment->sure > 0 && segment->sure <= 255 ? (float)segment->sure / 255 : -1};
}

static void add_marked(struct daesa_youtube *y, const struct daesa_youtube_pen *pen,
                       struct daesa_str text)
{
    const struct {
        enum daesa_span_kind kind;
        bool on;
        int64_t number;
    } marks[] = {{DAESA_SPAN_BOLD, pen->bold, 0},
                 {DAESA_SPAN_ITALIC, pen->italic, 0},
                 {DAESA_SPAN_UNDERLINE, pen->underline, 0},
                 {DAESA_SPAN_COLOUR, pen->has_colour, pen->colour},
                 {DAESA_SPAN_BACKGROUND, pen->has_background, pen->background}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].on)
            daesa_markup_open(&y->markup, marks[i].kind, (struct daesa_str){0},
                              marks[i].number);
    daesa_markup_add(&y->markup, text);
    daesa_markup_close_to(&y->markup, 0);
}

void daesa_youtube_add(struct daesa_youtube *y, struct daesa_cue *cue,
                       const struct daesa_youtube_segment *segment)
{
    struct daesa_str text = segment->text, gap = take_gap(y, &text);
    if (text.len == 0)
        return;
    bool first = y->markup.plain.len == 0;
    if (!first)
        daesa_markup_add(&y->markup, gap);
    size_t from = y->markup.plain.len;
    add_marked(y, &segment->pen, text);
    if (cue->words)
        add_word(y, cue, segment, from, !first && gap.len == 0);
}

enum daesa_status daesa_youtube_text(struct daesa_youtube *y, struct daesa_cue *cue)
{
    y->gap = (struct daesa_str){0};
    return daesa_markup_end(&y->markup, y->in->track, cue, daesa_reader_language(y->in));
}

/* ---- positions and windows ---- */

void daesa_youtube_place(struct daesa_cue *cue, int64_t anchor, int64_t x, int64_t y)
{
    static const uint8_t anchors[] = {7, 8, 9, 4, 5, 6, 1, 2, 3};
    if (anchor < 0 || anchor > 8 || x < 0 || x > 100 || y < 0 || y > 100 ||
        (anchor == 7 && x == 50 && y == 100))
        return;
    cue->position = (struct daesa_position){.anchor = anchors[anchor],
                                            .placed = true,
                                            .x = (float)x / 100,
                                            .y = (float)y / 100};
}

/* A line that rolls up ends where the next one of its window begins. */
void daesa_youtube_roll(struct daesa_youtube *y, int64_t window)
{
    struct daesa_track *track = y->in->track;
    const struct daesa_cue *cue = &track->cues[track->n_cues - 1];
    struct daesa_cue *before = y->last ? &track->cues[y->last - 1] : NULL;
    if (before && y->window == window && before->start_us < cue->start_us &&
        (before->end_us > cue->start_us || before->end_us == DAESA_TIME_NONE)) {
        before->end_us = cue->start_us;
        for (size_t i = 0; i < before->n_words; i++)
            if (before->words[i].end_us > before->end_us)
                before->words[i].end_us = before->end_us;
        y->n_rolling++;
    }
    y->last = track->n_cues;
    y->window = window;
}

void daesa_youtube_end(struct daesa_youtube *y, enum daesa_status status)
{
    struct daesa_rows rows = {.in = y->in};
    if (!status)
        daesa_rows_guess_ends(&rows, true);
    if (!status && y->n_rolling)
        daesa_reader_report(y->in, DAESA_NOTE, "youtube-rolling",
                            daesa_reader_place(y->in, 0, 0),
                            "%zu %s where the next begins", y->n_rolling,
                            y->n_rolling == 1 ? "caption rolls up; it ends"
                                              : "captions roll up; each ends");
    daesa_markup_finish(&y->markup);
}
