/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/files.h"

#include "core/file.h"
#include "format/read.h"
#include "job/profile.h"
#include "job/stream.h"
#include "text/names.h"
#include "text/nearest.h"

#include <stdlib.h>
#include <string.h>

/* More formats than there will be. */
#define MAX_FORMATS 64

static enum daesa_status load(const char *path, const struct daesa_load_opts *opts,
                              struct daesa_track *out, struct daesa_sink *sink)
{
    struct daesa_buf bytes = {0};
    if (opts->is_stream_chosen || (!opts->from && daesa_stream_wanted(path)))
        return daesa_stream_load(path, opts, out, sink);
    enum daesa_status st = daesa_file_read(path, 0, &bytes, sink);
    if (!st) {
        struct daesa_format_read_opts how = {.file = daesa_file_shown(path),
                                             .from = opts->from,
                                             .encoding = opts->encoding,
                                             .language = opts->language,
                                             .rate = opts->rate,
                                             .class_name = opts->class_name,
                                             .done = &bytes};
        st = daesa_format_read(daesa_buf_str(&bytes), &how, out, sink);
    }
    daesa_buf_finish(&bytes);
    return st;
}

/* One spelling for each name, by the list that is asked for. */
static enum daesa_status unify(struct daesa_track *track,
                               const struct daesa_load_opts *opts,
                               struct daesa_sink *sink)
{
    static const struct daesa_load_opts plain = {0};
    struct daesa_track listed = {0};
    enum daesa_status st =
        opts->names ? load(opts->names, &plain, &listed, sink) : DAESA_OK;
    const struct daesa_track *list = opts->names ? &listed : track;
    if (!st && list->n_speakers == 0)
        st = daesa_fail(sink, DAESA_BAD_INPUT, "names-none",
                        (struct daesa_place){.file = opts->names},
                        "%s lists no speakers with other spellings of their names",
                        opts->names ? "it" : "the transcript");
    if (!st)
        st = daesa_names_unify(track, list->speakers, list->n_speakers,
                               opts->unifies_texts, sink);
    daesa_track_finish(&listed);
    return st;
}

enum daesa_status daesa_track_load(const char *path, const struct daesa_load_opts *opts,
                                   struct daesa_track *out, struct daesa_sink *sink)
{
    static const struct daesa_load_opts none = {0};
    struct daesa_track track = {0};
    opts = opts ? opts : &none;
    enum daesa_status st = load(path, opts, &track, sink);
    if (!st && (opts->unifies_speakers || opts->unifies_texts))
        st = unify(&track, opts, sink);
    if (st)
        daesa_track_finish(&track);
    else
        *out = track;
    return st;
}

enum daesa_status daesa_inputs_check(const char *clip, const char *text,
                                     struct daesa_sink *sink)
{
    if (!daesa_format_of_file(clip) || daesa_stream_wanted(clip) ||
        !daesa_stream_wanted(text))
        return DAESA_OK;
    return daesa_fail(
        sink, DAESA_BAD_ARGUMENT, "input-swapped", (struct daesa_place){.file = clip},
        "is no clip, but %s is one: they seem to be swapped; the clip comes "
        "first, then the text",
        text);
}

static const struct daesa_format *format_of(const struct daesa_save_opts *opts,
                                            const char *path)
{
    return opts->to ? daesa_format_find(daesa_str_of(opts->to))
                    : daesa_format_of_file(path);
}

/* The name of a format that is nearest to that of the file, or NULL. */
static const char *nearest_extension(const char *path)
{
    const char *names[MAX_FORMATS + 1] = {0};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; i < MAX_FORMATS && daesa_format_at(i); i++)
        names[i] = daesa_format_at(i)->name;
    return dot ? daesa_nearest(dot + 1, names) : NULL;
}

