/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* What a batch remembers and does for a job, out of memory. */
#include "job/batch_merge.h"
#include "job/chain.h"
#include "job/check_lists.h"
#include "job/digest.h"
#include "job/gather.h"

#include "../unit/check.h"
#include "failing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[4000];

static const struct file {
    const char *name, *text;
} files[] = {
    {"names.txt", "Jeonghan\n\n Seungcheol \n"},
    {"known.jsonl",
     "{\"severity\":\"note\",\"rule\":\"a\",\"file\":\"b.srt\",\"message\":\"c\"}\n"},
    {"cues.srt", "1\n00:00:00,100 --> 00:00:00,300\nSeungchel  is  here.\n"},
};

/* Half a second of silence. */
static const unsigned char wav[44] = "RIFF\xA4\x3E\0\0WAVEfmt \x10\0\0\0\1\0\1\0"
                                     "\x80\x3E\0\0\0\x7D\0\0\2\0\x10\0data\x80\x3E\0\0";
#define WAV_BYTES 16000

static const char *path_of(const char *name)
{
    static char paths[4][4100];
    static size_t n;
    char *path = paths[n++ % COUNT(paths)];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const void *bytes, size_t n, size_t n_zeros)
{
    FILE *file = fopen(path_of(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    while (n_zeros--)
        fputc(0, file);
    assert_int_equal(fclose(file), 0);
}

static int make_folder(void **state)
{
    const char *where = getenv("TMPDIR");
    (void)state;
    snprintf(folder, sizeof folder, "%s/batch-XXXXXX", where ? where : "/var/tmp");
    if (!mkdtemp(folder))
        return -1;
    for (size_t i = 0; i < COUNT(files); i++)
        put(files[i].name, files[i].text, strlen(files[i].text), 0);
    put("clip.wav", wav, sizeof wav, WAV_BYTES);
    assert_int_equal(mkdir(path_of("a"), 0700), 0);
    put("a/b.srt", "", 0, 0);
    return 0;
}

static int remove_folder(void **state)
{
    static const char *const made[] = {"a/b.srt",
                                       "a",
                                       "all/a/b.srt",
                                       "all/a",
                                       "all/.daesa-batch/all.db",
                                       "all/.daesa-batch/all.db.lock",
                                       "all/.daesa-batch/all.db-journal",
                                       "all/.daesa-batch",
                                       "all",
                                       "clip.wav",
                                       "findings.jsonl",
                                       ".daesa-batch/1-of-2.db",
                                       ".daesa-batch/1-of-2.db.lock",
                                       ".daesa-batch/1-of-2.db-journal",
                                       ".daesa-batch"};
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++)
        remove(path_of(files[i].name));
    for (size_t i = 0; i < COUNT(made); i++)
        remove(path_of(made[i]));
    return rmdir(folder);
}

static char made_before[40]; /* of the job that is remembered */

static enum daesa_status remember(void *context)
{
    struct daesa_state *memory = NULL;
    struct daesa_arena arena = {0};
    struct daesa_state_job found = {0};
    const struct daesa_state_job job = {.name = daesa_str_of("a/b"),
                                        .outcome = DAESA_STATE_SHORT,
                                        .outputs = daesa_str_of(made_before),
                                        .message = daesa_str_of("why")};
    const struct daesa_state_job *all[] = {&job, &job};
    (void)context;
    enum daesa_status st = daesa_state_open(&memory, folder, 1, 2, NULL);
    if (!st)
        st = daesa_state_put(memory, &job);
    if (!st)
        st = daesa_state_put_all(memory, all, COUNT(all));
    if (!st)
        st = daesa_state_get(memory, job.name, &arena, &found);
    if (!st)
        check_str(found.message, "why");
    daesa_state_close(&memory);
    daesa_arena_finish(&arena);
    return st;
}

static enum daesa_status gather(void *context)
{
    struct daesa_gather jobs = {0};
    (void)context;
    enum daesa_status st = daesa_gather_add(&jobs, folder, NULL);
    if (!st)
        st = daesa_gather_add(&jobs, folder, NULL);
    daesa_gather_settle(&jobs);
    if (!st)
        assert_non_null(daesa_gather_find(&jobs, daesa_str_of("a/b")));
    daesa_gather_finish(&jobs);
    return st;
}

/* The output "a/b.srt" is copied from the folder to one in it. */
static enum daesa_status merge(void *context)
{
    const char *const from[] = {folder};
    const struct daesa_batch_merge merge = {
        .folders = from, .n_folders = 1, .folder = path_of("all")};
    struct daesa_gather jobs = {0};
    (void)context;
    remove(path_of("all/a/b.srt"));
    enum daesa_status st = daesa_batch_merge(&merge, &jobs, NULL);
    assert_int_equal(access(path_of("all/a/b.srt"), F_OK) == 0 || st, true);
    daesa_gather_finish(&jobs);
    return st;
}

static void what_is_remembered(void **state)
{
    struct daesa_buf said = {0};
    (void)state;
    daesa_digest_add_output(&said, daesa_str_of("srt"), path_of("a/b.srt"));
    snprintf(made_before, sizeof made_before, "%s", said.s);
    daesa_buf_finish(&said);
    failing_everywhere("remembering", remember, NULL, 3);
    failing_everywhere("gathering", gather, NULL, 3);
    failing_everywhere("merging", merge, NULL, 10);
}

static enum daesa_status digest(void *context)
{
    const char *const paths[] = {path_of("names.txt"), path_of("cues.srt")};
    struct daesa_buf out = {0};
    (void)context;
    daesa_digest_stamp(&out, paths, COUNT(paths));
    enum daesa_status st = daesa_digest_add(&out, paths, COUNT(paths), NULL);
    if (!st)
        st = out.status;
    daesa_buf_finish(&out);
    return st;
}

static enum daesa_status load_lists(void *context)
{
    struct daesa_check_lists lists = {0};
    (void)context;
    enum daesa_status st = daesa_check_lists_load(path_of("names.txt"),
                                                  path_of("known.jsonl"), &lists, NULL);
    if (!st) {
        assert_int_equal(lists.n_names, 2);
        check_str(lists.names[1], "Seungcheol");
        assert_int_equal(lists.known.n, 1);
    }
    daesa_check_lists_finish(&lists);
    daesa_check_lists_finish(&lists);
    return st;
}

static void what_a_job_depends_on(void **state)
{
    (void)state;
    failing_everywhere("digest", digest, NULL, 1);
    failing_everywhere("lists", load_lists, NULL, 5);
}

/* The subtitles are there, and are judged by what is heard. */
static enum daesa_status judge(void *context)
{
    const char *const outputs[] = {path_of("cues.srt")};
    struct daesa_chain_stats stats = {0};
    struct daesa_chain chain = {
        .align = {.clip = path_of("clip.wav"),
                  .save = {.paths = outputs, .n_paths = 1, .profile = "netflix-en"}},
        .keeps_outputs = true,
        .checks = true,
        .names = path_of("names.txt"),
        .max_severity = DAESA_ERROR,
        .findings = path_of("findings.jsonl"),
    };
    (void)context;
    enum daesa_status st = daesa_chain_run(&chain, &stats, NULL);
    assert_int_equal(stats.n_grave, 0);
    return st;
}

static void the_chain(void **state)
{
    (void)state;
    failing_everywhere("chain", judge, NULL, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_remembered),
        cmocka_unit_test(what_a_job_depends_on),
        cmocka_unit_test(the_chain),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
