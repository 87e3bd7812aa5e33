/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch_job.h"

#include "command.h"
#include "values.h"

#include "job/digest.h"
#include "text/nearest.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))
/* More keys than there will be. */
#define MAX_KEYS 64
#define MAX_VOICE 100 /* bytes of a name */

/* ---- keys ---- */

static const struct option_row own[] = {
    {"check", 0, NULL, "judge the subtitles", OPTION_FLAG,
     offsetof(struct batch_job, checks), NULL},
    {"preview", 0, NULL, "draw the subtitles", OPTION_FLAG,
     offsetof(struct batch_job, previews), NULL},
    {"voice", 0, "NAME", "whose voice is heard", OPTION_TEXT,
     offsetof(struct batch_job, voice), NULL},
};

static const char *const of_align[] = {
    "audio",   "encoding",       "fallback",       "font",  "from",
    "karaoke", "lang",           "min-confidence", "names", "notes",
    "profile", "speaker-styles", "speakers",       "shots", "stack",
    "text",    "translation",    "unify",          NULL};
static const char *const of_convert[] = {"bom",     "class",       "fps",    "from-fps",
                                         "newline", "only-lang",   "rate",   "shift",
                                         "strip",   "to-encoding", "to-fps", NULL};
static const char *const of_check[] = {"baseline",     "children", "fix",  "ignore",
                                       "max-severity", "names",    "only", "picture",
                                       "spoken",       NULL};
static const char *const of_preview[] = {
    "at",   "columns",        "cues", "findings", "guides",
    "rows", "simple-shaping", "text", "width",    NULL};

/* Whose options keys are. They are that command's own, by its own table. */
static const struct group {
    const struct command *command;
    const char *prefix;
    size_t offset; /* of its struct */
    const char *const *names;
} groups[] = {
    {&command_align, "", offsetof(struct batch_job, align), of_align},
    {&command_convert, "", offsetof(struct batch_job, convert), of_convert},
    {&command_check, "check-", offsetof(struct batch_job, check), of_check},
    {&command_preview, "preview-", offsetof(struct batch_job, preview), of_preview},
};

const char *const *batch_job_keys(void)
{
    static char room[MAX_KEYS][32];
    static const char *keys[MAX_KEYS + 1];
    size_t n = 0;
    for (size_t i = 0; i < COUNT(own); i++)
        keys[n++] = own[i].name;
    for (size_t g = 0; g < COUNT(groups); g++)
        for (const char *const *name = groups[g].names; *name && n < MAX_KEYS; name++) {
            snprintf(room[n], sizeof room[n], "%s%s", groups[g].prefix, *name);
            keys[n] = room[n];
            n++;
        }
    keys[n] = NULL;
    return keys;
}

static const struct option_row *row_of(const struct command *command, const char *name)
{
    for (size_t i = 0; i < command->n_options; i++)
        if (strcmp(command->options[i].name, name) == 0)
            return &command->options[i];
    return NULL;
}

/* The row of a key, and the struct that it writes to; NULL: there is no such key. */
static const struct option_row *find(struct batch_job *job, const char *key, void **into)
{
    *into = job;
    for (size_t i = 0; i < COUNT(own); i++)
        if (strcmp(own[i].name, key) == 0)
            return &own[i];
    for (size_t g = 0; g < COUNT(groups); g++) {
        size_t n = strlen(groups[g].prefix);
        if (strncmp(key, groups[g].prefix, n) != 0)
            continue;
        *into = (char *)job + groups[g].offset;
        for (const char *const *name = groups[g].names; *name; name++)
            if (strcmp(*name, key + n) == 0)
                return row_of(groups[g].command, *name);
    }
    return NULL;
}

static bool set(struct batch_job *job, const char *key, const char *value,
                struct daesa_buf *why)
{
    struct daesa_buf what = {0};
    void *into;
    const struct option_row *row = find(job, key, &into);
    bool ok = row && options_set(row, value, into, &what);
    if (!row)
        daesa_buf_printf(why, "there is no setting '%s'", key);
    else if (!ok)
        daesa_buf_printf(why, "%s: %s", key, what.s ? what.s : "");
    const char *nearest = row ? NULL : daesa_nearest(key, batch_job_keys());
    if (nearest)
        daesa_buf_printf(why, "; did you mean '%s'?", nearest);
    daesa_buf_finish(&what);
    return ok;
}

