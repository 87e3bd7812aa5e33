/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch_work.h"

#include "batch_voice.h"
#include "cache.h"
#include "relay.h"

#include "core/file.h"
#include "job/digest.h"
#include "job/lesson_file.h"
#include "media/probe.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A clip that is smaller is over long before a job's least limit. */
#define LARGE_BYTES (4 << 20)

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

/* Takes the next of "srt ass" or "srt,.ass" off the front; without its dot. */
static struct daesa_str next_word(const char **rest)
{
    *rest += strspn(*rest, " ,;.");
    struct daesa_str word = {*rest, strcspn(*rest, " ,;")};
    *rest += word.len;
    return word;
}

static const char *name_file(const char *folder, struct daesa_str name,
                             struct daesa_str extension, struct batch_files *out)
{
    struct daesa_buf path = {0};
    struct daesa_str copy = {0};
    daesa_buf_printf(&path, "%s/", folder);
    daesa_buf_add(&path, name);
    daesa_buf_add_char(&path, '.');
    daesa_buf_add(&path, extension);
    bool ok = !path.status && daesa_arena_copy(&out->arena, daesa_buf_str(&path), &copy);
    daesa_buf_finish(&path);
    return ok ? copy.s : NULL;
}

/* One of those beside the outputs of the alignment; NULL: it is not wanted. */
static const char *sort_out(bool is_wanted, const char *path, struct batch_files *out)
{
    if (is_wanted)
        out->outputs[out->n_outputs++] = path;
    else
        out->unwanted[out->n_unwanted++] = path;
    return is_wanted ? path : NULL;
}

static bool name_all(const char *folder, struct daesa_str name, const char *rest,
                     const struct batch_job *what, struct batch_files *out)
{
    struct daesa_str word;
    while ((word = next_word(&rest)).len) {
        const char *path = name_file(folder, name, word, out);
        if (!path)
            return false;
        out->outputs[out->n_outputs++] = path;
    }
    out->n_saved = out->n_outputs;
    const char *findings = name_file(folder, name, daesa_str_of("findings.jsonl"), out);
    const char *sheet = name_file(folder, name, daesa_str_of("preview.png"), out);
    if (!findings || !sheet)
        return false;
    out->findings = sort_out(what->checks, findings, out);
    out->sheet = sort_out(what->previews, sheet, out);
    return true;
}

/* The voice that is kept, if one is. */
static bool name_voice(const struct batch_args *args, const struct batch_job *what,
                       struct batch_files *out)
{
    struct daesa_buf path = {0};
    struct daesa_str copy = {0};
    batch_voice_path(args, what, &path);
    bool is = path.s && access(path.s, F_OK) == 0;
    bool ok = !path.status &&
              (!is || daesa_arena_copy(&out->arena, daesa_buf_str(&path), &copy));
    if (ok && is)
        out->voice = out->inputs[out->n_inputs++] = copy.s;
    daesa_buf_finish(&path);
    return ok;
}

bool batch_name_files(const struct batch_args *args, const struct daesa_manifest_job *job,
                      const struct batch_job *what, struct batch_files *out)
{
    const char *to = extensions(args, job), *profile = what->align.looks.profile;
    const char *names = what->align.looks.names;
    out->extension_at = strlen(args->folder) + 1 + job->name.len + 1;
    out->inputs[out->n_inputs++] = job->clip.s;
    out->inputs[out->n_inputs++] = job->transcript.s;
    if (profile &&
        (strchr(profile, '/') || daesa_str_ends(daesa_str_of(profile), ".json")))
        out->inputs[out->n_inputs++] = profile;
    if (names)
        out->inputs[out->n_inputs++] = names;
    /* Every output has a letter at least, and two are ours. */
    out->outputs = daesa_arena_alloc(&out->arena, strlen(to) + 3, sizeof *out->outputs);
    return out->outputs && name_voice(args, what, out) &&
           name_all(args->folder, job->name, to, what, out);
}

void batch_files_finish(struct batch_files *files)
{
    daesa_arena_finish(&files->arena);
    *files = (struct batch_files){0};
}

void batch_add_output(struct daesa_buf *buf, const struct batch_files *files,
                      const char *path)
{
    daesa_digest_add_output(buf, daesa_str_of(path + files->extension_at), path);
}

