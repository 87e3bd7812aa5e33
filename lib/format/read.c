/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/read.h"

#include "text/charset.h"
#include "text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MAX_BYTES ((size_t)512 << 20)
#define MAX_FINDINGS 20
#define N_COUNTS \
    (sizeof((struct daesa_reader *)0)->counts / sizeof(struct daesa_reader_count))
#define MAX_CUES ((size_t)4 << 20)
/* Where a file says what its encoding is, it says so early. */
#define DECLARED_BYTES ((size_t)4 << 10)
/* No format takes fewer bytes for a cue in earnest; and for no more cues is room made
 * before they are there. */
#define BYTES_PER_CUE 64
#define MAX_EXPECTED ((size_t)1 << 18)
/* As much of a file as is decoded to find its format. */
#define SNIFF_BYTES ((size_t)64 << 10)

struct daesa_place daesa_reader_place(const struct daesa_reader *in, int32_t line,
                                      int32_t col)
{
    return (struct daesa_place){in->opts->file, line, col};
}

struct daesa_place daesa_reader_locate(const struct daesa_reader *in, struct daesa_str at)
{
    if (!at.s || at.s < in->text.s || at.s > in->text.s + in->text.len)
        return daesa_reader_place(in, 0, 0);
    struct daesa_str before = daesa_str_slice(in->text, 0, (size_t)(at.s - in->text.s));
    struct daesa_str line = {0};
    int32_t n = 0;
    char last = before.len ? before.s[before.len - 1] : '\n';
    while (daesa_str_next_line(&before, &line))
        n++;
    if (last == '\n' || last == '\r')
        return daesa_reader_place(in, n + 1, 1);
    return daesa_reader_place(in, n, (int32_t)daesa_utf8_count(line) + 1);
}

/* Counts a finding of the rule; false where there were enough of them. */
static bool may_report(struct daesa_reader *in, const char *rule)
{
    for (size_t i = 0; i < N_COUNTS; i++) {
        struct daesa_reader_count *count = &in->counts[i];
        if (count->rule && strcmp(count->rule, rule) != 0)
            continue;
        count->rule = rule;
        return ++count->n <= MAX_FINDINGS;
    }
    return true;
}

static void report_rest(const struct daesa_reader *in)
{
    for (size_t i = 0; i < N_COUNTS; i++)
        if (in->counts[i].n > MAX_FINDINGS)
            daesa_report(in->sink,
                         (struct daesa_finding){.severity = DAESA_WARNING,
                                                .rule = in->counts[i].rule,
                                                .place = daesa_reader_place(in, 0, 0),
                                                .start_us = DAESA_TIME_NONE},
                         "%zu more of this kind", in->counts[i].n - MAX_FINDINGS);
}

void daesa_reader_report(struct daesa_reader *in, enum daesa_severity severity,
                         const char *rule, struct daesa_place place, const char *format,
                         ...)
{
    char message[512];
    va_list args;
    if (!in->sink || !may_report(in, rule))
        return;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    daesa_report(in->sink,
                 (struct daesa_finding){.severity = severity,
                                        .rule = rule,
                                        .place = place,
                                        .start_us = DAESA_TIME_NONE},
                 "%s", message);
}

void daesa_reader_check_order(struct daesa_reader *in, const struct daesa_cue *cue,
                              const char *what)
{
    if (daesa_cue_timed(cue) && cue->end_us < cue->start_us)
        daesa_reader_report(in, DAESA_WARNING, "end-before-start", cue->source.place,
                            "the %s ends before it starts", what);
}

enum daesa_status daesa_reader_add(struct daesa_reader *in, int32_t line,
                                   struct daesa_cue **out)
{
    size_t max = in->opts->max_cues ? in->opts->max_cues : MAX_CUES;
    if (in->track->n_cues >= max)
        return daesa_fail(in->sink, DAESA_LIMIT, "too-many-cues",
                          daesa_reader_place(in, line, 0),
                          "more than %zu cues; the file is not read", max);
    struct daesa_cue *cue = daesa_track_add(in->track);
    if (!cue)
        return DAESA_NO_MEMORY;
    cue->source.place = daesa_reader_place(in, line, 1);
    *out = cue;
    return DAESA_OK;
}

