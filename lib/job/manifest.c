/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/manifest.h"

#include "core/array.h"
#include "core/file.h"
#include "format/csv_row.h"
#include "format/csv_table.h"
#include "format/json_value.h"
#include "text/nearest.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define MAX_BYTES ((size_t)256 << 20)
/* Of a job; no table has so many columns. */
#define MAX_SETTINGS DAESA_CSV_MAX_CELLS

/* The keys of a job, sorted, and where each goes. */
static const struct key {
    const char *name;
    size_t offset;
} keys[] = {
    {"clip", offsetof(struct daesa_manifest_job, clip)},
    {"language", offsetof(struct daesa_manifest_job, language)},
    {"name", offsetof(struct daesa_manifest_job, name)},
    {"outputs", offsetof(struct daesa_manifest_job, outputs)},
    {"profile", offsetof(struct daesa_manifest_job, profile)},
    {"transcript", offsetof(struct daesa_manifest_job, transcript)},
};

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define N_KEYS COUNT(keys)

/* A manifest that is being read. */
struct reading {
    struct daesa_manifest *manifest;
    struct daesa_str folder; /* that it lies in, with the "/"; empty: here */
    struct daesa_str text;
    const char *file;
    const char *const *further; /* keys of settings; may be NULL */
    struct daesa_sink *sink;
    const char *counted; /* of the text, up to where lines were counted */
    int32_t line;        /* there */
    /* Settings of the job at hand. */
    struct daesa_manifest_setting settings[MAX_SETTINGS];
    size_t n_settings;
};

/* A key of a job, or the name of a setting. */
struct column {
    const struct key *key;
    const char *setting;
};

static struct daesa_str *member(struct daesa_manifest_job *job, const struct key *key)
{
    return (struct daesa_str *)(void *)((char *)job + key->offset);
}

static const struct key *key_of(struct daesa_str name)
{
    for (size_t i = 0; i < N_KEYS; i++)
        if (daesa_str_is_nocase(name, keys[i].name))
            return &keys[i];
    return NULL;
}

/* The key of a setting as the caller spells it; NULL where there is none. */
static const char *further_of(const struct reading *in, struct daesa_str name)
{
    for (const char *const *one = in->further; one && *one; one++)
        if (daesa_str_is_nocase(name, *one))
            return *one;
    return NULL;
}

static enum daesa_status unknown_key(const struct reading *in, struct daesa_str name,
                                     struct daesa_place place)
{
    const char *names[N_KEYS + MAX_SETTINGS + 1] = {0};
    char word[64] = "";
    size_t n = 0;
    for (; n < N_KEYS; n++)
        names[n] = keys[n].name;
    for (const char *const *one = in->further; one && *one && n < COUNT(names) - 1; one++)
        names[n++] = *one;
    memcpy(word, name.s, name.len < sizeof word ? name.len : sizeof word - 1);
    const char *nearest = daesa_nearest(word, names);
    return daesa_fail(in->sink, DAESA_BAD_INPUT, "manifest-key", place,
                      "a job has no key '%.100s'%s%s%s", word,
                      nearest ? "; did you mean '" : "", nearest ? nearest : "",
                      nearest ? "'?" : "; daesa-batch(1) lists those that there are");
}

static bool find_column(const struct reading *in, struct daesa_str name,
                        struct column *out)
{
    out->key = key_of(name);
    out->setting = out->key ? NULL : further_of(in, name);
    return out->key || out->setting;
}

/* ---- jobs ---- */

static bool copy(struct daesa_manifest *manifest, struct daesa_str *s)
{
    return daesa_arena_copy(&manifest->arena, *s, s);
}

static bool copy_settings(struct daesa_manifest *manifest, struct daesa_manifest_job *job)
{
    if (job->n_settings == 0)
        return true;
    struct daesa_manifest_setting *settings =
        daesa_arena_alloc(&manifest->arena, job->n_settings, sizeof *settings);
    for (size_t i = 0; settings && i < job->n_settings; i++) {
        settings[i] = job->settings[i];
        if (!copy(manifest, &settings[i].key) || !copy(manifest, &settings[i].value))
            return false;
    }
    job->settings = settings;
    return settings != NULL;
}

