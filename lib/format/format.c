/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/format.h"

#include "text/nearest.h"

#include <string.h>

/* A score of `sniff` that needs no help of the file's name. */
#define SURE 50
/* The least that tells anything where the file has no extension at all. */
#define LIKELY 10

extern const struct daesa_format daesa_format_aeneas;
extern const struct daesa_format daesa_format_ass;
extern const struct daesa_format daesa_format_audacity;
extern const struct daesa_format daesa_format_csv;
extern const struct daesa_format daesa_format_ebu_tt_d;
extern const struct daesa_format daesa_format_json;
extern const struct daesa_format daesa_format_json3;
extern const struct daesa_format daesa_format_lrc;
extern const struct daesa_format daesa_format_microdvd;
extern const struct daesa_format daesa_format_mpl2;
extern const struct daesa_format daesa_format_po;
extern const struct daesa_format daesa_format_prose;
extern const struct daesa_format daesa_format_sami;
extern const struct daesa_format daesa_format_sbv;
extern const struct daesa_format daesa_format_scc;
extern const struct daesa_format daesa_format_srt;
extern const struct daesa_format daesa_format_srv;
extern const struct daesa_format daesa_format_ssa;
extern const struct daesa_format daesa_format_stl;
extern const struct daesa_format daesa_format_text;
extern const struct daesa_format daesa_format_textgrid;
extern const struct daesa_format daesa_format_tmplayer;
extern const struct daesa_format daesa_format_tsv;
extern const struct daesa_format daesa_format_ttml;
extern const struct daesa_format daesa_format_vtt;
extern const struct daesa_format daesa_format_whisper;
extern const struct daesa_format daesa_format_xliff;
extern const struct daesa_format daesa_format_xliff2;

static const struct daesa_format *const formats[] = {
    &daesa_format_aeneas,   &daesa_format_ass,      &daesa_format_audacity,
    &daesa_format_csv,      &daesa_format_ebu_tt_d, &daesa_format_json,
    &daesa_format_json3,    &daesa_format_lrc,      &daesa_format_microdvd,
    &daesa_format_mpl2,     &daesa_format_po,       &daesa_format_prose,
    &daesa_format_sami,     &daesa_format_sbv,      &daesa_format_scc,
    &daesa_format_srt,      &daesa_format_srv,      &daesa_format_ssa,
    &daesa_format_stl,      &daesa_format_text,     &daesa_format_textgrid,
    &daesa_format_tmplayer, &daesa_format_tsv,      &daesa_format_ttml,
    &daesa_format_vtt,      &daesa_format_whisper,  &daesa_format_xliff,
    &daesa_format_xliff2,
};

#define N_FORMATS (sizeof formats / sizeof *formats)

const struct daesa_format *daesa_format_at(size_t i)
{
    return i < N_FORMATS ? formats[i] : NULL;
}

/* The place of the extension in the format's list, from 1; 0 where it has it not. */
static size_t extension_rank(const struct daesa_format *format,
                             struct daesa_str extension)
{
    struct daesa_str rest = daesa_str_of(format->extensions);
    for (size_t rank = 1; rest.len && extension.len; rank++) {
        size_t end = daesa_str_find_char(rest, ' ');
        struct daesa_str one = daesa_str_slice(rest, 0, end);
        /* one is NUL-free and short: compare without case by hand */
        bool same = one.len == extension.len;
        for (size_t i = 0; same && i < one.len; i++) {
            char c = extension.s[i];
            same = one.s[i] == (c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
        }
        if (same)
            return rank;
        rest = daesa_str_from(rest, end + 1);
    }
    return 0;
}

static bool has_extension(const struct daesa_format *format, struct daesa_str extension)
{
    return extension_rank(format, extension) > 0;
}

const struct daesa_format *daesa_format_find(struct daesa_str name)
{
    const struct daesa_format *best = NULL;
    size_t best_rank = SIZE_MAX;
    for (size_t i = 0; i < N_FORMATS; i++) {
        if (daesa_str_is_nocase(name, formats[i]->name))
            return formats[i];
        size_t rank = extension_rank(formats[i], name);
        if (rank && rank < best_rank) {
            best_rank = rank;
            best = formats[i];
        }
    }
    return best;
}

static struct daesa_str extension_of(const char *file)
{
    const char *slash = file ? strrchr(file, '/') : NULL;
    const char *base = slash ? slash + 1 : file;
    const char *dot = base ? strrchr(base, '.') : NULL;
    return daesa_str_of(dot && dot != base ? dot + 1 : NULL);
}

const struct daesa_format *daesa_format_of_file(const char *file)
{
    struct daesa_str extension = extension_of(file);
    return extension.len ? daesa_format_find(extension) : NULL;
}

bool daesa_format_bears(const struct daesa_format *format, const char *file)
{
    return has_extension(format, extension_of(file));
}

static int score(const struct daesa_format *format, struct daesa_str bytes,
                 struct daesa_str text)
{
    if (!format->sniff || !format->read)
        return 0;
    return format->sniff(format->binary ? bytes : text);
}

const struct daesa_format *daesa_format_guess(struct daesa_str bytes,
                                              struct daesa_str text, const char *file)
{
    const struct daesa_format *best = NULL, *named = NULL;
    int best_score = 0, named_score = -1;
    struct daesa_str extension = extension_of(file);
    for (size_t i = 0; i < N_FORMATS; i++) {
        int points = score(formats[i], bytes, text);
        if (points > best_score) {
            best_score = points;
            best = formats[i];
        }
        if (has_extension(formats[i], extension) && points > named_score) {
            named_score = points;
            named = formats[i];
        }
    }
    if (best_score >= SURE && best_score > named_score)
        return best;
    if (named_score > 0)
        return named;
    if (extension.len)
        return daesa_format_of_file(file);
    return best_score >= LIKELY ? best : NULL;
}

enum daesa_status daesa_format_unknown(const char *name, const char *file,
                                       struct daesa_sink *sink)
{
    const char *names[N_FORMATS + 1] = {0};
    for (size_t i = 0; i < N_FORMATS; i++)
        names[i] = formats[i]->name;
    const char *near = daesa_nearest(name, names);
    return daesa_fail(
        sink, DAESA_NOT_FOUND, "format-unknown", (struct daesa_place){.file = file},
        "no format is called \"%.100s\"%s%s%s", name, near ? "; did you mean \"" : "",
        near ? near : "", near ? "\"?" : "; \"daesa list formats\" shows all");
}