struct daesa_str daesa_reader_language(const struct daesa_reader *in)
{
    return daesa_str_of(in->opts->language);
}

/* The kinds of line ends in a text. */
struct line_ends {
    size_t n_lf, n_crlf, n_cr, n_crcrlf;
};

static struct line_ends count_ends(struct daesa_str text)
{
    struct line_ends n = {0};
    bool has_cr = text.len && memchr(text.s, '\r', text.len);
    for (size_t i = 0; i < text.len; i++) {
        char next = i + 1 < text.len ? text.s[i + 1] : '\0';
        if (!has_cr) {
            n.n_lf = memchr(text.s, '\n', text.len) != NULL;
            break;
        }
        if (text.s[i] == '\n')
            n.n_lf++;
        else if (text.s[i] == '\r' && next == '\n')
            n.n_crlf++, i++;
        else if (text.s[i] == '\r' && next == '\r' && i + 2 < text.len &&
                 text.s[i + 2] == '\n')
            n.n_crcrlf++, i += 2;
        else if (text.s[i] == '\r')
            n.n_cr++;
    }
    return n;
}

/* The one line end of the text; NULL where it has none or several. */
static const char *only_end(const struct line_ends *n, bool strict)
{
    if (strict && n->n_crcrlf)
        return NULL;
    int kinds = !!n->n_lf + !!n->n_crlf + !!n->n_cr + !!n->n_crcrlf;
    if (kinds != 1)
        return NULL;
    return n->n_lf ? "\n" : n->n_crlf ? "\r\n" : n->n_cr ? "\r" : "\r\r\n";
}

/* Makes `text`, which lies in the arena, what a reader may expect. */
static struct daesa_str settle(struct daesa_reader *in, struct daesa_str text)
{
    char *s = (char *)text.s;
    struct line_ends ends = count_ends(text);
    in->track->newline = only_end(&ends, in->format->strict_lines);
    if (!in->track->newline && ends.n_lf + ends.n_crlf + ends.n_cr + ends.n_crcrlf)
        daesa_reader_report(in, DAESA_NOTE, "mixed-line-ends",
                            daesa_reader_place(in, 0, 0),
                            "the file mixes kinds of line ends");
    if (in->track->newline && strcmp(in->track->newline, "\n") != 0) {
        size_t n = strlen(in->track->newline), to = 0;
        for (size_t i = 0; i < text.len; i++)
            if (s[i] == '\r') {
                s[to++] = '\n';
                i += n - 1;
            } else
                s[to++] = s[i];
        s[to] = '\0';
        text.len = to;
    }
    return text;
}

/* The text, or the bytes, of the file in the track's arena: taken over where it lies in
 * a buffer that nobody else needs, which may be NULL. */
static enum daesa_status keep(struct daesa_reader *in, struct daesa_str body,
                              struct daesa_buf *owner)
{
    struct daesa_arena *arena = &in->track->arena;
    bool is_there = owner && body.len && body.s >= owner->s &&
                    body.s + body.len == owner->s + owner->len;
    if (!is_there)
        return daesa_arena_copy(arena, body, &in->text) ? DAESA_OK : DAESA_NO_MEMORY;
    in->text = body;
    return daesa_arena_adopt(arena, owner) ? DAESA_OK : DAESA_NO_MEMORY;
}

/* U+FFFD for every NUL, which no text may hold; those that pad the end of a file
 * go. */
