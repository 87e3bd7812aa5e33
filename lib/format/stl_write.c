/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/stl_write.h"

#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_BYTES (DAESA_STL_TTI - DAESA_STL_TEXT)
/* Extension blocks are numbered up to 0xEF. */
#define MAX_BLOCKS 0xF0
/* Where the title stands in the file's block. */
#define TITLE_AT 16
#define TITLE_LETTERS 32

struct sheet {
    struct daesa_writer *out;
    struct daesa_stl_head head;
    struct daesa_stl_dress dress;
    struct daesa_stl_letters *letters; /* owned */
    struct daesa_buf text;
    size_t number, n_blocks, n_lost, n_late;
    int64_t first_us, start_us; /* of the first cue; of the programme */
};

/* ---- what the texts are made of ---- */

static enum daesa_stl_table table_of(uint32_t letter)
{
    return letter >= 0x400 && letter < 0x460   ? DAESA_STL_CYRILLIC
           : letter >= 0x600 && letter < 0x700 ? DAESA_STL_ARABIC
           : letter >= 0x370 && letter < 0x400 ? DAESA_STL_GREEK
           : letter >= 0x590 && letter < 0x600 ? DAESA_STL_HEBREW
                                               : DAESA_STL_LATIN;
}

/* The table of most letters that are not ASCII. */
static enum daesa_stl_table best_table(const struct daesa_track *track)
{
    size_t n[DAESA_STL_N_TABLES] = {0};
    for (size_t i = 0; i < track->n_cues; i++)
        for (size_t k = 0; k < track->cues[i].n_texts; k++) {
            struct daesa_str plain = track->cues[i].texts[k].plain;
            for (size_t at = 0; at < plain.len;) {
                uint32_t letter = daesa_utf8_next(plain, &at);
                n[table_of(letter)] += letter >= 0x80;
            }
        }
    enum daesa_stl_table best = DAESA_STL_LATIN;
    for (enum daesa_stl_table t = best; t < DAESA_STL_N_TABLES; t++)
        if (n[t] > n[best])
            best = t;
    return best;
}

static bool has_colours(const struct daesa_track *track)
{
    for (size_t i = 0; i < track->n_cues; i++)
        for (size_t k = 0; k < track->cues[i].n_texts; k++)
            for (size_t j = 0; j < track->cues[i].texts[k].n_spans; j++)
                if (track->cues[i].texts[k].spans[j].kind == DAESA_SPAN_COLOUR)
                    return true;
    return false;
}

/* ---- the file's block ---- */

static void put(char *gsi, size_t at, size_t width, struct daesa_str text)
{
    for (size_t i = 0; i < text.len && i < width; i++)
        gsi[at + i] = text.s[i];
}

static void put_number(char *gsi, size_t at, size_t width, size_t n)
{
    for (size_t i = width; i-- > 0; n /= 10)
        gsi[at + i] = (char)('0' + n % 10);
}

static void put_time(char *gsi, size_t at, int64_t us, const struct daesa_timecode *form)
{
    char code[4];
    daesa_stl_time_put(code, us, form);
    for (size_t i = 0; i < 4; i++)
        put_number(gsi, at + 2 * i, 2, (size_t)code[i]);
}

/* The title is in the code page of an old computer, of which we know the plain letters.
 */
static void put_title(const struct daesa_writer *out, char *gsi)
{
    struct daesa_str title = out->track->title;
    size_t n = 0, n_lost = 0;
    for (size_t at = 0; at < title.len; n++) {
        uint32_t letter = daesa_utf8_next(title, &at);
        bool is_plain = letter >= ' ' && letter < 0x7F;
        if (n < TITLE_LETTERS)
            gsi[TITLE_AT + n] = is_plain ? (char)letter : '?';
        n_lost += !is_plain || n >= TITLE_LETTERS;
    }
    if (n_lost)
        daesa_writer_report(out, DAESA_WARNING, "stl-title", NULL,
                            "%zu letters of the title are lost: there is room for %d, "
                            "and \"?\" stands for those outside of ASCII",
                            n_lost, TITLE_LETTERS);
}