static enum daesa_status no_format(const char *path, struct daesa_sink *sink)
{
    struct daesa_place place = {.file = path};
    const char *nearest = nearest_extension(path);
    if (strcmp(path, "-") == 0)
        return daesa_fail(sink, DAESA_BAD_ARGUMENT, "output-no-format", place,
                          "standard output has no extension; name its format with --to");
    if (nearest)
        return daesa_fail(sink, DAESA_BAD_ARGUMENT, "output-no-format", place,
                          "no format has this extension; did you mean '%s'? --to names a "
                          "format whatever the extension",
                          nearest);
    return daesa_fail(sink, DAESA_BAD_ARGUMENT, "output-no-format", place,
                      "its extension tells no format; name it with --to");
}

static enum daesa_status check_format(const struct daesa_save_opts *opts,
                                      const char *path, struct daesa_sink *sink)
{
    struct daesa_place place = {.file = path};
    const struct daesa_format *format = format_of(opts, path);
    if (!format && opts->to)
        return daesa_format_unknown(opts->to, path, sink);
    if (!format)
        return no_format(path, sink);
    if (!format->write)
        return daesa_fail(sink, DAESA_UNSUPPORTED, "format-only-read", place,
                          "%s files can be read, not written", format->title);
    return DAESA_OK;
}

static enum daesa_status check_clash(const struct daesa_save_opts *opts, size_t i,
                                     const char *const *inputs, size_t n_inputs,
                                     struct daesa_sink *sink)
{
    const char *path = opts->paths[i];
    struct daesa_place place = {.file = path};
    for (size_t j = 0; j < i; j++)
        if (daesa_file_same(opts->paths[j], path))
            return daesa_fail(sink, DAESA_BAD_ARGUMENT, "output-twice", place,
                              "is named as an output twice");
    for (size_t j = 0; j < n_inputs; j++)
        if (inputs[j] && strcmp(path, "-") != 0 && daesa_file_same(inputs[j], path))
            return daesa_fail(sink, DAESA_BAD_ARGUMENT, "output-is-input", place,
                              "is the clip itself; outputs need another name");
    return DAESA_OK;
}

/* A name goes into a line of its own, between commas. */
static enum daesa_status check_font(const char *font, struct daesa_sink *sink)
{
    bool is_name = font[0] != '\0';
    for (const char *s = font; *s; s++)
        is_name = is_name && (unsigned char)*s >= ' ' && *s != ',' && *s != 0x7F;
    return is_name ? DAESA_OK
                   : daesa_fail(sink, DAESA_BAD_ARGUMENT, "font-no-name",
                                (struct daesa_place){0},
                                "a font is named without commas and line ends");
}

enum daesa_status daesa_track_save_check(const struct daesa_save_opts *opts,
                                         const char *const *inputs, size_t n_inputs,
                                         struct daesa_sink *sink)
{
    struct daesa_profile profile;
    enum daesa_status st = opts->font ? check_font(opts->font, sink) : DAESA_OK;
    if (!st && opts->profile)
        st = daesa_profile_load(opts->profile, (struct daesa_str){0}, &profile, sink);
    for (size_t i = 0; !st && i < opts->n_paths; i++) {
        st = check_format(opts, opts->paths[i], sink);
        if (!st)
            st = check_clash(opts, i, inputs, n_inputs, sink);
        if (!st)
            st = daesa_file_check(opts->paths[i], opts->replace, sink);
    }
    return st;
}

static bool has_language(const struct daesa_track *track, struct daesa_str language)
{
    for (size_t i = 0; i < track->n_cues; i++)
        if (daesa_cue_text(&track->cues[i], language))
            return true;
    return false;
}

/* The languages of the track's texts, each once: "ko, en". */
static void add_languages(struct daesa_buf *buf, const struct daesa_track *track)
{
    struct daesa_str seen[16];
    size_t n_seen = 0;
    for (size_t i = 0; i < track->n_cues; i++)
        for (size_t j = 0; j < track->cues[i].n_texts; j++) {
            struct daesa_str language = track->cues[i].texts[j].language;
            size_t k = 0;
            while (k < n_seen && !daesa_str_equal(seen[k], language))
                k++;
            if (k < n_seen || k == sizeof seen / sizeof *seen || language.len == 0)
                continue;
            seen[n_seen++] = language;
            daesa_buf_printf(buf, "%s%.*s", buf->len ? ", " : "",
                             DAESA_STR_ARGS(language));
        }
}

