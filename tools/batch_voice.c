/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch_voice.h"

#include "pool.h"

#include "core/array.h"
#include "core/file.h"
#include "job/lesson_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* So much sound is enough to know a voice by, of so many clips at most. */
#define ENOUGH_US (300 * DAESA_SECOND_US)
#define MAX_TEACHERS 8
/* How often a teacher is listened to that crashes or runs out of memory. */
#define MAX_ATTEMPTS 2
/* Of jobs that name none: all of a batch are of one show. */
#define GENERAL "show"

/* A voice that is to be learnt. */
struct batch_voice {
    struct daesa_str name;
    size_t from, to; /* its teachers */
};

/* A clip that may teach. */
struct batch_teacher {
    int64_t length_us;
    bool is_chosen;
    int n_attempts;
    struct daesa_lesson lesson;
};

/* ---- which voice ---- */

static void add_path(const struct batch_args *args, struct daesa_str name,
                     struct daesa_buf *path)
{
    daesa_buf_printf(path, "%s/%.*s.voice", args->voices, DAESA_STR_ARGS(name));
}

void batch_voice_path(const struct batch_args *args, const struct batch_job *job,
                      struct daesa_buf *path)
{
    if (args->voices && !job->align.translation)
        add_path(args, daesa_str_of(job->voice ? job->voice : GENERAL), path);
}

/* The same as batch_job_fill comes to, at once: there may be very many jobs. */
static struct daesa_str voice_of(const struct batch_args *args,
                                 const struct daesa_manifest_job *job)
{
    static const char key[] = "voice=";
    struct daesa_str name = daesa_str_of(GENERAL);
    for (size_t i = 0; i < args->settings.n; i++)
        if (strncmp(args->settings.items[i], key, strlen(key)) == 0)
            name = daesa_str_of(args->settings.items[i] + strlen(key));
    for (size_t i = 0; i < job->n_settings; i++)
        if (daesa_str_is(job->settings[i].key, "voice"))
            name = job->settings[i].value;
    return name;
}

/* ---- who teaches it ---- */

/* A job as it is sorted: by voice. */
struct entry {
    struct daesa_str voice; /* ended by NUL */
    const struct daesa_manifest_job *job;
    int64_t bytes; /* of its clip */
};

static int by_voice(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = strcmp(x->voice.s, y->voice.s);
    return order ? order : (x->job > y->job) - (x->job < y->job);
}

static int by_size(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = (x->bytes < y->bytes) - (x->bytes > y->bytes);
    return order ? order : (x->job > y->job) - (x->job < y->job);
}

/* Negative: nobody is to wait for it, or it is not there. */
static int64_t bytes_of(const char *path)
{
    struct stat is;
    return stat(path, &is) == 0 && S_ISREG(is.st_mode) ? (int64_t)is.st_size : -1;
}

/* Whether a voice is kept, and can be read. */
static bool is_kept(const struct batch_args *args, struct daesa_str name,
                    struct daesa_sink *sink)
{
    struct daesa_buf path = {0};
    struct daesa_lesson lesson = {0};
    struct daesa_finding finding = {
        .severity = DAESA_WARNING, .rule = "voice-damaged", .start_us = DAESA_TIME_NONE};
    add_path(args, name, &path);
    bool is = path.s && access(path.s, F_OK) == 0;
    if (is && daesa_lesson_load(path.s, &lesson, NULL)) {
        finding.place.file = path.s;
        daesa_report(sink, finding, "cannot be read as a voice; it is learnt anew");
        is = false;
    }
    daesa_lesson_finish(&lesson);
    daesa_buf_finish(&path);
    return is;
}

/* Adds the voice of the jobs given and the largest of their clips. */
static enum daesa_status add_voice(struct batch_voices *voices, struct entry *entries,
                                   size_t n)
{
    struct batch_voice *grown = daesa_array_grow(voices->voices, &voices->cap_voices,
                                                 voices->n_voices + 1, sizeof *grown);
    if (!grown)
        return DAESA_NO_MEMORY;
    voices->voices = grown;
    struct batch_voice *voice = &grown[voices->n_voices++];
    *voice = (struct batch_voice){.from = voices->teachers.n_jobs};
    if (!daesa_arena_copy(&voices->teachers.arena, entries->voice, &voice->name))
        return DAESA_NO_MEMORY;
    for (size_t i = 0; i < n; i++)
        entries[i].bytes = bytes_of(entries[i].job->transcript.s) < 0
                               ? -1
                               : bytes_of(entries[i].job->clip.s);
    qsort(entries, n, sizeof *entries, by_size);
    enum daesa_status st = DAESA_OK;
    for (size_t i = 0; !st && i < n && i < MAX_TEACHERS && entries[i].bytes >= 0; i++)
        st = daesa_manifest_add(&voices->teachers, entries[i].job);
    voice->to = voices->teachers.n_jobs;
    return st;
}