static void make_head(struct sheet *s, char *gsi)
{
    const struct daesa_track *track = s->out->track;
    char language[3];
    struct daesa_str spoken = track->language;
    for (size_t i = 0; i < track->n_cues && !spoken.len; i++)
        if (track->cues[i].n_texts)
            spoken = track->cues[i].texts[0].language;
    daesa_stl_language_code(spoken, language);
    memset(gsi, ' ', DAESA_STL_GSI);
    put(gsi, 0, 3, daesa_str_of("850"));
    put(gsi, 3, 8, daesa_str_of(s->head.code.fps == 30 ? "STL30.01" : "STL25.01"));
    gsi[11] = s->head.teletext ? '1' : '0';
    put_number(gsi, 12, 2, (size_t)s->head.table);
    put(gsi, 14, 2, daesa_str_of(language));
    put_title(s->out, gsi);
    put(gsi, 224, 14, daesa_str_of("00010100010100"));
    put(gsi, 248, 8, daesa_str_of("00140231"));
    put(gsi, 256, 16, daesa_str_of("0000000000000000"));
    put(gsi, 272, 2, daesa_str_of("11"));
}

/* The counts of blocks and subtitles, and the first time. */
static void finish_head(struct sheet *s, size_t at)
{
    struct daesa_buf *buf = s->out->out;
    if (buf->status)
        return;
    char *gsi = buf->s + at;
    put_number(gsi, 238, 5, s->n_blocks);
    put_number(gsi, 243, 5, s->number);
    put_number(gsi, 248, 3, 1);
    if (s->first_us != DAESA_TIME_NONE)
        put_time(gsi, 264, s->first_us + s->start_us, &s->head.code);
}

/* ---- subtitles ---- */

static size_t count_lines(const struct daesa_cue *cue)
{
    size_t n = cue->n_texts;
    for (size_t k = 0; k < cue->n_texts; k++)
        for (size_t i = 0; i < cue->texts[k].plain.len; i++)
            n += cue->texts[k].plain.s[i] == '\n';
    return n;
}

static void put_position(struct sheet *s, const struct daesa_cue *cue, char *tti)
{
    struct daesa_position p = daesa_writer_position(s->out, cue);
    int anchor = p.anchor >= 1 && p.anchor <= 9 ? p.anchor : 2;
    int rows = s->head.n_rows, per_line = s->head.teletext ? 2 : 1;
    int lines = (int)(count_lines(cue) > 1 ? count_lines(cue) : 1);
    int high = (anchor - 1) / 3, row = rows - 1 - (lines - 1) * per_line;
    if (high == 2 && row > per_line)
        row = per_line;
    else if (high == 1)
        row = rows / 2 - (lines - 1) * per_line / 2;
    tti[13] = (char)(row < 1 ? 1 : row);
    tti[14] = (char)((anchor - 1) % 3 + 1);
}

static void add_blocks(struct sheet *s, const char *tti)
{
    struct daesa_str rest = daesa_buf_str(&s->text);
    for (size_t n = 0; n == 0 || rest.len; n++) {
        char block[DAESA_STL_TTI];
        struct daesa_str part = daesa_str_slice(rest, 0, TEXT_BYTES);
        rest = daesa_str_from(rest, part.len);
        memset(block, '\x8F', sizeof block);
        memcpy(block, tti, DAESA_STL_TEXT);
        if (part.len)
            memcpy(block + DAESA_STL_TEXT, part.s, part.len);
        bool last = rest.len == 0 || n + 1 == MAX_BLOCKS;
        block[3] = (char)(unsigned char)(last ? 0xFF : n);
        daesa_buf_add(s->out->out, (struct daesa_str){block, sizeof block});
        s->n_blocks++;
        if (last && rest.len)
            daesa_writer_report(s->out, DAESA_WARNING, "stl-too-long", NULL,
                                "a text is longer than %d blocks; the rest is left out",
                                MAX_BLOCKS);
        if (last)
            break;
    }
}

