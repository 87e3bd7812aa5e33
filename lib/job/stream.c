/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/stream.h"

#include "core/file.h"
#include "format/read.h"
#include "format/stamp.h"
#include "job/sampled.h"
#include "media/subtitle.h"
#include "text/charset.h"

#include <string.h>

/* As much of a file as tells its format. */
#define HEAD_BYTES ((size_t)64 << 10)
/* How long the last event of a stream is shown that says no ends. */
#define LAST_US (INT64_C(4) * DAESA_SECOND_US)

#define EVENT_FORMAT "Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"

/* ---- which files ---- */

static bool sniffs(const struct daesa_format *format, struct daesa_str bytes,
                   struct daesa_str text)
{
    return format && format->sniff && format->sniff(format->binary ? bytes : text) > 0;
}

/* Containers may hold what looks like a text: of bytes that are none only formats of
 * bytes are asked, and the one that the file is named after. */
static bool is_known(struct daesa_str bytes, struct daesa_str text, const char *path,
                     bool is_text)
{
    if (is_text)
        return sniffs(daesa_format_guess(bytes, text, path), bytes, text);
    const struct daesa_format *format;
    for (size_t i = 0; (format = daesa_format_at(i)); i++)
        if (format->binary && sniffs(format, bytes, text))
            return true;
    return sniffs(daesa_format_of_file(path), bytes, text);
}

/* A text that is not what we read ourselves is not that to FFmpeg either, which takes
 * any with a bracket in it for LRC. */
static bool ffmpeg_knows(const char *path, bool is_text)
{
    const char *name = daesa_subtitle_probe(path);
    const struct daesa_format *ours = daesa_format_find(daesa_str_of(name));
    return name && !(is_text && ((ours && !ours->binary) || strcmp(name, "webvtt") == 0));
}

bool daesa_stream_wanted(const char *path)
{
    struct daesa_buf head = {0}, text = {0};
    struct daesa_charset charset;
    bool wanted = false;
    if (strcmp(path, "-") == 0 || daesa_file_head(path, HEAD_BYTES, &head) || !head.len)
        goto done;
    struct daesa_str bytes = daesa_buf_str(&head);
    /* Most files are what they are called. */
    if (sniffs(daesa_format_of_file(path), bytes, bytes))
        goto done;
    bool decoded = !daesa_charset_find(bytes, NULL, &charset, NULL) &&
                   !daesa_charset_decode(bytes, &charset, NULL, &text, NULL);
    bool is_text = decoded && (!memchr(bytes.s, 0, bytes.len) ||
                               strncmp(charset.name, "UTF-16", 6) == 0);
    wanted = decoded && !is_known(bytes, daesa_buf_str(&text), path, is_text) &&
             ffmpeg_knows(path, is_text);
done:
    daesa_buf_finish(&head);
    daesa_buf_finish(&text);
    return wanted;
}

/* The encoding of a file of text, for FFmpeg, which takes all for UTF-8; NULL where it
 * is Unicode or no text. */
static const char *encoding_of(const char *path, const struct daesa_load_opts *opts,
                               struct daesa_charset *charset)
{
    struct daesa_buf head = {0};
    struct daesa_charset_opts how = {.name = opts->encoding, .language = opts->language};
    bool is_text = !daesa_file_head(path, HEAD_BYTES, &head) && head.len &&
                   !memchr(head.s, 0, head.len) &&
                   !daesa_charset_find(daesa_buf_str(&head), &how, charset, NULL) &&
                   strncmp(charset->name, "UTF", 3) != 0;
    daesa_buf_finish(&head);
    return is_text ? charset->name : NULL;
}

/* ---- a file of the stream's own format ---- */

static void add_body(struct daesa_buf *buf, struct daesa_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.s[i] != '\r' && text.s[i] != '\0')
            daesa_buf_add_char(buf, text.s[i]);
}

static void add_ass_event(struct daesa_buf *buf, const struct daesa_subtitle_event *event,
                          bool ssa)
{
    static const struct daesa_stamp_style style = {
        .hour_digits = 1, .point = '.', .digits = 2};
    size_t comma = daesa_str_find_char(event->text, ',');
    struct daesa_str rest = daesa_str_from(event->text, comma + 1);
    daesa_buf_add_text(buf, "Dialogue: ");
    daesa_buf_add(buf, ssa ? daesa_str_of("Marked=0")
                           : daesa_str_slice(event->text, 0, comma));
    daesa_buf_add_char(buf, ',');
    daesa_stamp_add(buf, event->start_us, &style);
    daesa_buf_add_char(buf, ',');
    daesa_stamp_add(buf, event->end_us, &style);
    daesa_buf_add_char(buf, ',');
    for (size_t i = 0; i < rest.len; i++)
        if (rest.s[i] == '\n')
            daesa_buf_add_text(buf, "\\N");
        else if (rest.s[i] != '\r' && rest.s[i] != '\0')
            daesa_buf_add_char(buf, rest.s[i]);
    daesa_buf_add_char(buf, '\n');
}