/* Of the teachers of a voice those that are enough, the longest first. */
static void choose(const struct batch_voice *voice, struct batch_teacher *teachers)
{
    for (int64_t heard_us = 0; heard_us < ENOUGH_US;) {
        struct batch_teacher *best = NULL;
        for (size_t i = voice->from; i < voice->to; i++)
            if (!teachers[i].is_chosen &&
                (!best || teachers[i].length_us > best->length_us))
                best = &teachers[i];
        if (!best)
            return;
        best->is_chosen = true;
        heard_us += best->length_us;
    }
}

static enum daesa_status weigh(const struct batch_args *args, struct batch_voices *voices)
{
    size_t n = voices->teachers.n_jobs;
    int64_t *lengths_us = calloc(n + 1, sizeof *lengths_us);
    voices->list = calloc(n + 1, sizeof *voices->list);
    enum daesa_status st = lengths_us && voices->list ? DAESA_OK : DAESA_NO_MEMORY;
    if (!st && n)
        st = batch_weigh(&voices->teachers, (size_t)args->n_workers, lengths_us);
    for (size_t i = 0; !st && i < n; i++)
        voices->list[i].length_us = lengths_us[i];
    for (size_t i = 0; !st && i < voices->n_voices; i++)
        choose(&voices->voices[i], voices->list);
    free(lengths_us);
    return st;
}

enum daesa_status batch_voices_choose(const struct batch_args *args,
                                      const struct daesa_manifest *manifest,
                                      struct batch_voices *out, struct daesa_sink *sink)
{
    size_t n = manifest->n_jobs;
    if (!args->voices)
        return DAESA_OK;
    struct entry *entries = calloc(n + 1, sizeof *entries);
    enum daesa_status st =
        entries ? daesa_file_make_folder(args->voices, sink) : DAESA_NO_MEMORY;
    for (size_t i = 0; !st && i < n; i++)
        entries[i] = (struct entry){.voice = voice_of(args, &manifest->jobs[i]),
                                    .job = &manifest->jobs[i]};
    if (!st)
        qsort(entries, n, sizeof *entries, by_voice);
    for (size_t from = 0, to; !st && from < n; from = to) {
        for (to = from + 1;
             to < n && daesa_str_equal(entries[to].voice, entries[from].voice);)
            to++;
        if (!is_kept(args, entries[from].voice, sink))
            st = add_voice(out, entries + from, to - from);
    }
    free(entries);
    return st ? st : weigh(args, out);
}

/* ---- what they teach ---- */

struct school {
    const struct batch_args *args;
    struct batch_voices *voices;
    struct console *console;
    size_t next;
    size_t n_chosen, n_done;
};

static bool next(void *context, int64_t *job, struct daesa_buf *request)
{
    struct school *school = context;
    size_t n = school->voices->teachers.n_jobs, i = school->next;
    struct batch_teacher *list = school->voices->list;
    while (i < n && (!list[i].is_chosen || list[i].n_attempts >= MAX_ATTEMPTS))
        i++;
    school->next = i + 1;
    if (i >= n)
        return false;
    list[i].n_attempts++;
    *job = (int64_t)i;
    daesa_buf_add(request, (struct daesa_str){(const char *)job, sizeof *job});
    return true;
}

static int work(void *context, struct daesa_str request, struct daesa_buf *reply,
                struct pool_line *line)
{
    const struct school *school = context;
    struct batch_job what = {0};
    struct daesa_buf why = {0};
    struct daesa_track track = {0};
    struct daesa_lesson lesson = {0};
    enum daesa_status st = DAESA_NO_MEMORY;
    int64_t job;
    (void)line;
    memcpy(&job, request.s, sizeof job);
    const struct daesa_manifest_job *teacher = &school->voices->teachers.jobs[job];
    if (batch_job_fill(school->args, teacher, &what, &why)) {
        struct daesa_align_job align = batch_job_chain(&what).align;
        align.clip = teacher->clip.s;
        align.transcript = teacher->transcript.s;
        align.lesson = &lesson;
        st = align.translation ? DAESA_UNSUPPORTED
                               : daesa_align(&align, &track, NULL, NULL);
    }
    if (!st || st == DAESA_FELL_SHORT)
        daesa_lesson_pack(&lesson, reply);
    daesa_lesson_finish(&lesson);
    daesa_track_finish(&track);
    daesa_buf_finish(&why);
    batch_job_finish(&what);
    return (int)st;
}