void batch_add_outputs(struct daesa_buf *buf, const struct batch_files *files)
{
    for (size_t i = 0; i < files->n_outputs; i++)
        batch_add_output(buf, files, files->outputs[i]);
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

/* In front of a length, where a phase would begin. */
#define LENGTH '='

int64_t batch_heard_length(struct daesa_str told)
{
    long long length_us;
    if (told.len == 0 || *told.s != LENGTH ||
        !daesa_str_to_count(daesa_str_from(told, 1), INT64_MAX, &length_us))
        return -1;
    return length_us;
}

/* The clip's length by its header, of a file that may be a long one. */
static void tell_length(const char *clip, struct pool_line *line)
{
    struct daesa_probe_opts opts = {.headers_only = true};
    struct daesa_clip seen = {0};
    struct daesa_buf text = {0};
    struct stat is;
    if (stat(clip, &is) != 0 || is.st_size < LARGE_BYTES)
        return;
    if (daesa_probe(clip, &opts, &seen, NULL) == DAESA_OK && seen.duration_us > 0)
        daesa_buf_printf(&text, "%c%lld", LENGTH, (long long)seen.duration_us);
    if (text.len)
        pool_tell(line, daesa_buf_str(&text));
    daesa_buf_finish(&text);
    daesa_clip_finish(&seen);
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

/* What ends every message of findings. */
#define GRAVE "too grave"

/* Appends to what is said already; too much of it is cut. */
static void add_why(char *why, size_t n, const char *what)
{
    size_t at = strlen(why);
    snprintf(why + at, BATCH_WHY - at, "%s%zu %s", at ? ", " : "", n, what);
}

static void say_why(const struct daesa_chain_stats *stats, bool demands_confidence,
                    char *why)
{
    const struct daesa_align_stats *lines = &stats->align;
    if (lines->n_found < lines->n_lines)
        snprintf(why, BATCH_WHY, "%zu of %zu lines not found",
                 lines->n_lines - lines->n_found, lines->n_lines);
    if (demands_confidence && lines->n_doubtful)
        add_why(why, lines->n_doubtful,
                lines->n_doubtful == 1 ? "line not sure enough"
                                       : "lines not sure enough");
    if (stats->n_grave)
        add_why(why, stats->n_grave,
                stats->n_grave == 1 ? "finding " GRAVE : "findings " GRAVE);
}

struct daesa_str batch_why_of_lines(struct daesa_str why)
{
    size_t n = why.len;
    if (!daesa_str_ends(why, GRAVE))
        return why;
    while (n && why.s[n - 1] != ',')
        n--;
    return daesa_str_slice(why, 0, n ? n - 1 : 0);
}

static enum daesa_status
run_chain(const struct daesa_manifest_job *job, const struct batch_job *what,
          const struct batch_request *request, const struct batch_files *files,
          struct pool_line *line, struct batch_reply *reply, struct daesa_sink *sink)
{
    struct teller teller = {.progress.step = step, .line = line};
    struct daesa_chain_stats stats = {0};
    struct daesa_chain chain = batch_job_chain(what);
    struct daesa_lesson taught = {0};
    bool is_same = request->inputs[0] && strcmp(request->inputs, reply->inputs) == 0;
    bool looks = what->align.shots || what->checks || what->preview.findings;
    char *cache = cache_choose(NULL, !looks);
    chain.align.clip = job->clip.s;
    chain.align.transcript = job->transcript.s;
    chain.align.save.paths = files->outputs;
    chain.align.save.n_paths = files->n_saved;
    /* That nobody else's are replaced was seen to before. */
    chain.align.save.replace = true;
    chain.align.cache_folder = cache;
    chain.align.progress = &teller.progress;
    chain.findings = files->findings;
    chain.sheet = files->sheet;
    chain.keeps_outputs = is_same && request->keeps_outputs;
    chain.keeps_findings = is_same && request->keeps_findings;
    chain.keeps_sheet = is_same && request->keeps_sheet;
    tell_length(job->clip.s, line);
    enum daesa_status st = make_folder(files->outputs[0], sink);
    if (!st && files->voice) {
        st = daesa_lesson_load(files->voice, &taught, sink);
        chain.align.taught = &taught;
    }
    if (!st)
        st = daesa_chain_run(&chain, &stats, sink);
    daesa_lesson_finish(&taught);
    reply->sound_s = (double)stats.align.sound_us / 1e6;
    if (chain.keeps_outputs)
        memcpy(reply->why, request->why, sizeof reply->why);
    if (chain.keeps_outputs && *request->why && !st)
        st = DAESA_FELL_SHORT;
    say_why(&stats, chain.align.demands_confidence, reply->why);
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

/* Whether all that is wanted is there, and made of what the inputs still are. */
static bool is_done(const struct batch_request *request, const struct batch_files *files,
                    const struct batch_reply *reply)
{
    return request->inputs[0] && strcmp(request->inputs, reply->inputs) == 0 &&
           request->keeps_outputs && (request->keeps_findings || !files->findings) &&
           (request->keeps_sheet || !files->sheet);
}

static enum daesa_status work(const struct daesa_manifest_job *job,
                              const struct batch_job *what,
                              const struct batch_request *request,
                              const struct batch_files *files, struct batch_reply *reply,
                              struct pool_line *line, struct daesa_sink *sink)
{
    struct daesa_buf buf = {0};
    daesa_digest_stamp(&buf, files->inputs, files->n_inputs);
    settle(&buf, reply->stamp, sizeof reply->stamp);
    enum daesa_status st = daesa_digest_add(&buf, files->inputs, files->n_inputs, sink);
    settle(&buf, reply->inputs, sizeof reply->inputs);
    reply->is_unchanged = !st && is_done(request, files, reply);
    if (!st && !reply->is_unchanged)
        st = run_chain(job, what, request, files, line, reply, sink);
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
                        "the clip or what goes with it changed while it was worked on");
    return st;
}

int batch_work(const struct batch_args *args, const struct daesa_manifest_job *job,
               const struct batch_request *request, struct daesa_buf *reply,
               struct pool_line *line)
{
    struct daesa_buf findings = {0}, why = {0};
    struct batch_files files = {0};
    struct batch_job what = {0};
    struct batch_reply said = {0};
    struct relay relay = {.sink.put = relay_put, .out = &findings, .file = job->clip.s};
    enum daesa_status st = DAESA_NO_MEMORY;
    if (batch_job_fill(args, job, &what, &why) &&
        batch_name_files(args, job, &what, &files))
        st = work(job, &what, request, &files, &said, line, &relay.sink);
    batch_files_finish(&files);
    batch_job_finish(&what);
    daesa_buf_finish(&why);
    daesa_buf_add(reply, (struct daesa_str){(const char *)&said, sizeof said});
    daesa_buf_add(reply, daesa_buf_str(&findings));
    daesa_buf_finish(&findings);
    return (int)st;
}
