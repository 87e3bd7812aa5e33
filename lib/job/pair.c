/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/pair.h"

#include "core/buf.h"
#include "job/tree.h"

#include <string.h>
#include <sys/stat.h>

/* What clips and transcripts are called; of several transcripts for one clip the
 * kind that stands first here. */
static const char *const clip_kinds[] = {
    ".aac", ".avi", ".flac", ".flv", ".m4a", ".m4v", ".mka",  ".mkv", ".mov", ".mp3",
    ".mp4", ".mpg", ".mts",  ".oga", ".ogg", ".ogv", ".opus", ".ts",  ".wav", ".webm"};
static const char *const transcript_kinds[] = {".json", ".csv", ".tsv", ".txt"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* The length of `path` without its extension, where that is one of `kinds`; else 0. */
static size_t stem(const char *path, const char *const *kinds, size_t n)
{
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < n; i++)
        if (daesa_str_is_nocase(daesa_str_of(dot), kinds[i]))
            return (size_t)(dot - path);
    return 0;
}

static bool is_clip(const char *path)
{
    return stem(path, clip_kinds, COUNT(clip_kinds)) > 0;
}

static bool is_transcript(const char *path)
{
    return stem(path, transcript_kinds, COUNT(transcript_kinds)) > 0;
}

static bool wants(const void *context, const char *path)
{
    (void)context;
    return is_clip(path) || is_transcript(path);
}

static void remark(struct daesa_sink *sink, enum daesa_severity severity,
                   const char *rule, const char *path, const char *what,
                   const char *other)
{
    struct daesa_finding finding = {.severity = severity,
                                    .rule = rule,
                                    .place.file = path,
                                    .start_us = DAESA_TIME_NONE};
    struct daesa_buf text = {0};
    daesa_buf_add_text(&text, what);
    daesa_buf_add_text(&text, other);
    if (!text.status)
        daesa_report(sink, finding, "%s", text.s);
    daesa_buf_finish(&text);
}

static struct daesa_str stem_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    return (struct daesa_str){path, (size_t)(dot - path)};
}

/* Where the kind of a transcript stands in the list; COUNT(transcript_kinds): it is
 * none. */
static size_t rank(const char *path)
{
    size_t k = 0;
    while (k < COUNT(transcript_kinds) && !stem(path, &transcript_kinds[k], 1))
        k++;
    return k;
}

/* The clip, or of the transcripts that which is read first, that is called like file
 * `i`; NULL where there is none. Such files are near each other, since the walk sorts
 * them; between them lie those whose names go on after the same letters. */
static const char *partner(const struct daesa_tree *tree, size_t i, bool wants_clip)
{
    struct daesa_str name = stem_of(tree->files[i].in);
    const char *found = NULL;
    while (i > 0 && strncmp(tree->files[i - 1].in, name.s, name.len) == 0)
        i--;
    for (; i < tree->n_files && strncmp(tree->files[i].in, name.s, name.len) == 0; i++) {
        const char *path = tree->files[i].in;
        if (!daesa_str_equal(stem_of(path), name) || is_clip(path) != wants_clip)
            continue;
        if (!found || rank(path) < rank(found))
            found = path;
    }
    return found;
}

static enum daesa_status pair_clip(const struct daesa_tree *tree, size_t i, size_t skip,
                                   struct daesa_manifest *out, struct daesa_sink *sink)
{
    const char *path = tree->files[i].in, *transcript = partner(tree, i, false);
    if (!transcript) {
        remark(sink, DAESA_WARNING, "clip-alone", path,
               "no transcript is called like it: .json, .csv, .tsv or .txt", "");
        return DAESA_OK;
    }
    remark(sink, DAESA_NOTE, "paired", path, "goes with ", transcript);
    struct daesa_manifest_job job = {.name = daesa_str_from(stem_of(path), skip),
                                     .clip = daesa_str_of(path),
                                     .transcript = daesa_str_of(transcript)};
    return daesa_manifest_add(out, &job);
}

enum daesa_status daesa_manifest_pair(const char *folder, struct daesa_manifest *out,
                                      struct daesa_sink *sink)
{
    struct daesa_tree tree = {0};
    struct daesa_tree_opts opts = {.operands = &folder, .n_operands = 1, .wants = wants};
    size_t skip = strlen(folder);
    struct stat is;
    if (stat(folder, &is) != 0 || !S_ISDIR(is.st_mode))
        return daesa_fail(sink, DAESA_IO, "folder-unreadable",
                          (struct daesa_place){.file = folder}, "is no folder");
    enum daesa_status st = daesa_tree_plan(&opts, &tree, sink);
    if (!st && tree.n_failed)
        st = DAESA_IO;
    if (skip && folder[skip - 1] != '/')
        skip++;
    for (size_t i = 0; !st && i < tree.n_files; i++)
        if (is_clip(tree.files[i].in))
            st = pair_clip(&tree, i, skip, out, sink);
        else if (!partner(&tree, i, true))
            remark(sink, DAESA_WARNING, "transcript-alone", tree.files[i].in,
                   "no clip is called like it", "");
    if (!st && out->n_jobs == 0)
        st = daesa_fail(sink, DAESA_BAD_INPUT, "manifest-empty",
                        (struct daesa_place){.file = folder},
                        "holds no clip with a transcript that is called like it");
    if (!st)
        st = daesa_manifest_sort(out, sink);
    daesa_tree_finish(&tree);
    return st;
}