/* Whether the blocks of a cue's source still say its text, and where it stands. */
static bool keeps_text(struct sheet *s, const struct daesa_cue *cue)
{
    struct daesa_str raw = cue->source.raw;
    struct daesa_stl_tti tti;
    struct daesa_track scratch = {0};
    struct daesa_markup markup = {0};
    struct daesa_cue *again = daesa_track_add(&scratch);
    bool same = false;
    if (!again)
        daesa_writer_reread(s->out, DAESA_NO_MEMORY);
    if (!again || raw.len < DAESA_STL_TTI || cue->n_texts != 1 ||
        s->out->opts->n_languages)
        goto done;
    daesa_stl_tti_read(raw, &s->head.code, &tti);
    daesa_buf_cut(&s->text, 0);
    for (size_t at = 0; at < raw.len; at += DAESA_STL_TTI)
        daesa_stl_text_gather(&s->text, daesa_str_slice(raw, at, at + DAESA_STL_TTI));
    daesa_stl_text_read(daesa_buf_str(&s->text), &s->head, &markup);
    enum daesa_status status =
        daesa_markup_end(&markup, &scratch, again, cue->texts[0].language);
    if (!daesa_writer_reread(s->out, status) || tti.cumulative ||
        tti.comment != cue->comment)
        goto done;
    same = daesa_markup_same(&again->texts[0], &cue->texts[0]) &&
           daesa_stl_position(&s->head, tti.row, tti.justification, count_lines(cue))
                   .anchor == cue->position.anchor;
done:
    daesa_markup_finish(&markup);
    daesa_track_finish(&scratch);
    return same;
}

/* The source's blocks at other times. */
static void add_moved(struct sheet *s, const struct daesa_cue *cue)
{
    struct daesa_str raw = cue->source.raw;
    for (size_t at = 0; at < raw.len; at += DAESA_STL_TTI) {
        char block[DAESA_STL_TTI];
        memcpy(block, raw.s + at, sizeof block);
        daesa_stl_time_put(block + 5, cue->start_us + s->start_us, &s->head.code);
        daesa_stl_time_put(block + 9, cue->end_us + s->start_us, &s->head.code);
        daesa_buf_add(s->out->out, (struct daesa_str){block, sizeof block});
        s->n_blocks++;
    }
}

static void add_cue(struct sheet *s, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(s->out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    struct daesa_str raw = s->out->same ? cue->source.raw : (struct daesa_str){0};
    char tti[DAESA_STL_TEXT] = {0};
    bool italic = daesa_writer_italic(s->out, cue);
    put_position(s, cue, tti);
    if (raw.len >= DAESA_STL_TTI) {
        struct daesa_stl_tti old;
        daesa_stl_tti_read(raw, &s->head.code, &old);
        struct daesa_position was =
            daesa_stl_position(&s->head, old.row, old.justification, count_lines(cue));
        char row = tti[13], column = tti[14];
        memcpy(tti, raw.s, DAESA_STL_TEXT);
        tti[4] = 0;
        if (was.anchor != cue->position.anchor) {
            tti[13] = row;
            tti[14] = column;
        }
    }
    tti[1] = (char)(unsigned char)(s->number & 0xFF);
    tti[2] = (char)(unsigned char)(s->number >> 8 & 0xFF);
    daesa_stl_time_put(tti + 5, cue->start_us + s->start_us, &s->head.code);
    daesa_stl_time_put(tti + 9, cue->end_us + s->start_us, &s->head.code);
    tti[15] = cue->comment ? 1 : 0;
    daesa_buf_cut(&s->text, 0);
    if (italic)
        daesa_buf_add_char(&s->text, '\x80');
    for (size_t i = 0; i < n; i++) {
        if (i)
            daesa_buf_add_char(&s->text, '\x8A');
        s->n_lost += daesa_stl_text_add(&s->text, texts[i], &s->dress);
    }
    add_blocks(s, tti);
}

static bool all_unedited(const struct daesa_writer *out)
{
    for (size_t i = 0; i < out->track->n_cues; i++)
        if (!daesa_writer_unedited(out, &out->track->cues[i]))
            return false;
    return daesa_writer_whole(out);
}

/* `all`: nothing is edited; else a cumulative set is taken apart. */
static void add_cues(struct sheet *s, bool all)
{
    const struct daesa_track *track = s->out->track;
    bool whole = daesa_writer_whole(s->out);
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        bool unedited = whole && daesa_writer_unedited(s->out, cue);
        if (!daesa_cue_timed(cue))
            continue;
        if (!cue->comment && s->first_us == DAESA_TIME_NONE)
            s->first_us = cue->start_us;
        if (s->out->same) {
            daesa_buf_add(s->out->out, cue->source.lead);
            s->n_blocks += cue->source.lead.len / DAESA_STL_TTI;
        }
        bool in_set = s->out->same && cue->source.raw.len > 4 && cue->source.raw.s[4];
        if (unedited && (!in_set || all)) {
            daesa_buf_add(s->out->out, cue->source.raw);
            s->n_blocks += cue->source.raw.len / DAESA_STL_TTI;
        } else if (whole && keeps_text(s, cue)) {
            add_moved(s, cue);
        } else {
            add_cue(s, cue);
        }
        s->number++;
        s->n_late += cue->end_us + s->start_us >= 24 * 3600 * DAESA_SECOND_US;
    }
    if (s->out->same)
        daesa_buf_add(s->out->out, track->tail);
}

