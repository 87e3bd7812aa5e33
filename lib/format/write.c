/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/write.h"

#include "format/loss.h"
#include "format/read.h"
#include "text/charset.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* From so many cues on room is made for them at once; few take more bytes each. */
#define MANY_CUES 10000
#define BYTES_PER_CUE 128

void daesa_writer_report(const struct daesa_writer *out, enum daesa_severity severity,
                         const char *rule, const struct daesa_cue *cue,
                         const char *format, ...)
{
    char message[512];
    va_list args;
    if (!out->sink)
        return;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    struct daesa_finding finding = {
        .severity = severity, .rule = rule, .start_us = DAESA_TIME_NONE};
    if (cue) {
        finding.place = cue->source.place;
        finding.cue = (size_t)(cue - out->track->cues) + 1;
        finding.start_us = cue->start_us;
    } else if (out->track->n_cues) {
        finding.place.file = out->track->cues[0].source.place.file;
    }
    daesa_report(out->sink, finding, "%s", message);
}

size_t daesa_writer_texts(const struct daesa_writer *out, const struct daesa_cue *cue,
                          const struct daesa_text **texts, size_t max)
{
    const struct daesa_format_write_opts *opts = out->opts;
    size_t n = 0;
    if (opts->n_languages == 0) {
        for (; n < cue->n_texts && n < max; n++)
            texts[n] = &cue->texts[n];
        return n;
    }
    for (size_t i = 0; i < opts->n_languages && n < max; i++) {
        const struct daesa_text *text =
            daesa_cue_text(cue, daesa_str_of(opts->languages[i]));
        if (text)
            texts[n++] = text;
    }
    if (n == 0 && cue->n_texts == 1 && cue->texts[0].language.len == 0 && max)
        texts[n++] = &cue->texts[0];
    return n;
}

static const struct daesa_style *flattened(const struct daesa_writer *out,
                                           const struct daesa_cue *cue)
{
    if (out->format->holds & DAESA_HOLDS_STYLES || cue->style.len == 0)
        return NULL;
    for (size_t i = 0; i < out->track->n_styles; i++)
        if (daesa_str_equal(out->track->styles[i].name, cue->style))
            return &out->track->styles[i];
    return NULL;
}

struct daesa_position daesa_writer_position(const struct daesa_writer *out,
                                            const struct daesa_cue *cue)
{
    const struct daesa_style *style = flattened(out, cue);
    struct daesa_position position = cue->position;
    if (style && !position.anchor && style->anchor != 2)
        position.anchor = style->anchor;
    return position;
}

bool daesa_writer_italic(const struct daesa_writer *out, const struct daesa_cue *cue)
{
    const struct daesa_style *style = flattened(out, cue);
    return style && style->italic;
}

bool daesa_writer_unedited(const struct daesa_writer *out, const struct daesa_cue *cue)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    if (!out->same || cue->source.raw.len == 0)
        return false;
    if (out->opts->n_languages) {
        size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
        if (n != cue->n_texts)
            return false;
        for (size_t i = 0; i < n; i++)
            if (texts[i] != &cue->texts[i])
                return false;
    }
    return cue->source.digest == daesa_cue_digest(cue);
}

bool daesa_writer_reread(struct daesa_writer *out, enum daesa_status status)
{
    if (status == DAESA_NO_MEMORY && !out->out->status)
        out->out->status = status;
    return status == DAESA_OK;
}

/* Whether the source, read again, is written as the track is: then nothing was
 * edited, and the source stands, however it is laid out. */
static bool document_unedited(struct daesa_writer *out,
                              void (*write)(struct daesa_writer *))
{
    static const struct daesa_format_read_opts none = {0};
    struct daesa_track again = {0};
    struct daesa_buf first = {0}, second = {0};
    struct daesa_reader reader = {
        .format = out->format, .opts = &none, .text = out->track->head, .track = &again};
    struct daesa_writer writer = *out;
    bool same = false;
    writer.sink = NULL;
    if (out->track->head.len && daesa_writer_reread(out, out->format->read(&reader))) {
        writer.out = &first;
        write(&writer);
        writer.track = &again;
        writer.out = &second;
        write(&writer);
        same = daesa_writer_reread(out, first.status) &&
               daesa_writer_reread(out, second.status) &&
               daesa_str_equal(daesa_buf_str(&first), daesa_buf_str(&second));
    }
    daesa_buf_finish(&first);
    daesa_buf_finish(&second);
    daesa_track_finish(&again);
    return same;
}

