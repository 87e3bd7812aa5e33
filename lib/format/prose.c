/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Prose: an article, or any running text, that quotes what was said. Each quotation is a
 * line without a time; who says it is the subject of the verb of saying in its sentence,
 * else the nearest name. Writers spell one name in many ways: the most frequent is taken
 * for all. A quotation that the writer interrupts ("No," she said, "never.") is one line;
 * the comma before the closing mark stands for a full stop. What is in square brackets is
 * the editor's and stays. A quotation that is never closed ends with its paragraph.
 * Titles and single words in marks are no lines. */
#include "format/prose.h"

#include "format/read.h"
#include "text/normalise.h"

#include <stdlib.h>
#include <string.h>

struct scan {
    struct daesa_reader *in;
    struct daesa_cast *cast;
    bool single;          /* single marks are quotations: there are no others */
    bool has_blank_lines; /* which divide paragraphs; else every line is one */
    size_t n_quotations, n_silent;
    const char *counted; /* line ends are counted up to here ... */
    int32_t line;        /* ... and this is the line there */
};

/* ---- paragraphs ---- */

/* Takes the next paragraph off `*rest`; `*line` is that of its first, `*next` that of
 * what follows. */
static bool next_paragraph(const struct scan *s, struct daesa_str *rest, int32_t *line,
                           int32_t *next, struct daesa_str *out)
{
    struct daesa_str one;
    *out = (struct daesa_str){0};
    while (daesa_str_next_line(rest, &one)) {
        bool blank = daesa_str_trim(one).len == 0;
        ++*next;
        if (blank && out->len)
            return true;
        if (blank)
            continue;
        if (!out->len) {
            *out = one;
            *line = *next - 1;
        }
        out->len = (size_t)(one.s + one.len - out->s);
        if (!s->has_blank_lines)
            return true;
    }
    return out->len > 0;
}

static bool has_blank_lines(struct daesa_str text)
{
    struct daesa_str line;
    bool any = false;
    while (daesa_str_next_line(&text, &line)) {
        bool blank = daesa_str_trim(line).len == 0;
        if (blank && any && daesa_str_trim(text).len)
            return true;
        any = any || !blank;
    }
    return false;
}

/* Calls `work` for every paragraph. */
static enum daesa_status
each(struct scan *s,
     enum daesa_status (*work)(struct scan *s, struct daesa_str paragraph, int32_t line))
{
    struct daesa_str rest = s->in->text, paragraph;
    int32_t line = 1, next = 1;
    enum daesa_status status = DAESA_OK;
    while (!status && next_paragraph(s, &rest, &line, &next, &paragraph))
        status = work(s, paragraph, line);
    return status;
}

/* ---- texts ---- */

/* On one line, the blanks between words one each. */
static void add_words(struct daesa_buf *buf, struct daesa_str text)
{
    bool blank = false;
    for (size_t i = 0; i < text.len; i++) {
        if (daesa_is_space(text.s[i])) {
            blank = true;
            continue;
        }
        if (blank && buf->len)
            daesa_buf_add_char(buf, ' ');
        blank = false;
        daesa_buf_add_char(buf, text.s[i]);
    }
}

/* A comma that only leads on to "she said" is a full stop. */
static void end_text(struct daesa_buf *buf)
{
    if (!buf->len || buf->s[buf->len - 1] != ',')
        return;
    daesa_buf_cut(buf, buf->len - 1);
    daesa_buf_add_char(buf, '.');
}

static struct daesa_str speaker_of(const struct scan *s, struct daesa_str paragraph,
                                   const struct daesa_quotation *quotation)
{
    return daesa_cast_speaker(s->cast, paragraph, s->single, quotation->from).name;
}

/* Whether the writer only interrupts: "No," she said, "never." or "No," she said.
 * "Never." What lies between is one clause, and who speaks is the same. */
static bool goes_on(const struct scan *s, struct daesa_str paragraph,
                    const struct daesa_quotation *before,
                    const struct daesa_quotation *quotation)
{
    struct daesa_str between =
        daesa_str_trim(daesa_str_slice(paragraph, before->to, quotation->from));
    if (before->open || between.len < 2 || !before->text.len ||
        !strchr(",!?", before->text.s[before->text.len - 1]) ||
        !strchr(",.", between.s[between.len - 1]))
        return false;
    for (size_t i = 0; i + 1 < between.len; i++)
        if (strchr(".!?", between.s[i]))
            return false;
    struct daesa_str name = speaker_of(s, paragraph, before);
    return name.len && daesa_str_equal(name, speaker_of(s, paragraph, quotation));
}

