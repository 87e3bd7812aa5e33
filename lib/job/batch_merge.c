/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
/* sync is an X/Open function. */
#define _XOPEN_SOURCE 700

#include "job/batch_merge.h"

#include "core/file.h"
#include "job/digest.h"
#include "job/manifest.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A sheet of pictures may be large. */
#define MAX_OUTPUT ((size_t)1 << 30)

struct merging {
    const struct daesa_batch_merge *merge;
    struct daesa_gather *jobs;
    struct daesa_gather before; /* what the folder has known so far */
    struct daesa_sink *sink;
};

static enum daesa_status fault(const struct merging *m, const char *rule,
                               const char *path, const char *what)
{
    return daesa_fail(m->sink, DAESA_IO, rule, (struct daesa_place){.file = path}, "%s",
                      what);
}

/* ---- an output ---- */

/* Takes "srt=DIGEST;" off the front of the outputs of a job. */
static bool next_output(struct daesa_str *rest, struct daesa_str *extension,
                        struct daesa_str *said)
{
    size_t end = daesa_str_find_char(*rest, ';');
    if (end == rest->len)
        return false;
    *said = daesa_str_slice(*rest, 0, end + 1);
    *extension = daesa_str_slice(*said, 0, daesa_str_find_char(*said, '='));
    *rest = daesa_str_from(*rest, end + 1);
    return true;
}

static void name_file(struct daesa_buf *path, const char *folder, struct daesa_str name,
                      struct daesa_str extension)
{
    daesa_buf_cut(path, 0);
    daesa_buf_printf(path, "%s/", folder);
    daesa_buf_add(path, name);
    daesa_buf_add_char(path, '.');
    daesa_buf_add(path, extension);
}

/* Whether a file is what "srt=DIGEST;" says. DAESA_NO_MEMORY. */
static enum daesa_status look(const char *path, struct daesa_str extension,
                              struct daesa_str said, bool *is_as_said)
{
    struct daesa_buf now = {0};
    daesa_digest_add_output(&now, extension, path);
    enum daesa_status st = now.status;
    *is_as_said = !st && daesa_str_equal(daesa_buf_str(&now), said);
    daesa_buf_finish(&now);
    return st;
}

/* Whether a batch in the folder made what lies at the path, and nobody changed it. */
static enum daesa_status look_whose(const struct merging *m, struct daesa_str name,
                                    const char *path, struct daesa_str extension,
                                    bool *is_ours)
{
    const struct daesa_gathered *before = daesa_gather_find(&m->before, name);
    struct daesa_str rest = before ? before->job.outputs : (struct daesa_str){0};
    struct daesa_str known, said;
    enum daesa_status st = DAESA_OK;
    *is_ours = false;
    while (!st && !*is_ours && next_output(&rest, &known, &said))
        if (daesa_str_equal(known, extension))
            st = look(path, extension, said, is_ours);
    return st;
}

static enum daesa_status make_folder(const char *path, struct daesa_sink *sink)
{
    struct daesa_buf folder = {0};
    daesa_buf_add(&folder, (struct daesa_str){path, (size_t)(strrchr(path, '/') - path)});
    enum daesa_status st =
        folder.status ? folder.status : daesa_file_make_folder(folder.s, sink);
    daesa_buf_finish(&folder);
    return st;
}

static enum daesa_status changed(const struct merging *m, const char *path)
{
    return fault(m, "output-changed", path, "is not as the batch made it");
}

static enum daesa_status copy(const struct merging *m, const struct daesa_gathered *one,
                              const char *from, const char *to,
                              struct daesa_str extension, struct daesa_str said)
{
    struct daesa_buf bytes = {0};
    bool is_there, is_right = false, is_ours = false;
    enum daesa_status st = look(to, extension, said, &is_there);
    if (st || is_there)
        return st;
    st = daesa_file_read(from, MAX_OUTPUT, &bytes, m->sink);
    if (!st)
        st = look(from, extension, said, &is_right);
    if (!st && !is_right)
        st = changed(m, from);
    if (!st)
        st = make_folder(to, m->sink);
    if (!st)
        st = look_whose(m, one->job.name, to, extension, &is_ours);
    if (!st)
        st = daesa_file_write_soon(to, daesa_buf_str(&bytes),
                                   m->merge->replaces || is_ours, m->sink);
    daesa_buf_finish(&bytes);
    return st;
}

/* An output that is where it belongs. */
static enum daesa_status confirm(const struct merging *m, const char *path,
                                 struct daesa_str extension, struct daesa_str said)
{
    bool is_right;
    enum daesa_status st = look(path, extension, said, &is_right);
    return st || is_right ? st : changed(m, path);
}