/* ---- what is said ---- */

/* "KEY=VALUE" of the command line. */
static bool set_pair(struct batch_job *job, const char *pair, struct daesa_buf *why)
{
    char key[32];
    const char *equals = strchr(pair, '=');
    size_t n = equals ? (size_t)(equals - pair) : 0;
    if (n == 0 || n >= sizeof key) {
        daesa_buf_printf(why, "'%s' is not a setting such as text=ko", pair);
        return false;
    }
    memcpy(key, pair, n);
    key[n] = '\0';
    return set(job, key, equals + 1, why);
}

/* A voice is a file in the folder of voices. */
static bool is_voice(const struct batch_args *args, const char *name,
                     struct daesa_buf *why)
{
    if (!name)
        return true;
    bool ok = strlen(name) <= MAX_VOICE && !strchr(name, '/') &&
              daesa_manifest_name_valid(daesa_str_of(name));
    if (!ok)
        daesa_buf_printf(why, "voice: '%s' cannot be the name of a file", name);
    else if (!args->voices)
        daesa_buf_add_text(why, "voice: needs --voices DIR, where voices are kept");
    return ok && args->voices;
}

static bool is_moved(const struct batch_job *job)
{
    const struct daesa_retime *how = &job->converting.edit.retime;
    return how->shift_us || daesa_rate_known(how->from) || daesa_rate_known(how->to);
}

/* Times of all that say some, with commas between them. */
static bool split_times(const struct text_list *said, struct text_list *out,
                        struct daesa_buf *why)
{
    struct daesa_buf all = {0};
    for (size_t i = 0; i < said->n; i++)
        daesa_buf_printf(&all, "%s%s", i ? "," : "", said->items[i]);
    bool ok = !all.status && values_split("preview-at", all.s, out, why);
    daesa_buf_finish(&all);
    return ok;
}

/* Which pictures are wanted, and whether they can be. */
static bool settle_preview(struct batch_job *job, struct daesa_buf *why)
{
    struct preview_args args = job->preview;
    struct daesa_buf what = {0};
    if (!preview_fits(&args, why) || !split_times(&args.at, &job->times, why))
        return false;
    if (args.at.n && (args.cues || args.findings)) {
        daesa_buf_printf(why, "preview-at shows times, preview-%s shows cues: choose one",
                         args.cues ? "cues" : "findings");
        return false;
    }
    args.at = job->times;
    args.fps = job->convert.fps;
    bool ok = preview_read(&args, &job->wishes, &what);
    if (what.len)
        daesa_buf_printf(why, "preview-%s", what.s);
    daesa_buf_finish(&what);
    return ok;
}

/* What no single value tells. */
static bool settle(const struct batch_args *args, struct batch_job *job,
                   struct daesa_buf *why)
{
    if (!is_voice(args, job->voice, why))
        return false;
    if (!convert_apply(&job->convert, &job->converting, why))
        return false;
    if (is_moved(job) && (job->checks || job->previews)) {
        daesa_buf_add_text(why, "subtitles that are moved by shift or rate are not those "
                                "of the clip that they would be checked or drawn on");
        return false;
    }
    return settle_preview(job, why) &&
           values_split("text", job->align.text, &job->languages, why) &&
           check_split_rules("check-only", job->check.only, &job->only, why) &&
           check_split_rules("check-ignore", job->check.ignore, &job->ignored, why);
}

static void begin(const struct batch_args *args, struct batch_job *out)
{
    out->align.stream = out->check.stream = -1;
    out->align.language = args->language;
    out->align.looks.profile = args->profile;
    out->align.shots = args->shots;
    out->align.one_thread = true;
    out->checks = args->checks;
    out->previews = args->previews;
}

bool batch_job_fill(const struct batch_args *args, const struct daesa_manifest_job *job,
                    struct batch_job *out, struct daesa_buf *why)
{
    begin(args, out);
    for (size_t i = 0; i < args->settings.n; i++)
        if (!set_pair(out, args->settings.items[i], why))
            return false;
    if (job && job->language.len)
        out->align.language = job->language.s;
    if (job && job->profile.len)
        out->align.looks.profile = job->profile.s;
    for (size_t i = 0; job && i < job->n_settings; i++)
        if (!set(out, job->settings[i].key.s, job->settings[i].value.s, why))
            return false;
    return settle(args, out, why);
}