static enum daesa_status take_speaker(struct daesa_reader *in, struct daesa_str name,
                                      struct daesa_cue *cue)
{
    struct daesa_buf buf = {0}, composed = {0};
    add_words(&buf, name);
    if (buf.len && buf.s[0] >= 'a' && buf.s[0] <= 'z')
        buf.s[0] = (char)(buf.s[0] - 'a' + 'A');
    daesa_nfc_add(&composed, daesa_buf_str(&buf));
    enum daesa_status status = buf.status ? buf.status : composed.status;
    if (!status &&
        !daesa_arena_copy(&in->track->arena, daesa_buf_str(&composed), &cue->speaker))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&buf);
    daesa_buf_finish(&composed);
    return status;
}

static void report_cue(struct daesa_reader *in, const struct daesa_cue *cue, bool open,
                       bool guessed)
{
    struct daesa_place place = cue->source.place;
    if (open)
        daesa_reader_report(
            in, DAESA_WARNING, "prose-open-quotation", place,
            "the quotation that begins here is never closed; it ends with "
            "its paragraph, or before the next");
    if (cue->speaker.len == 0)
        daesa_reader_report(in, DAESA_WARNING, "prose-no-speaker", place,
                            "nobody is named as saying this");
    else if (guessed)
        daesa_reader_report(in, DAESA_NOTE, "prose-speaker-guessed", place,
                            "\"%.*s\" is the speaker only by what stands before",
                            DAESA_STR_ARGS(cue->speaker));
}

/* Goes on from where it was asked last: to count anew would take time in the square of
 * the paragraph. */
static struct daesa_place place_of(struct scan *s, struct daesa_str paragraph,
                                   int32_t line, size_t at)
{
    if (!paragraph.s)
        return daesa_reader_place(s->in, line, 0);
    const char *to = paragraph.s + at;
    if (!s->counted || s->counted < paragraph.s || s->counted > to) {
        s->counted = paragraph.s;
        s->line = line;
    }
    for (; s->counted < to; s->counted++)
        s->line += *s->counted == '\n';
    return daesa_reader_place(s->in, s->line, 0);
}

/* ---- lines ---- */

/* A quotation, or the pieces of one, on its way to a cue. */
struct speech {
    struct daesa_buf text;
    struct daesa_quotation first, last;
};

static enum daesa_status end_speech(struct scan *s, struct speech *speech,
                                    struct daesa_str paragraph, int32_t line)
{
    struct daesa_buf composed = {0};
    struct daesa_cue *cue;
    if (!speech->text.len)
        return speech->text.status;
    end_text(&speech->text);
    daesa_nfc_add(&composed, daesa_buf_str(&speech->text));
    struct daesa_cast_answer who =
        daesa_cast_speaker(s->cast, paragraph, s->single, speech->first.from);
    enum daesa_status status = daesa_reader_add(s->in, line, &cue);
    if (!status) {
        cue->source.place = place_of(s, paragraph, line, speech->first.from);
        status = take_speaker(s->in, who.name, cue);
    }
    if (!status)
        status = speech->text.status ? speech->text.status : composed.status;
    if (!status && !daesa_cue_add_text(s->in->track, cue, daesa_reader_language(s->in),
                                       daesa_buf_str(&composed)))
        status = DAESA_NO_MEMORY;
    if (!status)
        report_cue(s->in, cue, speech->last.open, who.guessed);
    daesa_buf_cut(&speech->text, 0);
    daesa_buf_finish(&composed);
    return status;
}

static void report_title(const struct scan *s, struct daesa_place place,
                         struct daesa_str text)
{
    daesa_reader_report(s->in, DAESA_NOTE, "prose-not-said", place,
                        "\"%.*s\" looks like a title or a word in marks, not like "
                        "something that is said; it is left out",
                        DAESA_STR_ARGS(text));
}

static bool ends_sentence(struct daesa_str paragraph, size_t at)
{
    return daesa_str_ends(daesa_str_trim(daesa_str_slice(paragraph, 0, at)), ".");
}

