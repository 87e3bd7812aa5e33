/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Every reader and every writer says so when memory runs out, leaks nothing, and
 * leaves its output as it was: on the files of tests/format. Run from the top of
 * the tree. */
#include "failing.h"

#include "core/file.h"
#include "format/read.h"
#include "format/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <glob.h>

struct task {
    const struct daesa_format *from, *to;
    struct daesa_str bytes;
    const struct daesa_track *track;
};

static enum daesa_status read_it(void *context)
{
    const struct task *task = context;
    struct daesa_format_read_opts opts = {.from = task->from->name, .language = "ko"};
    struct daesa_track track = {0};
    enum daesa_status status = daesa_format_read(task->bytes, &opts, &track, NULL);
    assert_true(!status || (!track.cues && !track.arena.last));
    daesa_track_finish(&track);
    return status;
}

static enum daesa_status write_it(void *context)
{
    const struct task *task = context;
    struct daesa_format_write_opts opts = {.to = task->to->name};
    struct daesa_buf out = {0};
    enum daesa_status status = daesa_format_write(task->track, &opts, &out, NULL);
    assert_true(!status || out.len == 0);
    daesa_buf_finish(&out);
    return status;
}

/* Does `work` with the bytes of each file of the format; their number. */
static size_t with_files(const struct daesa_format *format, const char *kind,
                         void (*work)(const char *name, struct task *task))
{
    char pattern[128];
    glob_t found = {0};
    size_t n = 0;
    snprintf(pattern, sizeof pattern, "tests/format/%s/%s/*", format->name, kind);
    glob(pattern, 0, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct daesa_str name = daesa_str_of(found.gl_pathv[i]);
        struct daesa_buf bytes = {0};
        if (daesa_str_ends(name, ".findings") || daesa_str_ends(name, ".expect"))
            continue;
        failing_at(0, false);
        assert_int_equal(daesa_file_read(name.s, 0, &bytes, NULL), DAESA_OK);
        work(name.s, &(struct task){.from = format, .bytes = daesa_buf_str(&bytes)});
        daesa_buf_finish(&bytes);
        n++;
    }
    globfree(&found);
    return n;
}

static void fail_reading(const char *name, struct task *task)
{
    failing_everywhere(name, read_it, task, 1);
}

static void every_reader(void **state)
{
    (void)state;
    const struct daesa_format *format;
    for (size_t k = 0; (format = daesa_format_at(k)); k++) {
        size_t n = with_files(format, "perfect", fail_reading) +
                   with_files(format, "good", fail_reading) +
                   with_files(format, "lax", fail_reading);
        if (format->read && n == 0)
            fail_msg("no file of %s was found", format->name);
    }
}

static void write_to_all(const char *name, struct task *task)
{
    for (size_t k = 0; (task->to = daesa_format_at(k)); k++) {
        char what[200];
        snprintf(what, sizeof what, "%s to %s", name, task->to->name);
        /* Of lines without times some formats write nothing at all. */
        bool any = task->track->n_cues && daesa_cue_timed(&task->track->cues[0]);
        if (task->to->write)
            failing_everywhere(what, write_it, task, any);
    }
}

/* As it was read, and with every cue edited. */
static void fail_writing(const char *name, struct task *task)
{
    struct daesa_format_read_opts opts = {.from = task->from->name, .language = "ko"};
    struct daesa_track track = {0};
    assert_int_equal(daesa_format_read(task->bytes, &opts, &track, NULL), DAESA_OK);
    task->track = &track;
    write_to_all(name, task);
    for (size_t i = 0; i < track.n_cues; i++)
        track.cues[i].speaker = daesa_str_of("Somebody Else");
    write_to_all(name, task);
    daesa_track_finish(&track);
}

static void every_writer(void **state)
{
    (void)state;
    const struct daesa_format *format;
    for (size_t k = 0; (format = daesa_format_at(k)); k++)
        with_files(format, "good", fail_writing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reader),
        cmocka_unit_test(every_writer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