/* The programme's start where the source's times count from it: then a source time
 * differs from the cue's. */
static int64_t start_of(const struct sheet *s)
{
    const struct daesa_track *track = s->out->track;
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_source *source = &track->cues[i].source;
        struct daesa_stl_tti tti;
        if (source->raw.len < DAESA_STL_TTI || s->head.start_us == DAESA_TIME_NONE)
            continue;
        daesa_stl_tti_read(source->raw, &s->head.code, &tti);
        if (!tti.comment && tti.begin_us < s->head.start_us)
            return 0;
    }
    return s->head.start_us == DAESA_TIME_NONE ? 0 : s->head.start_us;
}

static struct daesa_rate rate_of(const struct daesa_writer *out)
{
    return daesa_rate_known(out->opts->rate) ? out->opts->rate : out->track->rate;
}

static struct daesa_timecode choose_code(const struct daesa_writer *out)
{
    double fps = daesa_rate_fps(rate_of(out));
    return (struct daesa_timecode){.fps = fps > 29 && fps < 31 ? 30 : 25,
                                   .drop = daesa_stl_drops(rate_of(out))};
}

static void begin(struct sheet *s)
{
    const struct daesa_track *track = s->out->track;
    char gsi[DAESA_STL_GSI];
    if (s->out->same && daesa_stl_head_read(track->head, rate_of(s->out), &s->head)) {
        s->start_us = start_of(s);
        daesa_buf_add(s->out->out, track->head);
    } else {
        s->head = (struct daesa_stl_head){.code = choose_code(s->out),
                                          .table = best_table(track),
                                          .teletext = has_colours(track),
                                          .n_rows = 23};
        make_head(s, gsi);
        daesa_buf_add(s->out->out, (struct daesa_str){gsi, sizeof gsi});
    }
    s->dress = (struct daesa_stl_dress){
        .table = s->head.table, .letters = s->letters, .teletext = s->head.teletext};
}

enum daesa_status daesa_stl_write(struct daesa_writer *out)
{
    struct sheet s = {.out = out, .first_us = DAESA_TIME_NONE};
    size_t at = out->out->len;
    s.letters = malloc(sizeof *s.letters);
    enum daesa_status status =
        s.letters && daesa_stl_letters_make(s.letters) ? DAESA_OK : DAESA_NO_MEMORY;
    if (!status) {
        begin(&s);
        bool all = out->same && all_unedited(out);
        add_cues(&s, all);
        if (!all)
            finish_head(&s, at);
        status = s.text.status;
    }
    if (s.n_lost)
        daesa_writer_report(out, DAESA_WARNING, "stl-lost-characters", NULL,
                            "%zu character%s in none of EBU STL's code tables; \"?\" "
                            "stands there",
                            s.n_lost, s.n_lost == 1 ? " is" : "s are");
    if (s.n_late)
        daesa_writer_report(out, DAESA_WARNING, "stl-past-a-day", NULL,
                            "%zu cues end after 24 hours, where time codes end; they are "
                            "put there",
                            s.n_late);
    daesa_buf_finish(&s.text);
    free(s.letters);
    return status;
}