static enum daesa_status read_paragraph(struct scan *s, struct daesa_str paragraph,
                                        int32_t line)
{
    struct daesa_quotation quotation;
    struct speech speech = {0};
    size_t at = 0, before = s->in->track->n_cues;
    enum daesa_status status = DAESA_OK;
    while (!status && daesa_quotation_next(paragraph, s->single, &at, &quotation)) {
        if (!daesa_quotation_said(paragraph, &quotation)) {
            report_title(s, place_of(s, paragraph, line, quotation.from), quotation.text);
            continue;
        }
        if (speech.text.len && goes_on(s, paragraph, &speech.last, &quotation)) {
            if (ends_sentence(paragraph, quotation.from))
                end_text(&speech.text);
            daesa_buf_add_char(&speech.text, ' ');
        } else {
            status = end_speech(s, &speech, paragraph, line);
            speech.first = quotation;
        }
        add_words(&speech.text, quotation.text);
        speech.last = quotation;
    }
    if (!status)
        status = end_speech(s, &speech, paragraph, line);
    s->n_silent += s->in->track->n_cues == before;
    daesa_buf_finish(&speech.text);
    return status;
}

/* ---- the article ---- */

static enum daesa_status count(struct scan *s, struct daesa_str paragraph, int32_t line)
{
    struct daesa_quotation quotation;
    size_t at = 0;
    (void)line;
    while (daesa_quotation_next(paragraph, s->single, &at, &quotation))
        s->n_quotations++;
    return DAESA_OK;
}

static enum daesa_status learn(struct scan *s, struct daesa_str paragraph, int32_t line)
{
    (void)line;
    daesa_cast_learn(s->cast, paragraph, s->single);
    return DAESA_OK;
}

static enum daesa_status report_spellings(const struct scan *s)
{
    enum daesa_status status = DAESA_OK;
    for (size_t i = 0; i < s->cast->n_names && !status; i++) {
        const struct daesa_cast_name *name = &s->cast->names[i];
        struct daesa_buf others = {0};
        for (size_t k = 0; k < name->n_spellings; k++)
            if (!daesa_str_equal(name->spellings[k].text, name->name))
                daesa_buf_printf(&others, "%s%.*s", others.len ? ", " : "",
                                 DAESA_STR_ARGS(name->spellings[k].text));
        status = others.status;
        if (others.len && !status)
            daesa_reader_report(s->in, DAESA_NOTE, "prose-spellings",
                                daesa_reader_place(s->in, 0, 0),
                                "\"%.*s\" is taken for all spellings: %s",
                                DAESA_STR_ARGS(name->name), others.s);
        daesa_buf_finish(&others);
    }
    return status;
}

static enum daesa_status read_article(struct scan *s)
{
    struct daesa_reader *in = s->in;
    s->has_blank_lines = has_blank_lines(in->text);
    each(s, count);
    if (!s->n_quotations) {
        s->single = true;
        each(s, count);
    }
    each(s, learn);
    daesa_cast_settle(s->cast);
    enum daesa_status status = each(s, read_paragraph);
    if (!status && in->track->n_cues == 0)
        return daesa_fail(
            in->sink, DAESA_BAD_INPUT, "prose-no-quotation", daesa_reader_place(in, 0, 0),
            "nothing is quoted in the text; for a line a line use --from text");
    if (!status)
        status = report_spellings(s);
    if (!status && s->n_silent)
        daesa_reader_report(in, DAESA_NOTE, "prose-passed-over",
                            daesa_reader_place(in, 0, 0), "%zu %s nothing that is said",
                            s->n_silent,
                            s->n_silent == 1 ? "paragraph quotes" : "paragraphs quote");
    return status;
}

static enum daesa_status read(struct daesa_reader *in)
{
    struct scan s = {.in = in, .cast = calloc(1, sizeof *s.cast)};
    enum daesa_status status = s.cast ? read_article(&s) : DAESA_NO_MEMORY;
    free(s.cast);
    return status;
}

/* Paragraphs of the length that paragraphs have, and a third of them quote. */
static int sniff(struct daesa_str text)
{
    struct daesa_reader in = {.text = text};
    struct scan s = {.in = &in};
    struct daesa_str rest = text, paragraph;
    int32_t line = 1, next = 1;
    size_t n = 0, n_long = 0, n_quoting = 0;
    s.has_blank_lines = has_blank_lines(text);
    while (next_paragraph(&s, &rest, &line, &next, &paragraph)) {
        size_t before = s.n_quotations;
        count(&s, paragraph, line);
        n++;
        n_long += paragraph.len >= 200;
        n_quoting += s.n_quotations > before && paragraph.len >= 100;
    }
    return n && s.n_quotations >= 3 && n_long * 2 >= n && n_quoting * 3 >= n ? 30 : 0;
}

const struct daesa_format daesa_format_prose = {
    .name = "prose",
    .title = "prose that quotes",
    .extensions = "prose txt",
    .prefix = "prose",
    .holds = DAESA_HOLDS_UNTIMED | DAESA_HOLDS_SPEAKERS,
    .unit_us = 1000,
    .sniff = sniff,
    .read = read,
};