static void add_timed(struct daesa_buf *buf, const struct daesa_subtitle_event *event,
                      char point)
{
    struct daesa_stamp_style style = {.hour_digits = 2, .point = point, .digits = 3};
    daesa_stamp_add(buf, event->start_us, &style);
    daesa_buf_add_text(buf, " --> ");
    daesa_stamp_add(buf, event->end_us, &style);
    if (event->settings.len)
        daesa_buf_add_char(buf, ' ');
    add_body(buf, event->settings);
    daesa_buf_add_char(buf, '\n');
    add_body(buf, daesa_str_trim(event->text));
    daesa_buf_add_char(buf, '\n');
}

/* The header without its events: packets have fields in one order, whatever the order
 * of the file that they come from. */
static void add_ass_header(struct daesa_buf *buf, struct daesa_str header, bool ssa)
{
    struct daesa_str line;
    bool events = false;
    while (daesa_str_next_line(&header, &line)) {
        struct daesa_str bare = daesa_str_trim(line);
        if (daesa_str_starts(bare, "["))
            events = daesa_str_is_nocase(bare, "[Events]");
        if (events || (bare.len == 0 && header.len == 0))
            continue;
        add_body(buf, line);
        daesa_buf_add_char(buf, '\n');
    }
    daesa_buf_add_text(buf, ssa ? "[Events]\nFormat: Marked, " EVENT_FORMAT
                                : "[Events]\nFormat: Layer, " EVENT_FORMAT);
}

static bool is_ssa(struct daesa_str header)
{
    return daesa_str_find(header, "[V4+ Styles]") == header.len &&
           daesa_str_find(header, "[V4 Styles]") < header.len;
}

static void add_event(struct daesa_buf *buf, const struct daesa_subtitle *from, size_t i,
                      bool ssa)
{
    const struct daesa_subtitle_event *event = &from->events[i];
    if (from->markup == DAESA_SUBTITLE_ASS) {
        add_ass_event(buf, event, ssa);
        return;
    }
    if (i)
        daesa_buf_add_char(buf, '\n');
    if (from->markup == DAESA_SUBTITLE_SRT)
        daesa_buf_printf(buf, "%zu\n", i + 1);
    else if (event->id.len) {
        add_body(buf, event->id);
        daesa_buf_add_char(buf, '\n');
    }
    add_timed(buf, event, from->markup == DAESA_SUBTITLE_SRT ? ',' : '.');
}

static const char *write_file(const struct daesa_subtitle *from, struct daesa_buf *buf)
{
    bool ssa = is_ssa(from->header);
    if (from->markup == DAESA_SUBTITLE_ASS)
        add_ass_header(buf, from->header, ssa);
    if (from->markup == DAESA_SUBTITLE_VTT) {
        daesa_buf_add(buf, from->header.len ? daesa_str_trim(from->header)
                                            : daesa_str_of("WEBVTT"));
        daesa_buf_add_text(buf, "\n\n");
    }
    for (size_t i = 0; i < from->n_events; i++)
        add_event(buf, from, i, ssa);
    return from->markup == DAESA_SUBTITLE_SRT   ? "srt"
           : from->markup == DAESA_SUBTITLE_VTT ? "vtt"
           : ssa                                ? "ssa"
                                                : "ass";
}

/* ---- events and cues ---- */

static void report(struct daesa_sink *sink, const char *path,
                   enum daesa_severity severity, const char *rule, const char *text)
{
    daesa_report(sink,
                 (struct daesa_finding){.severity = severity,
                                        .rule = rule,
                                        .place = {.file = path},
                                        .start_us = DAESA_TIME_NONE},
                 "%s", text);
}

/* Leaves out what has no start, and gives the last an end. */
static void settle_times(struct daesa_subtitle *from, const char *path,
                         struct daesa_sink *sink)
{
    size_t n = 0;
    for (size_t i = 0; i < from->n_events; i++) {
        struct daesa_subtitle_event event = from->events[i];
        if (event.start_us == DAESA_TIME_NONE) {
            report(sink, path, DAESA_WARNING, "subtitle-no-times",
                   "an event without a time is left out");
            continue;
        }
        if (event.end_us == DAESA_TIME_NONE) {
            event.end_us = event.start_us + LAST_US;
            report(sink, path, DAESA_WARNING, "subtitle-no-end",
                   "an event says no end and none follows it; it is shown for 4 seconds");
        }
        from->events[n++] = event;
    }
    from->n_events = n;
}

/* The formats' units are coarser than the container's, and no lines of a file are
 * known to anybody. */
