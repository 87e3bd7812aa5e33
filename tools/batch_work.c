/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch_work.h"

#include "cache.h"
#include "relay.h"

#include "core/file.h"
#include "job/align.h"
#include "job/digest.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- names ---- */

/* What a job says, else what the command line says, else NULL. */
static const char *either(struct daesa_str said, const char *general)
{
    return said.len ? said.s : general;
}

static const char *extensions(const struct batch_args *args,
                              const struct daesa_manifest_job *job)
{
    const char *to = either(job->outputs, args->to);
    return to ? to : "srt";
}

static const char *profile_of(const struct batch_args *args,
                              const struct daesa_manifest_job *job)
{
    return either(job->profile, args->profile);
}

/* Takes the next of "srt ass" or "srt,.ass" off the front; without its dot. */
static struct daesa_str next_word(const char **rest)
{
    *rest += strspn(*rest, " ,;.");
    struct daesa_str word = {*rest, strcspn(*rest, " ,;")};
    *rest += word.len;
    return word;
}

static bool name_output(const char *folder, struct daesa_str name,
                        struct daesa_str extension, struct batch_files *out)
{
    struct daesa_buf path = {0};
    struct daesa_str copy;
    daesa_buf_printf(&path, "%s/", folder);
    daesa_buf_add(&path, name);
    daesa_buf_add_char(&path, '.');
    daesa_buf_add(&path, extension);
    bool ok = !path.status && daesa_arena_copy(&out->arena, daesa_buf_str(&path), &copy);
    if (ok)
        out->outputs[out->n_outputs++] = copy.s;
    daesa_buf_finish(&path);
    return ok;
}

bool batch_name_files(const struct batch_args *args, const struct daesa_manifest_job *job,
                      struct batch_files *out)
{
    const char *rest = extensions(args, job), *profile = profile_of(args, job);
    struct daesa_str word;
    out->extension_at = strlen(args->folder) + 1 + job->name.len + 1;
    out->inputs[out->n_inputs++] = job->clip.s;
    out->inputs[out->n_inputs++] = job->transcript.s;
    if (profile &&
        (strchr(profile, '/') || daesa_str_ends(daesa_str_of(profile), ".json")))
        out->inputs[out->n_inputs++] = profile;
    out->outputs = daesa_arena_alloc(&out->arena, strlen(rest) + 1, sizeof *out->outputs);
    if (!out->outputs)
        return false;
    while ((word = next_word(&rest)).len)
        if (!name_output(args->folder, job->name, word, out))
            return false;
    return true;
}

void batch_files_finish(struct batch_files *files)
{
    daesa_arena_finish(&files->arena);
    *files = (struct batch_files){0};
}

void batch_add_options(struct daesa_buf *buf, const struct batch_args *args,
                       const struct daesa_manifest_job *job)
{
    const char *language = either(job->language, args->language);
    const char *profile = profile_of(args, job);
    daesa_buf_printf(buf, "%s lang=%s profile=%s to=%s shots=%d clip=%s transcript=%s",
                     DAESA_VERSION, language ? language : "", profile ? profile : "",
                     extensions(args, job), args->shots, job->clip.s, job->transcript.s);
}

void batch_add_output(struct daesa_buf *buf, const struct batch_files *files, size_t i)
{
    size_t before = buf->len;
    daesa_buf_printf(buf, "%s=", files->outputs[i] + files->extension_at);
    if (daesa_digest_add(buf, &files->outputs[i], 1, NULL))
        daesa_buf_cut(buf, before);
    else
        daesa_buf_add_char(buf, ';');
}

void batch_add_outputs(struct daesa_buf *buf, const struct batch_files *files)
{
    for (size_t i = 0; i < files->n_outputs; i++)
        batch_add_output(buf, files, i);
}

/* ---- the job ---- */

/* Tells phases as they change, and that we live once a second: where nobody hears it
 * any more the job is given up. */
struct teller {
    struct daesa_progress progress;
    struct pool_line *line;
    const char *phase;
    time_t at;
};

static bool step(struct daesa_progress *progress, const char *phase, double share)
{
    struct teller *teller = (struct teller *)progress;
    time_t now = time(NULL);
    (void)share;
    if (teller->phase && strcmp(teller->phase, phase) == 0 && teller->at == now)
        return true;
    teller->phase = phase;
    teller->at = now;
    return pool_tell(teller->line, daesa_str_of(phase));
}

