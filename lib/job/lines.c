/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/lines.h"

#include "text/letter.h"
#include "text/utf8.h"

#include <stdio.h>

#define DEFAULT_MIN_CONFIDENCE 0.5

/* Of a text of a few lines or more that is not said, aligned all the same, the
 * mean confidence was at most 0.3 on talks of four minutes and more, near 0 on
 * shorter ones. */
#define STRANGE_CONFIDENCE 0.35
#define STRANGE_LINES 4
/* Fast speech has 8 syllables a second, so some 25 Latin letters or 8 of Hangul;
 * transcripts may hold lines that are not in the clip, so much more is let
 * through than could be said. */
#define MAX_LETTERS_PER_S 100
/* Of a line that is quoted in a message. */
#define QUOTE_LETTERS 40

/* Letters and digits that are said: those of notes in square brackets are not. */
static int64_t count_letters(struct daesa_str text)
{
    int64_t n = 0;
    int depth = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t code = daesa_utf8_next(text, &at);
        depth += code == '[';
        n += depth == 0 && (daesa_letter(code) || daesa_letter_number(code));
        depth -= code == ']' && depth > 0;
    }
    return n;
}

enum daesa_status daesa_lines_check_length(const struct daesa_track *track,
                                           int64_t duration_us, const char *file,
                                           struct daesa_sink *sink)
{
    int64_t n = 0;
    for (size_t i = 0; i < track->n_cues; i++)
        if (track->cues[i].n_texts)
            n += count_letters(track->cues[i].texts[0].plain);
    if (duration_us == DAESA_TIME_NONE ||
        n <= MAX_LETTERS_PER_S * (duration_us / DAESA_SECOND_US + 1))
        return DAESA_OK;
    return daesa_fail(sink, DAESA_BAD_INPUT, "transcript-too-long",
                      (struct daesa_place){.file = file},
                      "has %zu lines of %lld letters together, more than anyone can say "
                      "in the clip's %.1f s",
                      track->n_cues, (long long)n, (double)duration_us / 1e6);
}

/* The beginning of the line as findings quote it. */
static struct daesa_str quote(const struct daesa_cue *cue, const char **more)
{
    struct daesa_str text = cue->n_texts ? cue->texts[0].plain : (struct daesa_str){0};
    size_t at = 0;
    for (int n = 0; n < QUOTE_LETTERS && at < text.len; n++)
        daesa_utf8_next(text, &at);
    *more = at < text.len ? "..." : "";
    return daesa_str_slice(text, 0, at);
}

static struct daesa_finding about(const struct daesa_cue *cue, size_t i, const char *file)
{
    struct daesa_place place = cue->source.place;
    place.file = place.file ? place.file : file;
    return (struct daesa_finding){.severity = DAESA_WARNING,
                                  .place = place,
                                  .cue = i + 1,
                                  .start_us = cue->start_us};
}

static void report_missing(const struct daesa_cue *cue, size_t i, const char *file,
                           struct daesa_sink *sink)
{
    const char *more;
    struct daesa_finding finding = about(cue, i, file);
    struct daesa_str text = quote(cue, &more);
    finding.rule = "line-not-found";
    daesa_report(sink, finding, "line %zu, \"%.*s%s\", is not spoken in the clip", i + 1,
                 DAESA_STR_ARGS(text), more);
}

static void report_doubtful(const struct daesa_cue *cue, size_t i,
                            const struct daesa_lines_opts *opts, struct daesa_sink *sink)
{
    const char *more;
    struct daesa_buf time = {0};
    struct daesa_finding finding = about(cue, i, opts->file);
    struct daesa_str text = quote(cue, &more);
    finding.rule = "line-doubtful";
    finding.severity = opts->demands_confidence ? DAESA_WARNING : DAESA_NOTE;
    daesa_time_print(&time, cue->start_us);
    daesa_report(sink, finding,
                 "line %zu, \"%.*s%s\", may not be where it was put, at %s: confidence "
                 "%.2f",
                 i + 1, DAESA_STR_ARGS(text), more, time.s ? time.s : "?",
                 (double)cue->confidence);
    daesa_buf_finish(&time);
}