static void done(void *context, const struct pool_result *result)
{
    struct school *school = context;
    struct batch_teacher *teacher = &school->voices->list[result->job];
    bool is_answer = result->end == POOL_DONE && result->number != (int)DAESA_NO_MEMORY;
    school->n_done += is_answer || teacher->n_attempts == MAX_ATTEMPTS;
    if (is_answer) {
        teacher->n_attempts = MAX_ATTEMPTS;
        (void)daesa_lesson_unpack(result->reply, &teacher->lesson);
    } else
        school->next = 0;
}

static void tick(void *context)
{
    struct school *school = context;
    daesa_progress_step(&school->console->progress, "learning voices",
                        (double)school->n_done / (double)school->n_chosen);
}

static double limit_of(void *context, int64_t job)
{
    const struct school *school = context;
    return batch_limit_s(school->args, school->voices->list[job].length_us);
}

/* ---- what is kept of it ---- */

static void tell(struct daesa_sink *sink, const char *path, int64_t heard_us,
                 size_t n_clips)
{
    struct daesa_finding finding = {.severity = heard_us ? DAESA_NOTE : DAESA_WARNING,
                                    .rule = heard_us ? "voice-learnt" : "voice-unheard",
                                    .place.file = path,
                                    .start_us = DAESA_TIME_NONE};
    if (heard_us)
        daesa_report(sink, finding, "%.0f s of speech in %zu clip%s",
                     (double)heard_us / 1e6, n_clips, n_clips == 1 ? "" : "s");
    else
        daesa_report(sink, finding,
                     "no clip of it could be aligned; its jobs begin from synthetic "
                     "speech");
}

static enum daesa_status keep(const struct batch_args *args,
                              const struct batch_voices *voices,
                              const struct batch_voice *voice, struct daesa_sink *sink)
{
    struct daesa_lesson all = {0};
    struct daesa_buf path = {0};
    enum daesa_status st = DAESA_OK;
    size_t n_clips = 0;
    add_path(args, voice->name, &path);
    for (size_t i = voice->from; !st && i < voice->to; i++) {
        n_clips += voices->list[i].lesson.n_phones > 0;
        st = daesa_lesson_join(&all, &voices->list[i].lesson);
    }
    if (!st)
        st = path.status;
    if (!st && all.n_phones)
        st = daesa_lesson_save(path.s, &all, sink);
    if (!st)
        tell(sink, path.s, daesa_lesson_heard_us(&all), n_clips);
    daesa_lesson_finish(&all);
    daesa_buf_finish(&path);
    return st;
}

enum daesa_status batch_voices_learn(const struct batch_args *args,
                                     struct batch_voices *voices, size_t memory_bytes,
                                     struct console *console, int *signal_number)
{
    struct school school = {.args = args, .voices = voices, .console = console};
    struct pool_opts opts = {.n_workers = (size_t)args->n_workers,
                             .limit_of = limit_of,
                             .memory_bytes = memory_bytes,
                             .jobs_per_worker = 1,
                             .keeps_words = true,
                             .context = &school,
                             .next = next,
                             .work = work,
                             .done = done,
                             .tick = tick};
    if (voices->n_voices == 0)
        return DAESA_OK;
    daesa_file_sweep(args->voices);
    for (size_t i = 0; i < voices->teachers.n_jobs; i++)
        school.n_chosen += voices->list[i].is_chosen;
    enum daesa_status st = school.n_chosen ? pool_run(&opts, signal_number) : DAESA_OK;
    console_wipe();
    for (size_t i = 0; !st && i < voices->n_voices; i++)
        st = keep(args, voices, &voices->voices[i], &console->sink);
    return st;
}

void batch_voices_finish(struct batch_voices *voices)
{
    for (size_t i = 0; voices->list && i < voices->teachers.n_jobs; i++)
        daesa_lesson_finish(&voices->list[i].lesson);
    free(voices->list);
    free(voices->voices);
    daesa_manifest_finish(&voices->teachers);
    *voices = (struct batch_voices){0};
}