enum daesa_status daesa_manifest_add(struct daesa_manifest *manifest,
                                     const struct daesa_manifest_job *job)
{
    struct daesa_manifest_job *jobs = daesa_array_grow(
        manifest->jobs, &manifest->cap_jobs, manifest->n_jobs + 1, sizeof *jobs);
    if (!jobs)
        return DAESA_NO_MEMORY;
    manifest->jobs = jobs;
    struct daesa_manifest_job new = *job;
    for (size_t i = 0; i < N_KEYS; i++)
        if (!copy(manifest, member(&new, &keys[i])))
            return DAESA_NO_MEMORY;
    if (!copy_settings(manifest, &new))
        return DAESA_NO_MEMORY;
    jobs[manifest->n_jobs++] = new;
    return DAESA_OK;
}

static struct daesa_str stem_of(struct daesa_str path)
{
    size_t from = path.len, to = path.len;
    while (from > 0 && path.s[from - 1] != '/')
        from--;
    for (size_t i = path.len; i > from + 1; i--)
        if (path.s[i - 1] == '.') {
            to = i - 1;
            break;
        }
    return daesa_str_slice(path, from, to);
}

/* Makes a path that is seen from the manifest's folder one that is seen from here. */
static enum daesa_status resolve(const struct reading *in, struct daesa_str *path)
{
    struct daesa_buf whole = {0};
    if (path->len == 0 || path->s[0] == '/' || in->folder.len == 0)
        return DAESA_OK;
    daesa_buf_add(&whole, in->folder);
    daesa_buf_add(&whole, *path);
    bool ok = !whole.status &&
              daesa_arena_copy(&in->manifest->arena, daesa_buf_str(&whole), path);
    daesa_buf_finish(&whole);
    return ok ? DAESA_OK : DAESA_NO_MEMORY;
}

static enum daesa_status add_read(const struct reading *in,
                                  struct daesa_manifest_job *job)
{
    job->settings = in->settings;
    job->n_settings = in->n_settings;
    if (job->clip.len == 0 || job->transcript.len == 0)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "manifest-value", job->place,
                          "the job names no %s", job->clip.len ? "transcript" : "clip");
    if (job->name.len == 0)
        job->name = stem_of(job->clip);
    enum daesa_status st = resolve(in, &job->clip);
    if (!st)
        st = resolve(in, &job->transcript);
    return st ? st : daesa_manifest_add(in->manifest, job);
}

/* Takes a value of the job at hand; of two that are alike the last counts. */
static void take(struct reading *in, struct daesa_manifest_job *job,
                 const struct column *column, struct daesa_str value)
{
    if (column->key)
        *member(job, column->key) = value;
    else if (value.len && in->n_settings < MAX_SETTINGS)
        in->settings[in->n_settings++] =
            (struct daesa_manifest_setting){daesa_str_of(column->setting), value};
}

/* ---- CSV ---- */

static enum daesa_status read_head(const struct reading *in,
                                   const struct daesa_csv_row *row, int32_t line,
                                   struct column *columns)
{
    struct daesa_place place = {.file = in->file, .line = line};
    for (size_t i = 0; i < row->n; i++)
        if (!find_column(in, daesa_str_trim(row->cells[i]), &columns[i]))
            return unknown_key(in, row->cells[i], place);
    return DAESA_OK;
}

static enum daesa_status read_row(struct reading *in, const struct daesa_csv_row *row,
                                  int32_t line, const struct column *columns,
                                  size_t n_columns)
{
    struct daesa_manifest_job job = {.place = {.file = in->file, .line = line}};
    if (daesa_str_trim(row->raw).len == 0)
        return DAESA_OK;
    if (row->unclosed || row->too_many || row->n > n_columns)
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "manifest-value", job.place,
                          row->unclosed ? "a quote is not closed"
                                        : "has more cells than there are keys on top");
    in->n_settings = 0;
    for (size_t i = 0; i < row->n; i++)
        take(in, &job, &columns[i], daesa_str_trim(row->cells[i]));
    return add_read(in, &job);
}

static int32_t count_lines(struct daesa_str text)
{
    int32_t n = 0;
    struct daesa_str line;
    while (daesa_str_next_line(&text, &line))
        n++;
    return n;
}