static enum daesa_status make_folder(const char *path, struct daesa_sink *sink)
{
    struct daesa_buf folder = {0};
    const char *slash = strrchr(path, '/');
    daesa_buf_add(&folder, (struct daesa_str){path, slash ? (size_t)(slash - path) : 0});
    enum daesa_status st = folder.status;
    if (!st && folder.len)
        st = daesa_file_make_folder(folder.s, sink);
    daesa_buf_finish(&folder);
    return st;
}

static enum daesa_status align(const struct batch_args *args,
                               const struct daesa_manifest_job *job,
                               const struct batch_files *files, struct pool_line *line,
                               struct batch_reply *reply, struct daesa_sink *sink)
{
    struct teller teller = {.progress.step = step, .line = line};
    struct daesa_track track = {0};
    struct daesa_align_stats stats = {0};
    char *cache = args->shots ? cache_folder() : NULL;
    struct daesa_align_job align = {
        .clip = job->clip.s,
        .transcript = job->transcript.s,
        .language = either(job->language, args->language),
        .single_threaded = true,
        .save = {.paths = files->outputs,
                 .n_paths = files->n_outputs,
                 .profile = profile_of(args, job),
                 /* That nobody else's are replaced was seen to before. */
                 .replace = true},
        .keeps_to_shots = args->shots,
        .cache_folder = cache,
        .progress = &teller.progress,
    };
    enum daesa_status st = make_folder(files->outputs[0], sink);
    if (!st)
        st = daesa_align(&align, &track, &stats, sink);
    reply->sound_s = (double)stats.sound_us / 1e6;
    daesa_track_finish(&track);
    free(cache);
    return st;
}

/* Moves what was appended into a member of the reply. */
static void settle(struct daesa_buf *buf, char *out, size_t size)
{
    if (!buf->status && buf->len < size && buf->s)
        memcpy(out, buf->s, buf->len + 1);
    daesa_buf_cut(buf, 0);
}

static enum daesa_status work(const struct batch_args *args,
                              const struct daesa_manifest_job *job,
                              const struct batch_request *request,
                              const struct batch_files *files, struct batch_reply *reply,
                              struct pool_line *line, struct daesa_sink *sink)
{
    struct daesa_buf buf = {0};
    daesa_digest_stamp(&buf, files->inputs, files->n_inputs);
    settle(&buf, reply->stamp, sizeof reply->stamp);
    enum daesa_status st = daesa_digest_add(&buf, files->inputs, files->n_inputs, sink);
    settle(&buf, reply->inputs, sizeof reply->inputs);
    reply->is_unchanged =
        !st && *request->inputs && strcmp(request->inputs, reply->inputs) == 0;
    if (!st && !reply->is_unchanged)
        st = align(args, job, files, line, reply, sink);
    daesa_digest_stamp(&buf, files->inputs, files->n_inputs);
    reply->was_disturbed = !daesa_str_is(daesa_buf_str(&buf), reply->stamp);
    daesa_buf_cut(&buf, 0);
    if (!st || st == DAESA_FELL_SHORT)
        batch_add_outputs(&buf, files);
    settle(&buf, reply->outputs, sizeof reply->outputs);
    daesa_buf_finish(&buf);
    if (reply->was_disturbed)
        st = daesa_fail(sink, DAESA_IO, "input-changed",
                        (struct daesa_place){.file = job->clip.s},
                        "the clip or its transcript changed while it was worked on");
    return st;
}

int batch_work(const struct batch_args *args, const struct daesa_manifest_job *job,
               const struct batch_request *request, struct daesa_buf *reply,
               struct pool_line *line)
{
    struct daesa_buf findings = {0};
    struct batch_files files = {0};
    struct batch_reply said = {0};
    struct relay relay = {.sink.put = relay_put, .out = &findings};
    enum daesa_status st = DAESA_NO_MEMORY;
    if (batch_name_files(args, job, &files))
        st = work(args, job, request, &files, &said, line, &relay.sink);
    batch_files_finish(&files);
    daesa_buf_add(reply, (struct daesa_str){(const char *)&said, sizeof said});
    daesa_buf_add(reply, daesa_buf_str(&findings));
    daesa_buf_finish(&findings);
    return (int)st;
}