static void restore_times(struct daesa_track *track, const struct daesa_subtitle *from)
{
    for (size_t i = 0; i < track->n_cues; i++)
        track->cues[i].source.place.line = track->cues[i].source.place.col = 0;
    if (track->n_cues != from->n_events)
        return;
    for (size_t i = 0; i < track->n_cues; i++) {
        track->cues[i].start_us = from->events[i].start_us;
        track->cues[i].end_us = from->events[i].end_us;
    }
}

/* Styles and fields of FFmpeg's making are nobody's. */
static void forget_source(struct daesa_track *track)
{
    track->format = NULL;
    track->head = track->tail = (struct daesa_str){0};
    track->title = (struct daesa_str){0};
    track->n_styles = track->n_fields = 0;
    track->width_px = track->height_px = 0;
    for (size_t i = 0; i < track->n_cues; i++) {
        struct daesa_cue *cue = &track->cues[i];
        cue->style = cue->source.lead = cue->source.raw = (struct daesa_str){0};
        cue->n_fields = 0;
        for (size_t k = 0; k < cue->n_texts; k++)
            cue->texts[k].n_fields = 0;
    }
}

static void report_stream(const struct daesa_subtitle *from, const char *path,
                          struct daesa_sink *sink)
{
    struct daesa_buf text = {0};
    daesa_buf_printf(&text, "stream %d is read: %.*s", from->stream.index,
                     DAESA_STR_ARGS(from->stream.codec));
    if (from->stream.language.len)
        daesa_buf_printf(&text, ", %.*s", DAESA_STR_ARGS(from->stream.language));
    if (from->stream.title.len)
        daesa_buf_printf(&text, ", \"%.*s\"", DAESA_STR_ARGS(from->stream.title));
    if (from->is_decoded)
        daesa_buf_add_text(&text, "; FFmpeg decodes it, without its styles");
    if (from->is_sampled && from->markup == DAESA_SUBTITLE_VTT)
        daesa_buf_add_text(&text, "; samples of MP4 come without its styles and regions");
    report(sink, path, DAESA_NOTE, "subtitle-stream", text.s ? text.s : "");
    daesa_buf_finish(&text);
}

static enum daesa_status read_as_file(struct daesa_subtitle *from, const char *path,
                                      const char *language, struct daesa_track *out,
                                      struct daesa_sink *sink)
{
    struct daesa_buf file = {0};
    settle_times(from, path, sink);
    struct daesa_format_read_opts how = {.file = path,
                                         .from = write_file(from, &file),
                                         .encoding = "UTF-8",
                                         .done = &file,
                                         .language = language};
    enum daesa_status status = file.status;
    if (!status)
        status = daesa_format_read(daesa_buf_str(&file), &how, out, sink);
    daesa_buf_finish(&file);
    return status;
}

static enum daesa_status read_events(struct daesa_subtitle *from, const char *path,
                                     const struct daesa_load_opts *opts,
                                     struct daesa_track *out, struct daesa_sink *sink)
{
    struct daesa_buf language = {0};
    daesa_buf_add(&language, from->stream.language);
    enum daesa_status status = language.status;
    const char *name = opts->language ? opts->language : language.s;
    if (!status && from->markup == DAESA_SUBTITLE_TTML)
        status = daesa_sampled_read(from, path, name, out, sink);
    else if (!status)
        status = read_as_file(from, path, name, out, sink);
    if (!status && (from->is_decoded || from->markup == DAESA_SUBTITLE_TTML))
        forget_source(out);
    if (!status && from->markup != DAESA_SUBTITLE_TTML)
        restore_times(out, from);
    if (!status && !out->title.len &&
        !daesa_arena_copy(&out->arena, from->stream.title, &out->title))
        status = DAESA_NO_MEMORY;
    daesa_buf_finish(&language);
    return status;
}

enum daesa_status daesa_stream_load(const char *path, const struct daesa_load_opts *opts,
                                    struct daesa_track *out, struct daesa_sink *sink)
{
    struct daesa_subtitle subtitle = {0};
    struct daesa_track track = {0};
    struct daesa_charset charset;
    struct daesa_subtitle_opts how = {.is_stream_chosen = opts->is_stream_chosen,
                                      .stream = opts->stream,
                                      .encoding = encoding_of(path, opts, &charset)};
    enum daesa_status status = daesa_subtitle_read(path, &how, &subtitle, sink);
    if (status)
        return status;
    report_stream(&subtitle, path, sink);
    if (subtitle.n_events == 0)
        report(sink, path, DAESA_WARNING, "subtitle-empty",
               "there is not one event in the stream");
    status = read_events(&subtitle, path, opts, &track, sink);
    daesa_subtitle_finish(&subtitle);
    if (status)
        daesa_track_finish(&track);
    else
        *out = track;
    return status;
}