enum daesa_status daesa_writer_document(struct daesa_writer *out,
                                        void (*write)(struct daesa_writer *))
{
    if (out->same && !out->opts->n_languages && document_unedited(out, write))
        daesa_buf_add(out->out, out->track->head);
    else
        write(out);
    return DAESA_OK;
}

void daesa_writer_stack(const struct daesa_writer *out, const struct daesa_cue *cue,
                        struct daesa_buf *buf)
{
    const struct daesa_text *texts[DAESA_WRITER_MAX_TEXTS];
    size_t n = daesa_writer_texts(out, cue, texts, DAESA_WRITER_MAX_TEXTS);
    for (size_t i = 0; i < n; i++) {
        if (i)
            daesa_buf_add_char(buf, '\n');
        daesa_buf_add(buf, texts[i]->plain);
    }
}

static const char *end_of(struct daesa_str s)
{
    return s.s ? s.s + s.len : NULL;
}

/* Whether `cue` follows what was written last in the source as well; `before`
 * is NULL for the head of the file. */
static bool follows(const struct daesa_track *track, const struct daesa_cue *before,
                    const struct daesa_cue *cue)
{
    const char *end = end_of(before ? before->source.raw : track->head);
    return end && cue->source.lead.s == end;
}

bool daesa_writer_whole(const struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    const struct daesa_cue *before = NULL;
    if (!out->same)
        return false;
    for (size_t i = 0; i < track->n_cues; i++) {
        if (!follows(track, before, &track->cues[i]))
            return false;
        before = &track->cues[i];
    }
    return end_of(before ? before->source.raw : track->head) == track->tail.s;
}

static bool at_line_start(const struct daesa_buf *buf)
{
    return buf->len == 0 || buf->s[buf->len - 1] == '\n' || buf->s[buf->len - 1] == '\r';
}

static bool after_blank_line(const struct daesa_buf *buf)
{
    return buf->len == 0 || (buf->len == 1 && at_line_start(buf)) ||
           (buf->len >= 2 && at_line_start(buf) &&
            (buf->s[buf->len - 2] == '\n' ||
             (buf->len >= 3 && buf->s[buf->len - 3] == '\n' &&
              buf->s[buf->len - 2] == '\r')));
}

void daesa_writer_lead(struct daesa_writer *out, const struct daesa_cue *cue, bool blank)
{
    const struct daesa_track *track = out->track;
    const struct daesa_cue *before =
        out->i_before ? &track->cues[out->i_before - 1] : NULL;
    struct daesa_str lead = out->same ? cue->source.lead : (struct daesa_str){0};
    bool natural = out->same && follows(track, before, cue);
    out->i_before = (size_t)(cue - track->cues) + 1;
    if (!at_line_start(out->out) && !daesa_str_starts(lead, "\n"))
        daesa_buf_add_char(out->out, '\n');
    if (!natural) {
        lead = daesa_str_trim(lead);
        if (blank && !after_blank_line(out->out))
            daesa_buf_add_char(out->out, '\n');
    }
    daesa_buf_add(out->out, lead);
    if (!natural && lead.len)
        daesa_buf_add_text(out->out, blank ? "\n\n" : "\n");
}

static bool is_held(const struct daesa_writer *out, const struct daesa_cue *cue,
                    bool unedited)
{
    if (cue->comment && !(out->format->holds & DAESA_HOLDS_COMMENTS))
        return false;
    return unedited || daesa_cue_timed(cue) || (out->format->holds & DAESA_HOLDS_UNTIMED);
}

void daesa_writer_cues(struct daesa_writer *out, const struct daesa_writer_style *style)
{
    const struct daesa_track *track = out->track;
    if (out->same)
        daesa_buf_add(out->out, track->head);
    else if (style->head)
        style->head(out, style->user);
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        bool unedited = daesa_writer_unedited(out, cue);
        if (!is_held(out, cue, unedited))
            continue;
        daesa_writer_lead(out, cue, style->blank);
        if (unedited)
            daesa_buf_add(out->out, cue->source.raw);
        else
            style->cue(out, cue, style->user);
    }
    if (out->same)
        daesa_buf_add(out->out, track->tail);
}

/* Appends `text` with its line ends, of whatever kind, turned into `newline`. */
static void add_lines(struct daesa_buf *buf, struct daesa_str text, const char *newline)
{
    while (text.len) {
        size_t n = 0;
        while (n < text.len && text.s[n] != '\n' && text.s[n] != '\r')
            n++;
        daesa_buf_add(buf, daesa_str_slice(text, 0, n));
        if (n == text.len)
            break;
        daesa_buf_add_text(buf, newline);
        n += text.s[n] == '\r' && n + 1 < text.len && text.s[n + 1] == '\n' ? 2 : 1;
        text = daesa_str_from(text, n);
    }
}