static enum daesa_status replace_nuls(struct daesa_reader *in, struct daesa_str *text)
{
    struct daesa_buf clean = {0};
    size_t n_nul = 0;
    if (!text->len || !memchr(text->s, 0, text->len))
        return DAESA_OK;
    while (!in->format->strict_lines && text->len && !text->s[text->len - 1]) {
        text->len--;
        n_nul++;
    }
    for (size_t i = 0; i < text->len; i++)
        if (text->s[i])
            daesa_buf_add_char(&clean, text->s[i]);
        else {
            daesa_utf8_add(&clean, DAESA_UTF8_REPLACEMENT);
            n_nul++;
        }
    daesa_reader_report(in, DAESA_WARNING, "nul-bytes", daesa_reader_place(in, 0, 0),
                        "%zu NUL bytes; U+FFFD stands for them, at the end nothing",
                        n_nul);
    enum daesa_status status = clean.status;
    if (!status)
        status = keep(in, daesa_buf_str(&clean), &clean);
    daesa_buf_finish(&clean);
    return status;
}

static void report_charset(struct daesa_reader *in, const struct daesa_charset *charset)
{
    if (charset->why == DAESA_CHARSET_UTF8 || charset->why == DAESA_CHARSET_ASKED ||
        strcmp(charset->name, "UTF-8") == 0)
        return;
    daesa_reader_report(in, DAESA_NOTE, "encoding", daesa_reader_place(in, 0, 0),
                        "read as %s, %s", charset->name,
                        daesa_charset_why_text(charset->why));
}

/* The whole file as text in the track's arena. */
static enum daesa_status decode(struct daesa_reader *in, struct daesa_str bytes,
                                const struct daesa_charset *charset)
{
    struct daesa_buf decoded = {0};
    struct daesa_str body = daesa_str_from(bytes, charset->n_bom);
    enum daesa_status status = DAESA_OK;
    if (strcmp(charset->name, "UTF-8") != 0 || !daesa_utf8_valid(body)) {
        status = daesa_charset_decode(bytes, charset, in->opts->file, &decoded, in->sink);
        body = daesa_buf_str(&decoded);
    }
    if (!status)
        status = keep(in, body, decoded.s ? &decoded : in->opts->done);
    daesa_buf_finish(&decoded);
    if (status)
        return status;
    report_charset(in, charset);
    status = replace_nuls(in, &in->text);
    if (!status)
        in->text = settle(in, in->text);
    in->track->bom = charset->n_bom > 0;
    if (!status && !daesa_arena_copy(&in->track->arena, daesa_str_of(charset->name),
                                     &in->track->encoding))
        status = DAESA_NO_MEMORY;
    return status;
}

static enum daesa_status no_format(const struct daesa_format_read_opts *opts,
                                   struct daesa_sink *sink)
{
    if (opts->from)
        return daesa_format_unknown(opts->from, opts->file, sink);
    return daesa_fail(sink, DAESA_NOT_FOUND, "format-unknown",
                      (struct daesa_place){.file = opts->file},
                      "neither the content nor the name tells the format; name it with "
                      "--from");
}

/* The format, by the caller's word or by a decoded beginning of the file. */
static enum daesa_status find_format(struct daesa_reader *in, struct daesa_str bytes,
                                     const struct daesa_charset *charset)
{
    const struct daesa_format_read_opts *opts = in->opts;
    struct daesa_buf start = {0};
    if (opts->from) {
        in->format = daesa_format_find(daesa_str_of(opts->from));
    } else {
        size_t n = bytes.len < SNIFF_BYTES ? bytes.len : SNIFF_BYTES & ~(size_t)3;
        enum daesa_status status = daesa_charset_decode(daesa_str_slice(bytes, 0, n),
                                                        charset, NULL, &start, NULL);
        if (!status)
            in->format = daesa_format_guess(bytes, daesa_buf_str(&start), opts->file);
        daesa_buf_finish(&start);
        if (status)
            return status;
    }
    if (!in->format)
        return no_format(opts, in->sink);
    if (!in->format->read)
        return daesa_fail(in->sink, DAESA_UNSUPPORTED, "format-write-only",
                          daesa_reader_place(in, 0, 0), "%s can only be written",
                          in->format->title);
    if (!opts->from && daesa_format_of_file(opts->file) &&
        !daesa_format_bears(in->format, opts->file))
        daesa_reader_report(
            in, DAESA_NOTE, "format-other-name", daesa_reader_place(in, 0, 0),
            "read as %s, by its content, in spite of its name", in->format->title);
    return DAESA_OK;
}