static enum daesa_status read_csv(struct reading *in)
{
    struct column columns[DAESA_CSV_MAX_CELLS] = {0};
    struct daesa_csv_row row;
    size_t n_columns = 0;
    int32_t line = 1;
    struct daesa_str rest = daesa_csv_skip_sep(in->text, &line);
    char separator = daesa_csv_separator(rest, true);
    for (bool any = true;;) {
        enum daesa_status st =
            daesa_csv_next(&in->manifest->arena, &rest, separator, &row, &any);
        if (st || !any)
            return st;
        st = n_columns ? read_row(in, &row, line, columns, n_columns)
                       : read_head(in, &row, line, columns);
        if (st)
            return st;
        if (n_columns == 0)
            n_columns = row.n;
        line += count_lines(row.raw);
    }
}

/* ---- JSON ---- */

/* A text, number or answer; false where it is none. */
static bool take_word(struct daesa_json_value value, bool is_setting,
                      struct daesa_buf *out)
{
    enum daesa_json_kind kind = daesa_json_kind(value);
    if (kind == DAESA_JSON_STRING)
        daesa_buf_add(out, daesa_json_string(value));
    else if (is_setting && kind == DAESA_JSON_NUMBER)
        daesa_buf_add(out, daesa_str_trim(value.raw));
    else if (is_setting && kind == DAESA_JSON_BOOL)
        daesa_buf_add_text(out, daesa_json_true(value) ? "yes" : "no");
    else
        return false;
    return true;
}

/* The same, or a list: of settings with commas between, else with spaces. */
static bool take_words(struct daesa_json_value value, bool is_setting,
                       struct daesa_buf *out)
{
    struct daesa_json_members items = daesa_json_members(value);
    if (daesa_json_kind(value) != DAESA_JSON_ARRAY)
        return take_word(value, is_setting, out);
    while (daesa_json_step(&items)) {
        if (out->len)
            daesa_buf_add_char(out, is_setting ? ',' : ' ');
        if (!take_word(items.value, is_setting, out))
            return false;
    }
    return true;
}

static enum daesa_status take_member(struct reading *in,
                                     const struct daesa_reader *reader,
                                     const struct daesa_json_members *m,
                                     struct daesa_manifest_job *job)
{
    struct column column;
    struct daesa_str value;
    struct daesa_buf words = {0};
    if (!find_column(in, m->key, &column))
        return unknown_key(in, m->key, job->place);
    enum daesa_status st = DAESA_OK;
    if (!take_words(m->value, column.setting != NULL, &words))
        st = daesa_json_bad(reader, m->value, "manifest-value",
                            column.setting ? "is no text, number or answer, nor a list"
                                           : "is neither a text nor a list of texts");
    else if (words.status ||
             !daesa_arena_copy(&in->manifest->arena, daesa_buf_str(&words), &value))
        st = DAESA_NO_MEMORY;
    else
        take(in, job, &column, value);
    daesa_buf_finish(&words);
    return st;
}

/* The line of what stands in the text behind what was asked for before. */
static int32_t line_of(struct reading *in, const char *at)
{
    for (; in->counted < at; in->counted++)
        in->line += *in->counted == '\n';
    return in->line;
}

static enum daesa_status take_job(struct reading *in, const struct daesa_reader *reader,
                                  struct daesa_json_value value)
{
    struct daesa_manifest_job job = {.place = {in->file, line_of(in, value.raw.s), 0}};
    in->n_settings = 0;
    if (daesa_json_kind(value) != DAESA_JSON_OBJECT)
        return daesa_json_bad(reader, value, "manifest-value", "is no job: { ... }");
    struct daesa_json_members m = daesa_json_members(value);
    while (daesa_json_step(&m)) {
        enum daesa_status st = take_member(in, reader, &m, &job);
        if (st)
            return st;
    }
    return add_read(in, &job);
}

static enum daesa_status read_json(struct reading *in)
{
    struct daesa_format_read_opts opts = {.file = in->file};
    struct daesa_reader reader = {.opts = &opts, .text = in->text, .sink = in->sink};
    struct daesa_json_doc *doc = NULL;
    enum daesa_status st = daesa_json_open(&doc, &reader);
    if (st)
        return st;
    struct daesa_json_value list = daesa_json_root(doc);
    if (daesa_json_kind(list) == DAESA_JSON_OBJECT)
        list = daesa_json_get(list, "jobs");
    if (daesa_json_kind(list) == DAESA_JSON_ARRAY) {
        struct daesa_json_members m = daesa_json_members(list);
        while (!st && daesa_json_step(&m))
            st = take_job(in, &reader, m.value);
    } else
        st = daesa_fail(in->sink, DAESA_BAD_INPUT, "manifest-value",
                        (struct daesa_place){.file = in->file},
                        "has no list of jobs: [ ... ] or {\"jobs\": [ ... ]}");
    daesa_json_close(&doc);
    return st;
}