static const char *newline_of(const struct daesa_writer *out)
{
    if (out->opts->newline)
        return out->opts->newline;
    return out->same ? out->track->newline : NULL;
}

static bool wants_bom(const struct daesa_writer *out, const char *encoding)
{
    if (out->opts->bom != DAESA_BOM_AUTO)
        return out->opts->bom == DAESA_BOM_YES;
    if (out->same && out->track->encoding.len && !out->opts->encoding)
        return out->track->bom;
    return out->format->writes_bom &&
           (!encoding || daesa_str_is(daesa_str_of(encoding), "UTF-8"));
}

/* From the text that a format wrote to the bytes of the file. */
static enum daesa_status encode(struct daesa_writer *out, struct daesa_buf *written,
                                struct daesa_buf *bytes)
{
    struct daesa_str text = daesa_buf_str(written);
    const char *newline = newline_of(out);
    char name[64] = "";
    struct daesa_buf lines = {0};
    if (out->opts->encoding)
        snprintf(name, sizeof name, "%.60s", out->opts->encoding);
    else if (out->same)
        snprintf(name, sizeof name, "%.*s", DAESA_STR_ARGS(out->track->encoding));
    if (newline && (out->opts->newline || strcmp(newline, "\n") != 0)) {
        add_lines(&lines, text, newline);
        text = daesa_buf_str(&lines);
    }
    struct daesa_charset_encode_opts opts = {.name = *name ? name : NULL,
                                             .bom = wants_bom(out, *name ? name : NULL),
                                             .references = out->format->references,
                                             .file = out->opts->file};
    enum daesa_status status = lines.status;
    if (!status && !lines.s && !opts.bom && (!*name || strcmp(name, "UTF-8") == 0) &&
        bytes->len == 0 && bytes->max == 0) {
        /* It is what is wanted already: no need to copy it. */
        daesa_buf_finish(bytes);
        *bytes = *written;
        *written = (struct daesa_buf){0};
        return DAESA_OK;
    }
    if (!status)
        status = daesa_charset_encode(text, &opts, bytes, out->sink);
    daesa_buf_finish(&lines);
    if (!status && !out->opts->encoding && *name && strcmp(name, "UTF-8") != 0)
        daesa_writer_report(
            out, DAESA_NOTE, "encoding", NULL,
            "written as %s, as the source was; --to-encoding utf-8 changes "
            "that",
            name);
    return status;
}

static const struct daesa_format *find_format(const struct daesa_track *track,
                                              const struct daesa_format_write_opts *opts)
{
    if (opts->to)
        return daesa_format_find(daesa_str_of(opts->to));
    const struct daesa_format *by_name = daesa_format_of_file(opts->file);
    return by_name || !track->format ? by_name
                                     : daesa_format_find(daesa_str_of(track->format));
}

static enum daesa_status refuse(const struct daesa_format *format,
                                const struct daesa_format_write_opts *opts,
                                struct daesa_sink *sink)
{
    struct daesa_place place = {.file = opts->file};
    if (format)
        return daesa_fail(sink, DAESA_UNSUPPORTED, "format-read-only", place,
                          "%s can only be read", format->title);
    if (opts->to)
        return daesa_format_unknown(opts->to, opts->file, sink);
    return daesa_fail(sink, DAESA_NOT_FOUND, "format-unknown", place,
                      "the name does not tell the format; name it with --to");
}

enum daesa_status daesa_format_write(const struct daesa_track *track,
                                     const struct daesa_format_write_opts *opts,
                                     struct daesa_buf *out, struct daesa_sink *sink)
{
    static const struct daesa_format_write_opts none = {0};
    struct daesa_buf text = {0};
    size_t len = out->len;
    if (!opts)
        opts = &none;
    const struct daesa_format *format = find_format(track, opts);
    if (!format || !format->write)
        return refuse(format, opts, sink);
    struct daesa_writer writer = {
        .format = format, .opts = opts, .track = track, .out = &text, .sink = sink};
    writer.same = track->format && strcmp(track->format, format->name) == 0;
    daesa_loss_report(&writer);
    if (track->n_cues >= MANY_CUES)
        daesa_buf_room(&text, track->n_cues * BYTES_PER_CUE);
    enum daesa_status status = format->write(&writer);
    if (!status)
        status = text.status;
    if (!status && format->binary)
        daesa_buf_add(out, daesa_buf_str(&text));
    else if (!status)
        status = encode(&writer, &text, out);
    if (!status)
        status = out->status;
    if (status)
        daesa_buf_cut(out, len);
    daesa_buf_finish(&text);
    return status;
}
