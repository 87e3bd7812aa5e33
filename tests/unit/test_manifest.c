/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/manifest.h"

#include "check.h"
#include "heard.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { N_CLIPS = 40, MAX_PARTS = 7 };

/* Sizes of clips: many short ones, a few long ones. */
static long size_of(size_t clip)
{
    return clip % 10 == 0 ? 100000 : (long)(clip * 7919 % 9000) + 100;
}

static char *path_of(size_t clip, char out[4200])
{
    const char *where = getenv("TMPDIR");
    snprintf(out, 4200, "%s/manifest-%ld-%02zu.wav", where ? where : "/var/tmp",
             (long)getpid(), clip);
    return out;
}

static int make_clips(void **state)
{
    char path[4200];
    (void)state;
    for (size_t i = 0; i < N_CLIPS; i++) {
        FILE *file = fopen(path_of(i, path), "wb");
        if (!file || fclose(file) || truncate(path, size_of(i)))
            return -1;
    }
    return 0;
}

static int remove_clips(void **state)
{
    char path[4200];
    (void)state;
    for (size_t i = 0; i < N_CLIPS; i++)
        remove(path_of(i, path));
    return 0;
}

/* Jobs 0..N_CLIPS - 1, added from `first` on and around. */
static void fill(struct daesa_manifest *manifest, size_t first)
{
    char path[4200], name[8];
    for (size_t i = 0; i < N_CLIPS; i++) {
        size_t clip = (first + i) % N_CLIPS;
        snprintf(name, sizeof name, "%02zu", clip);
        struct daesa_manifest_job job = {.name = daesa_str_of(name),
                                         .clip = daesa_str_of(path_of(clip, path)),
                                         .transcript = daesa_str_of("a.txt")};
        assert_int_equal(daesa_manifest_add(manifest, &job), DAESA_OK);
    }
    assert_int_equal(daesa_manifest_sort(manifest, NULL), DAESA_OK);
}

static const char *const further[] = {"check", "text", NULL};

static enum daesa_status parse(const char *text, struct daesa_manifest *out,
                               struct daesa_sink *sink)
{
    return daesa_manifest_parse(daesa_str_of(text), "a/jobs", further, out, sink);
}

/* "name clip transcript language profile outputs key=value ... @line", a line a job. */
static void print_jobs(const struct daesa_manifest *manifest, char out[1000])
{
    size_t n = 0;
    *out = '\0';
    for (size_t i = 0; i < manifest->n_jobs; i++) {
        const struct daesa_manifest_job *job = &manifest->jobs[i];
        n += (size_t)snprintf(out + n, 1000 - n, "%s %s %s", job->name.s, job->clip.s,
                              job->transcript.s);
        if (job->language.len)
            n += (size_t)snprintf(out + n, 1000 - n, " %s", job->language.s);
        if (job->outputs.len)
            n += (size_t)snprintf(out + n, 1000 - n, " <%s>", job->outputs.s);
        for (size_t k = 0; k < job->n_settings; k++)
            n += (size_t)snprintf(out + n, 1000 - n, " %s=%s", job->settings[k].key.s,
                                  job->settings[k].value.s);
        n += (size_t)snprintf(out + n, 1000 - n, " @%d\n", (int)job->place.line);
    }
}

static void jobs_are_read(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        {"clip,transcript\nb/x.mp4,x.txt\n", "x a/b/x.mp4 a/x.txt @2\n"},
        {"\xEF\xBB\xBF"
         "Clip;TRANSCRIPT;Name\n/x.mp4;x.txt;d/e\n",
         "d/e /x.mp4 a/x.txt @2\n"},
        {"clip\ttranscript\tlanguage\toutputs\n\nz.mp4\tz.txt\tko\tsrt ass\n"
         "y.mp4\ty.txt\n",
         "y a/y.mp4 a/y.txt @4\nz a/z.mp4 a/z.txt ko <srt ass> @3\n"},
        {"clip,transcript,TEXT,check\na.mp4,a.txt,\"ko,en\",\nb.mp4,b.txt,,yes\n",
         "a a/a.mp4 a/a.txt text=ko,en @2\nb a/b.mp4 a/b.txt check=yes @3\n"},
        {"[{\"clip\": \"a.mp4\", \"transcript\": \"a.txt\"}]", "a a/a.mp4 a/a.txt @1\n"},
        {"{\"jobs\": [\n{\"clip\": \"b.mp4\", \"transcript\": \"b.txt\", \"check\": "
         "true,\n"
         "\"text\": [\"ko\", \"en\"]},\n{\"clip\": \"a\", \"transcript\": \"c\", "
         "\"outputs\": [\"srt\", \"vtt\"], \"text\": 1.50}]}",
         "a a/a a/c <srt vtt> text=1.50 @4\nb a/b.mp4 a/b.txt check=yes text=ko,en @2\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daesa_manifest manifest = {0};
        char got[1000];
        check_row(parse(cases[i].in, &manifest, NULL) == DAESA_OK, cases[i].in);
        print_jobs(&manifest, got);
        check_str(daesa_str_of(got), cases[i].want);
        daesa_manifest_finish(&manifest);
    }
}