/* ---- the whole file ---- */

static enum daesa_status read_text(struct reading *in)
{
    struct daesa_str text = daesa_str_trim(in->text);
    struct daesa_place place = {.file = in->file};
    if (!daesa_utf8_valid(in->text) ||
        (in->text.len && memchr(in->text.s, 0, in->text.len)))
        return daesa_fail(in->sink, DAESA_BAD_INPUT, "manifest-encoding", place,
                          "is no text in UTF-8");
    bool is_json = text.len && (text.s[0] == '[' || text.s[0] == '{');
    enum daesa_status st = is_json ? read_json(in) : read_csv(in);
    if (!st && in->manifest->n_jobs == 0)
        st = daesa_fail(in->sink, DAESA_BAD_INPUT, "manifest-empty", place,
                        "names no job");
    return st ? st : daesa_manifest_sort(in->manifest, in->sink);
}

enum daesa_status daesa_manifest_parse(struct daesa_str bytes, const char *file,
                                       const char *const *further,
                                       struct daesa_manifest *out,
                                       struct daesa_sink *sink)
{
    struct daesa_manifest manifest = {0};
    const char *slash = strrchr(file, '/');
    struct reading in = {.manifest = &manifest,
                         .folder = {file, slash ? (size_t)(slash - file) + 1 : 0},
                         .text = bytes,
                         .file = file,
                         .further = further,
                         .sink = sink,
                         .line = 1};
    if (daesa_str_starts(in.text, "\xEF\xBB\xBF"))
        in.text = daesa_str_from(in.text, 3);
    in.counted = in.text.s;
    enum daesa_status st = read_text(&in);
    if (st)
        daesa_manifest_finish(&manifest);
    else
        *out = manifest;
    return st;
}

enum daesa_status daesa_manifest_read(const char *path, const char *const *further,
                                      struct daesa_manifest *out, struct daesa_sink *sink)
{
    struct daesa_buf bytes = {0};
    enum daesa_status st = daesa_file_read(path, MAX_BYTES, &bytes, sink);
    if (!st)
        st = daesa_manifest_parse(daesa_buf_str(&bytes), daesa_file_shown(path), further,
                                  out, sink);
    daesa_buf_finish(&bytes);
    return st;
}

/* ---- names ---- */

static int by_name(const void *a, const void *b)
{
    const struct daesa_manifest_job *x = a, *y = b;
    return strcmp(x->name.s, y->name.s);
}

bool daesa_manifest_name_valid(struct daesa_str name)
{
    struct daesa_str part;
    if (name.len == 0 || memchr(name.s, '\0', name.len))
        return false;
    while (name.len) {
        size_t slash = daesa_str_find_char(name, '/');
        part = daesa_str_slice(name, 0, slash);
        if (part.len == 0 || part.s[0] == '.')
            return false;
        name = daesa_str_from(name, slash + 1);
    }
    return true;
}

enum daesa_status daesa_manifest_sort(struct daesa_manifest *manifest,
                                      struct daesa_sink *sink)
{
    struct daesa_manifest_job *jobs = manifest->jobs;
    if (manifest->n_jobs)
        qsort(jobs, manifest->n_jobs, sizeof *jobs, by_name);
    for (size_t i = 0; i < manifest->n_jobs; i++) {
        if (!daesa_manifest_name_valid(jobs[i].name))
            return daesa_fail(sink, DAESA_BAD_INPUT, "job-name", jobs[i].place,
                              "no output can be called '%.200s'", jobs[i].name.s);
        if (i && daesa_str_equal(jobs[i].name, jobs[i - 1].name))
            return daesa_fail(sink, DAESA_BAD_INPUT, "job-twice", jobs[i].place,
                              "two jobs are called '%.200s'; give them names",
                              jobs[i].name.s);
    }
    return DAESA_OK;
}

void daesa_manifest_finish(struct daesa_manifest *manifest)
{
    if (!manifest)
        return;
    free(manifest->jobs);
    daesa_arena_finish(&manifest->arena);
    *manifest = (struct daesa_manifest){0};
}