void batch_job_finish(struct batch_job *job)
{
    text_list_finish(&job->convert.strip);
    text_list_finish(&job->languages);
    text_list_finish(&job->only);
    text_list_finish(&job->ignored);
    text_list_finish(&job->preview.at);
    text_list_finish(&job->times);
    preview_wishes_finish(&job->wishes);
    *job = (struct batch_job){0};
}

/* ---- what depends on it ---- */

static bool has_prefix(const char *key, const char *prefix)
{
    return strncmp(key, prefix, strlen(prefix)) == 0;
}

/* Which line of the options a setting belongs to. */
static size_t line_of(const char *key)
{
    return has_prefix(key, "check") ? 1 : has_prefix(key, "preview") ? 2 : 0;
}

static void add_settings(struct daesa_buf *buf, size_t line,
                         const struct batch_args *args,
                         const struct daesa_manifest_job *job)
{
    for (size_t i = 0; i < args->settings.n; i++)
        if (line_of(args->settings.items[i]) == line)
            daesa_buf_printf(buf, " %s", args->settings.items[i]);
    for (size_t i = 0; i < job->n_settings; i++)
        if (line_of(job->settings[i].key.s) == line)
            daesa_buf_printf(buf, " %s=%s", job->settings[i].key.s,
                             job->settings[i].value.s);
}

/* The files that only findings depend on. They may be long, and the same for every job,
 * so they are told by their sizes and times alone. */
static void add_lists(struct daesa_buf *buf, const struct check_args *check)
{
    const char *const lists[] = {check->names, check->baseline};
    for (size_t i = 0; i < COUNT(lists); i++)
        if (lists[i]) {
            daesa_buf_add_char(buf, ' ');
            daesa_digest_stamp(buf, &lists[i], 1);
        }
}

void batch_job_add_options(struct daesa_buf *buf, const struct batch_args *args,
                           const struct daesa_manifest_job *job,
                           const struct batch_job *what)
{
    const char *language = job->language.len ? job->language.s : args->language;
    const char *profile = job->profile.len ? job->profile.s : args->profile;
    const char *to = job->outputs.len ? job->outputs.s : args->to;
    daesa_buf_printf(buf, "%s lang=%s profile=%s to=%s shots=%d clip=%s transcript=%s",
                     DAESA_VERSION, language ? language : "", profile ? profile : "",
                     to ? to : "srt", args->shots, job->clip.s, job->transcript.s);
    add_settings(buf, 0, args, job);
    bool fixes = what->checks && what->check.fix; /* outputs are as they are judged */
    daesa_buf_printf(buf, "%scheck=%d", fixes ? " " : "\n", args->checks);
    add_settings(buf, 1, args, job);
    add_lists(buf, &what->check);
    daesa_buf_printf(buf, "%s\npreview=%d", fixes ? "\n" : "", args->previews);
    add_settings(buf, 2, args, job);
}

static void apply_preview(const struct batch_job *job, struct daesa_preview_job *out)
{
    preview_apply(&job->preview, &job->wishes.languages, out);
    out->ranges = job->wishes.ranges;
    out->n_ranges = job->wishes.n_ranges;
    out->times_us = job->wishes.times_us;
    out->n_times = job->wishes.n_times;
}

struct daesa_chain batch_job_chain(const struct batch_job *job)
{
    const struct daesa_save_opts *save = &job->converting.save;
    struct daesa_chain chain = {
        .checks = job->checks,
        .mends = job->check.fix,
        .names = job->check.names,
        .known = job->check.baseline,
        .max_severity = check_severity(&job->check),
        .tolerates_none = check_tolerates_none(&job->check),
    };
    check_apply(&job->check, &job->only, &job->ignored, &chain.check);
    apply_preview(job, &chain.preview);
    align_apply(&job->align, &job->languages, &chain.align);
    chain.align.load.class_name = job->convert.class_name;
    chain.align.load.rate = chain.align.save.rate = save->rate;
    chain.align.edit = job->converting.edit;
    chain.align.save.encoding = save->encoding;
    chain.align.save.newline = save->newline;
    chain.align.save.bom = save->bom;
    return chain;
}