static void what_is_wrong_is_said_by_line(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        {"", "error manifest-empty 0: names no job\n"},
        {"clip,transcript\n", "error manifest-empty 0: names no job\n"},
        {"clip,transcript\na.mp4,a.txt\n,b.txt\n",
         "error manifest-value 3: the job names no clip\n"},
        {"clip,transcript,txt\n",
         "error manifest-key 1: a job has no key 'txt'; did you mean 'text'?\n"},
        {"clip,transcript,x7\n", "error manifest-key 1: a job has no key 'x7'; "
                                 "daesa-batch(1) lists those that there are\n"},
        {"[{\"clip\": \"a\", \"transcript\": \"a\"},\n{\"check\": {}}]",
         "error manifest-value 2: is no text, number or answer, nor a list\n"},
        {"[{\"clip\": true}]",
         "error manifest-value 1: is neither a text nor a list of texts\n"},
        {"clip,transcript\na,b\nc/a,d\n",
         "error job-twice 3: two jobs are called 'a'; give them names\n"},
        {"clip,transcript\n\xFF,b\n", "error manifest-encoding 0: is no text in UTF-8\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daesa_manifest manifest = {0};
        struct heard heard = HEARD_INIT;
        check_row(parse(cases[i].in, &manifest, &heard.sink) == DAESA_BAD_INPUT,
                  cases[i].in);
        check_row(manifest.n_jobs == 0 && !manifest.jobs, cases[i].in);
        check_str(daesa_str_of(heard.text), cases[i].want);
    }
}

static void nothing_can_be_parted(void **state)
{
    struct daesa_manifest manifest = {0};
    (void)state;
    assert_int_equal(daesa_manifest_part(&manifest, 1, 3, NULL), DAESA_OK);
    assert_int_equal(manifest.n_jobs, 0);
    assert_int_equal(daesa_manifest_part(&manifest, 0, 3, NULL), DAESA_BAD_ARGUMENT);
    assert_int_equal(daesa_manifest_part(&manifest, 4, 3, NULL), DAESA_BAD_ARGUMENT);
    daesa_manifest_finish(&manifest);
    daesa_manifest_finish(NULL);
}

static void parts_are_all_of_it_and_of_one_size(void **state)
{
    (void)state;
    for (size_t n_parts = 1; n_parts <= MAX_PARTS; n_parts++) {
        size_t n_seen[N_CLIPS] = {0};
        long least = 0, most = 0;
        for (size_t part = 1; part <= n_parts; part++) {
            struct daesa_manifest manifest = {0};
            long bytes = 0;
            fill(&manifest, 0);
            assert_int_equal(daesa_manifest_part(&manifest, part, n_parts, NULL),
                             DAESA_OK);
            for (size_t i = 0; i < manifest.n_jobs; i++) {
                const char *name = manifest.jobs[i].name.s;
                size_t clip = (size_t)((name[0] - '0') * 10 + name[1] - '0');
                n_seen[clip]++;
                bytes += size_of(clip);
            }
            least = part == 1 || bytes < least ? bytes : least;
            most = bytes > most ? bytes : most;
            daesa_manifest_finish(&manifest);
        }
        for (size_t i = 0; i < N_CLIPS; i++)
            assert_int_equal(n_seen[i], 1);
        /* They differ by no more than the longest clip. */
        assert_in_range(most - least, 0, 100000);
    }
}

static void the_order_of_the_list_does_not_matter(void **state)
{
    struct daesa_manifest a = {0}, b = {0};
    (void)state;
    fill(&a, 0);
    fill(&b, 23);
    assert_int_equal(daesa_manifest_part(&a, 2, 3, NULL), DAESA_OK);
    assert_int_equal(daesa_manifest_part(&b, 2, 3, NULL), DAESA_OK);
    assert_int_equal(a.n_jobs, b.n_jobs);
    for (size_t i = 0; i < a.n_jobs; i++)
        check_str(a.jobs[i].name, b.jobs[i].name.s);
    daesa_manifest_finish(&a);
    daesa_manifest_finish(&b);
}

static void the_load_that_is_given_counts(void **state)
{
    int64_t loads[N_CLIPS] = {[7] = 100};
    (void)state;
    for (size_t part = 1; part <= 2; part++) {
        struct daesa_manifest manifest = {0};
        fill(&manifest, 0);
        assert_int_equal(daesa_manifest_part(&manifest, part, 2, loads), DAESA_OK);
        assert_int_equal(manifest.n_jobs, part == 1 ? 1 : N_CLIPS - 1);
        check_str(manifest.jobs[0].name, part == 1 ? "07" : "00");
        daesa_manifest_finish(&manifest);
    }
}

static void names_stay_below_the_folder(void **state)
{
    static const struct {
        const char *in;
        bool want;
    } cases[] = {
        {NULL, false}, {"", false},     {"a", true},     {"a/b.c", true},
        {"/a", false}, {"a//b", false}, {"../a", false}, {"a/..", false},
        {".a", false}, {"a/.b", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_row(daesa_manifest_name_valid(daesa_str_of(cases[i].in)) == cases[i].want,
                  cases[i].in ? cases[i].in : "NULL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs_are_read),
        cmocka_unit_test(what_is_wrong_is_said_by_line),
        cmocka_unit_test(nothing_can_be_parted),
        cmocka_unit_test(names_stay_below_the_folder),
        cmocka_unit_test(parts_are_all_of_it_and_of_one_size),
        cmocka_unit_test(the_order_of_the_list_does_not_matter),
        cmocka_unit_test(the_load_that_is_given_counts),
    };
    return cmocka_run_group_tests(tests, make_clips, remove_clips);
}