/* Lines that are not said may be placed somewhere all the same; that they are all
 * doubtful tells more than each of them does. */
static void report_strange(const struct daesa_lines_opts *opts,
                           const struct daesa_align_stats *stats, struct daesa_sink *sink)
{
    if (opts->is_translation || stats->n_lines < STRANGE_LINES ||
        stats->mean_confidence >= STRANGE_CONFIDENCE)
        return;
    daesa_report(sink,
                 (struct daesa_finding){.severity = DAESA_WARNING,
                                        .rule = "lines-doubtful",
                                        .place = {.file = opts->file},
                                        .start_us = DAESA_TIME_NONE},
                 "its lines fit the sound hardly better than lines that nobody says "
                 "there: confidence %.2f on average; is it the transcript of this clip "
                 "and of this sound track?",
                 stats->mean_confidence);
}

static void report_silent(const struct daesa_cue *cue, size_t i, const char *file,
                          struct daesa_sink *sink)
{
    const char *more;
    struct daesa_finding finding = about(cue, i, file);
    struct daesa_str text = quote(cue, &more);
    finding.severity = DAESA_NOTE;
    finding.rule = "line-silent";
    daesa_report(sink, finding,
                 "line %zu, \"%.*s%s\", holds nothing that is said, so it gets no time",
                 i + 1, DAESA_STR_ARGS(text), more);
}

/* "[applause]", or nothing at all. */
static bool is_silent(const struct daesa_cue *cue)
{
    int64_t n = 0;
    for (size_t i = 0; i < cue->n_texts; i++)
        n += count_letters(cue->texts[i].plain);
    return n == 0;
}

static bool is_found(const struct daesa_cue *cue)
{
    return cue->speech == DAESA_SPEECH_FOUND && daesa_cue_timed(cue);
}

/* Not one finding for each line where all say the same. */
static enum daesa_status report_none(const struct daesa_lines_opts *opts, size_t n_lines,
                                     struct daesa_sink *sink)
{
    char lines[48] = "its only line is not";
    if (n_lines != 1)
        snprintf(lines, sizeof lines, "none of its %zu lines is", n_lines);
    return daesa_fail(
        sink, DAESA_BAD_INPUT, "lines-not-found",
        (struct daesa_place){.file = opts->file},
        "%s spoken in the clip; is it the transcript of another clip, or in "
        "another language?",
        lines);
}

/* Lines that nobody is meant to say do not count unless they were heard. */
static void count(const struct daesa_track *track, double least,
                  struct daesa_align_stats *stats)
{
    double sum = 0;
    stats->n_lines = stats->n_found = stats->n_doubtful = 0;
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (!is_found(cue)) {
            stats->n_lines += !cue->comment && !is_silent(cue);
            continue;
        }
        stats->n_lines++;
        stats->n_found++;
        stats->n_doubtful += (double)cue->confidence < least;
        sum += (double)cue->confidence;
    }
    stats->mean_confidence = stats->n_found ? sum / (double)stats->n_found : 0;
}

enum daesa_status daesa_lines_judge(const struct daesa_track *track,
                                    const struct daesa_lines_opts *opts,
                                    struct daesa_align_stats *stats,
                                    struct daesa_sink *sink)
{
    double least =
        opts->min_confidence > 0 ? opts->min_confidence : DEFAULT_MIN_CONFIDENCE;
    count(track, least, stats);
    if (stats->n_found == 0)
        return report_none(opts, stats->n_lines, sink);
    report_strange(opts, stats, sink);
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (is_found(cue) && (double)cue->confidence < least)
            report_doubtful(cue, i, opts, sink);
        else if (!is_found(cue) && is_silent(cue))
            report_silent(cue, i, opts->file, sink);
        else if (!is_found(cue) && !cue->comment)
            report_missing(cue, i, opts->file, sink);
    }
    bool misses = stats->n_found < stats->n_lines ||
                  (opts->demands_confidence && stats->n_doubtful);
    return misses ? DAESA_FELL_SHORT : DAESA_OK;
}