/* What stands between `before` and one of `ends` at the beginning of a file. */
static struct daesa_str named_after(struct daesa_str start, const char *before,
                                    const char *ends)
{
    struct daesa_str name = daesa_str_from(start, daesa_str_find(start, before));
    name = daesa_str_from(name, strlen(before));
    size_t n = 0;
    while (n < name.len && !strchr(ends, name.s[n]))
        n++;
    return n < name.len ? daesa_str_slice(name, 0, n) : (struct daesa_str){0};
}

/* The encoding that XML declares in its first line, and PO in its header. */
static struct daesa_str declared_in(struct daesa_str bytes)
{
    struct daesa_str start = daesa_str_slice(bytes, 0, DECLARED_BYTES);
    if (!daesa_str_starts(start, "<?xml"))
        return named_after(start, "\"Content-Type: text/plain; charset=", "\\ \"\r\n");
    start = daesa_str_slice(start, 0, daesa_str_find(start, "?>"));
    struct daesa_str name = named_after(start, "encoding=\"", "\"");
    return name.len ? name : named_after(start, "encoding='", "'");
}

/* The encoding is found twice where the format, once known, prefers one. */
static enum daesa_status find_charset(struct daesa_reader *in, struct daesa_str bytes,
                                      struct daesa_charset *charset)
{
    struct daesa_charset_opts opts = {.name = in->opts->encoding,
                                      .language = in->opts->language,
                                      .declared = declared_in(bytes),
                                      .preferred =
                                          in->format ? in->format->charset : NULL};
    return daesa_charset_find(bytes, &opts, charset, in->sink);
}

static enum daesa_status read_into(struct daesa_reader *in, struct daesa_str bytes)
{
    struct daesa_charset charset;
    enum daesa_status status = find_charset(in, bytes, &charset);
    if (!status)
        status = find_format(in, bytes, &charset);
    if (!status && in->format->charset && !in->format->binary)
        status = find_charset(in, bytes, &charset);
    if (status)
        return status;
    in->track->format = in->format->name;
    if (!in->format->binary)
        status = decode(in, bytes, &charset);
    else
        status = keep(in, bytes, in->opts->done);
    daesa_buf_finish(in->opts->done);
    if (status)
        return status;
    size_t n_cues = in->text.len / BYTES_PER_CUE;
    status = daesa_track_expect(in->track, n_cues < MAX_EXPECTED ? n_cues : MAX_EXPECTED);
    return status ? status : in->format->read(in);
}

enum daesa_status daesa_format_read(struct daesa_str bytes,
                                    const struct daesa_format_read_opts *opts,
                                    struct daesa_track *out, struct daesa_sink *sink)
{
    struct daesa_format_read_opts own = opts ? *opts : (struct daesa_format_read_opts){0};
    struct daesa_track track = {0};
    struct daesa_str file;
    size_t max = own.max_bytes ? own.max_bytes : MAX_BYTES;
    if (bytes.len > max)
        return daesa_fail(sink, DAESA_LIMIT, "file-too-large",
                          (struct daesa_place){.file = own.file},
                          "%zu bytes are more than the limit of %zu", bytes.len, max);
    enum daesa_status status = DAESA_OK;
    if (own.file) {
        /* The cues' places point to the name as long as the track lives. */
        if (!daesa_arena_copy(&track.arena, daesa_str_of(own.file), &file))
            status = DAESA_NO_MEMORY;
        else
            own.file = file.s;
    }
    struct daesa_reader in = {.opts = &own, .track = &track, .sink = sink};
    if (!status)
        status = read_into(&in, bytes);
    report_rest(&in);
    if (status)
        daesa_track_finish(&track);
    else
        *out = track;
    return status;
}