static enum daesa_status copy_output(const struct merging *m,
                                     const struct daesa_gathered *one,
                                     struct daesa_str extension, struct daesa_str said)
{
    struct daesa_buf from = {0}, to = {0};
    name_file(&from, m->merge->folders[one->folder], one->job.name, extension);
    name_file(&to, m->merge->folder, one->job.name, extension);
    enum daesa_status st = from.status ? from.status : to.status;
    if (!st && memchr(extension.s, '/', extension.len))
        st = fault(m, "output-changed", from.s, "its batch names it in no valid way");
    if (!st && daesa_file_same(from.s, to.s))
        st = confirm(m, to.s, extension, said);
    else if (!st)
        st = copy(m, one, from.s, to.s, extension, said);
    daesa_buf_finish(&from);
    daesa_buf_finish(&to);
    return st;
}

/* ---- a job ---- */

static bool is_done(const struct daesa_state_job *job)
{
    return job->outcome == DAESA_STATE_DONE || job->outcome == DAESA_STATE_SHORT;
}

static enum daesa_status join(const struct merging *m, const struct daesa_gathered *one)
{
    const char *folder = m->merge->folders[one->folder];
    struct daesa_str rest = one->job.outputs, extension, said;
    enum daesa_status st = DAESA_OK;
    if (!daesa_manifest_name_valid(one->job.name))
        return fault(m, "job-name", folder, "a job's name leads out of the folder");
    if (one->is_disputed && !m->merge->replaces)
        return daesa_fail(m->sink, DAESA_IO, "merge-conflict",
                          (struct daesa_place){.file = folder},
                          "the job '%.*s' was done elsewhere too, with other outputs; -f "
                          "takes the last",
                          DAESA_STR_ARGS(one->job.name));
    while (!st && is_done(&one->job) && next_output(&rest, &extension, &said))
        st = copy_output(m, one, extension, said);
    return st;
}

/* What failed elsewhere, but was done here, is done. */
static enum daesa_status recall(const struct merging *m, struct daesa_gathered *one)
{
    const struct daesa_gathered *before = daesa_gather_find(&m->before, one->job.name);
    if (!before || !is_done(&before->job) || is_done(&one->job))
        return DAESA_OK;
    struct daesa_state_job job = before->job;
    if (!daesa_state_keep(&m->jobs->arena, &job))
        return DAESA_NO_MEMORY;
    one->job = job;
    return DAESA_OK;
}

/* Keeps of the jobs those that could be joined. */
static enum daesa_status join_all(struct merging *m)
{
    struct daesa_gathered *jobs = m->jobs->jobs;
    size_t n = 0, n_all = m->jobs->n_jobs;
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; i < n_all && st != DAESA_NO_MEMORY; i++) {
        st = join(m, &jobs[i]);
        if (!st)
            st = recall(m, &jobs[i]);
        if (!st)
            jobs[n++] = jobs[i];
    }
    m->jobs->n_jobs = n;
    sync(); /* what is remembered as done has to be on the disk */
    return st == DAESA_NO_MEMORY ? st : n < n_all ? DAESA_FELL_SHORT : DAESA_OK;
}

static enum daesa_status remember(const struct merging *m, struct daesa_state *state)
{
    size_t n = m->jobs->n_jobs;
    const struct daesa_state_job **rows = calloc(n ? n : 1, sizeof *rows);
    if (!rows)
        return DAESA_NO_MEMORY;
    size_t n_rows = 0;
    for (size_t i = 0; i < n; i++)
        if (m->jobs->jobs[i].job.outcome != DAESA_STATE_RUNNING)
            rows[n_rows++] = &m->jobs->jobs[i].job;
    enum daesa_status st = daesa_state_put_all(state, rows, n_rows);
    free(rows);
    return st;
}

/* Before the memory is opened: to look whether one is locked ends a lock of our own. */
static enum daesa_status look_before(struct merging *m)
{
    enum daesa_status st = daesa_gather_add(&m->before, m->merge->folder, NULL);
    daesa_gather_settle(&m->before);
    return st == DAESA_NOT_FOUND ? DAESA_OK
           : st == DAESA_IO      ? fault(m, "batch-state", m->merge->folder,
                                         "what was done there cannot be read")
                                 : st;
}

enum daesa_status daesa_batch_merge(const struct daesa_batch_merge *merge,
                                    struct daesa_gather *out, struct daesa_sink *sink)
{
    struct merging m = {.merge = merge, .jobs = out, .sink = sink};
    struct daesa_state *state = NULL;
    enum daesa_status st = DAESA_OK, joined = DAESA_OK;
    for (size_t i = 0; !st && i < merge->n_folders; i++)
        st = daesa_gather_add(out, merge->folders[i], sink);
    daesa_gather_settle(out);
    if (!st)
        st = daesa_file_make_folder(merge->folder, sink);
    if (!st)
        st = look_before(&m);
    if (!st)
        st = daesa_state_open(&state, merge->folder, 0, 0, sink);
    if (!st)
        joined = join_all(&m);
    if (!st && (!joined || joined == DAESA_FELL_SHORT))
        st = remember(&m, state);
    daesa_state_close(&state);
    daesa_gather_finish(&m.before);
    return st ? st : joined;
}