enum daesa_status daesa_track_has_texts(const struct daesa_track *track,
                                        const struct daesa_save_opts *opts,
                                        struct daesa_sink *sink)
{
    const char *missing = NULL;
    for (size_t i = 0; !missing && i < opts->n_languages; i++)
        if (!has_language(track, daesa_str_of(opts->languages[i])))
            missing = opts->languages[i];
    if (!missing)
        return DAESA_OK;
    struct daesa_buf have = {0};
    add_languages(&have, track);
    const char *file = track->n_cues ? track->cues[0].source.place.file : NULL;
    enum daesa_status st = daesa_fail(
        sink, DAESA_NOT_FOUND, "text-no-such-language",
        (struct daesa_place){.file = file}, "no line has a text in '%s'; %s%s", missing,
        have.len ? "there are: " : "its texts name no language", have.len ? have.s : "");
    daesa_buf_finish(&have);
    return st;
}

/* "clip.en.srt" names the language of its texts; empty where the name has no
 * such part or the track no such language. */
static struct daesa_str language_of_name(const struct daesa_track *track,
                                         const char *path)
{
    const char *name = strrchr(path, '/');
    struct daesa_str rest = daesa_str_of(name ? name + 1 : path), part = {0}, last = {0};
    for (size_t dot; (dot = daesa_str_find_char(rest, '.')) < rest.len;) {
        part = last;
        rest = daesa_str_from(rest, dot + 1);
        last = daesa_str_slice(rest, 0, daesa_str_find_char(rest, '.'));
    }
    return part.len && has_language(track, part) ? part : (struct daesa_str){0};
}

static bool is_whole_record(const struct daesa_format *format)
{
    unsigned all = DAESA_HOLDS_WORDS | DAESA_HOLDS_LANGUAGES | DAESA_HOLDS_UNTIMED;
    return (format->holds & all) == all;
}

/* A file of subtitles without a single cue is what nobody asked for. */
static enum daesa_status check_times(const struct daesa_track *track, const char *path,
                                     struct daesa_sink *sink)
{
    size_t n_timed = 0;
    for (size_t i = 0; i < track->n_cues; i++)
        n_timed += daesa_cue_timed(&track->cues[i]);
    if (n_timed || track->n_cues == 0)
        return DAESA_OK;
    return daesa_fail(sink, DAESA_BAD_INPUT, "output-no-times",
                      (struct daesa_place){.file = path},
                      "would be empty: no line has a time; 'daesa align' finds them");
}

/* An output at work. */
struct output {
    const char *path;
    const struct daesa_format *format;
    struct daesa_buf tag;   /* of the language that its name says; empty: none */
    struct daesa_buf bytes; /* what goes into the file */
};

static bool is_laid_out(const struct output *output)
{
    return !(output->format->holds & (DAESA_HOLDS_UNTIMED | DAESA_HOLDS_SPEECH));
}

/* Lays the track out with the texts that `how` names, which then are all that it
 * has. */
static enum daesa_status lay_out(const struct daesa_track *track,
                                 const struct daesa_save_opts *opts,
                                 const struct output *output,
                                 struct daesa_format_write_opts *how,
                                 struct daesa_track *laid, struct daesa_sink *sink)
{
    struct daesa_layout_opts layout = opts->layout;
    layout.profile = how->profile;
    layout.stacks_texts =
        layout.stacks_texts && !(output->format->holds & DAESA_HOLDS_LANGUAGES);
    layout.languages = how->languages;
    layout.n_languages = how->n_languages;
    how->n_languages = 0;
    if (!daesa_rate_known(layout.rate))
        layout.rate = daesa_rate_known(opts->rate) ? opts->rate : track->rate;
    return daesa_layout(track, &layout, laid, sink);
}

/* Whether there is anything to lay out for an output. */
static bool needs_layout(const struct daesa_track *track,
                         const struct daesa_save_opts *opts, const struct output *output,
                         const struct daesa_format_write_opts *how)
{
    struct daesa_layout_opts layout = opts->layout;
    layout.profile = NULL;
    layout.languages = how->languages;
    layout.n_languages = how->n_languages;
    return is_laid_out(output) && (opts->profile || daesa_layout_changes(track, &layout));
}

/* One output into memory. `layout_sink` takes what its layout finds. */
static enum daesa_status render(const struct daesa_track *track,
                                const struct daesa_save_opts *opts, struct output *output,
                                struct daesa_sink *layout_sink, struct daesa_sink *sink)
{
    struct daesa_track laid = {0};
    struct daesa_format_write_opts how = {.to = output->format->name,
                                          .file = output->path,
                                          .languages = opts->languages,
                                          .n_languages = opts->n_languages,
                                          .rate = opts->rate,
                                          .encoding = opts->encoding,
                                          .newline = opts->newline,
                                          .font = opts->font,
                                          .bom = opts->bom};
    struct daesa_profile profile = {0};
    const char *named = output->tag.s;
    if (opts->layout.evidence) {
        how.frames_us = opts->layout.evidence->frames_us;
        how.n_frames = opts->layout.evidence->n_frames;
        how.width_px = opts->layout.evidence->width_px;
        how.height_px = opts->layout.evidence->height_px;
        how.is_stretched = opts->layout.evidence->is_stretched;
    }
    if (is_whole_record(output->format) && opts->keeps_whole_record)
        how.n_languages = 0;
    else if (how.n_languages == 0 && output->tag.len) {
        how.languages = &named;
        how.n_languages = 1;
    }
    enum daesa_status st = DAESA_OK;
    if (opts->profile) {
        st = daesa_profile_load(opts->profile, (struct daesa_str){0}, &profile, sink);
        how.profile = &profile;
    }
    if (!st && !(output->format->holds & DAESA_HOLDS_UNTIMED))
        st = check_times(track, output->path, sink);
    bool lays_out = needs_layout(track, opts, output, &how);
    if (!st && lays_out)
        st = lay_out(track, opts, output, &how, &laid, layout_sink);
    if (!st)
        st = daesa_format_write(lays_out ? &laid : track, &how, &output->bytes, sink);
    daesa_track_finish(&laid);
    return st;
}

/* Whether an output before this one was laid out alike. */
static bool is_told(const struct output *outputs, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (is_laid_out(&outputs[j]) && daesa_str_equal(daesa_buf_str(&outputs[j].tag),
                                                        daesa_buf_str(&outputs[i].tag)))
            return true;
    return false;
}

enum daesa_status daesa_track_save(const struct daesa_track *track,
                                   const struct daesa_save_opts *opts,
                                   struct daesa_sink *sink)
{
    struct output *outputs = calloc(opts->n_paths + 1, sizeof *outputs);
    enum daesa_status st = outputs ? DAESA_OK : DAESA_NO_MEMORY;
    for (size_t i = 0; !st && i < opts->n_paths; i++) {
        struct output *output = &outputs[i];
        output->path = opts->paths[i];
        output->format = format_of(opts, output->path);
        daesa_buf_add(&output->tag, language_of_name(track, output->path));
        st = output->tag.status;
        if (!st)
            st = render(track, opts, output, is_told(outputs, i) ? NULL : sink, sink);
    }
    for (size_t i = 0; !st && i < opts->n_paths; i++)
        st = (opts->hurries ? daesa_file_write_soon : daesa_file_write)(
            opts->paths[i], daesa_buf_str(&outputs[i].bytes), opts->replace, sink);
    for (size_t i = 0; outputs && i < opts->n_paths; i++) {
        daesa_buf_finish(&outputs[i].tag);
        daesa_buf_finish(&outputs[i].bytes);
    }
    free(outputs);
    return st;
}
