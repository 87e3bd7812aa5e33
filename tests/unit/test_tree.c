/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
/* realpath is an X/Open function. */
#define _XOPEN_SOURCE 700

#include "job/tree.h"

#include "check.h"

#include "core/buf.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test works in an empty folder of its own. */
static char home[1100];

static int enter(void **state)
{
    (void)state;
    static char top[4097];
    const char *where = getenv("TMPDIR");
    if (!*top && !realpath(where ? where : ".", top))
        return -1;
    snprintf(home, sizeof home, "%.900s/tree-test", top);
    return mkdir(home, 0700) == 0 && chdir(home) == 0 ? 0 : -1;
}

static void put(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0);
    close(fd);
}

/* What leave() takes away again, in this order. */
static const char *const made[] = {
    "in/sub/a.srt", "in/sub/up", "in/out/x.srt", "in/out",      "in/sub",
    "in/a.srt",     "in/a.vtt",  "in/B.srt",     "in/b.vtt",    "in/c",
    "in/.h",        "in/p.srt",  "in/gone.srt",  "in/link.srt", "in/a.srt.vtt",
    "in",           "two/a.srt", "two",          "is",
};

static int leave(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(made); i++)
        remove(made[i]);
    return chdir("/") == 0 && rmdir(home) == 0 ? 0 : -1;
}

struct recorder {
    struct daesa_sink sink;
    struct daesa_buf rules;
};

static void record(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct recorder *recorder = (struct recorder *)sink;
    daesa_buf_printf(&recorder->rules, "%s %s\n", finding->place.file, finding->rule);
}

static bool wants(const void *context, const char *name)
{
    (void)context;
    return daesa_str_ends(daesa_str_of(name), ".srt") ||
           daesa_str_ends(daesa_str_of(name), ".vtt");
}

/* The plan as "in > out" lines, behind it the findings. */
static void check_plan(struct daesa_tree_opts opts, const char *want, size_t n_others,
                       size_t n_failed)
{
    struct daesa_tree tree = {0};
    struct recorder recorder = {.sink.put = record};
    struct daesa_buf got = {0};
    opts.wants = wants;
    opts.extension = "ass";
    assert_int_equal(daesa_tree_plan(&opts, &tree, &recorder.sink), DAESA_OK);
    for (size_t i = 0; i < tree.n_files; i++)
        daesa_buf_printf(&got, "%s > %s\n", tree.files[i].in,
                         tree.files[i].out ? tree.files[i].out : "");
    daesa_buf_add(&got, daesa_buf_str(&recorder.rules));
    check_str(daesa_buf_str(&got), want);
    assert_int_equal(tree.n_others, n_others);
    assert_int_equal(tree.n_failed, n_failed);
    daesa_buf_finish(&got);
    daesa_buf_finish(&recorder.rules);
    daesa_tree_finish(&tree);
}

static const char *const in_only[] = {"in"};

static void no_operand_is_no_file(void **state)
{
    (void)state;
    check_plan((struct daesa_tree_opts){.out = "out"}, "", 0, 0);
}

static void a_folder_keeps_its_shape(void **state)
{
    (void)state;
    mkdir("in", 0700);
    mkdir("in/sub", 0700);
    put("in/a.srt");
    put("in/c");
    put("in/.h");
    put("in/sub/a.srt");
    struct daesa_tree_opts opts = {.operands = in_only, .n_operands = 1, .out = "out"};
    check_plan(opts, "in/a.srt > out/a.ass\nin/sub/a.srt > out/sub/a.ass\n", 1, 0);
    opts.out = NULL;
    check_plan(opts, "in/a.srt > \nin/sub/a.srt > \n", 1, 0);
}

static void several_operands_keep_their_names(void **state)
{
    (void)state;
    static const char *const operands[] = {"in/", "two", "is"};
    mkdir("in", 0700);
    mkdir("two", 0700);
    put("in/a.srt");
    put("two/a.srt");
    put("is");
    struct daesa_tree_opts opts = {.operands = operands, .n_operands = 3, .out = "out/"};
    check_plan(opts,
               "in/a.srt > out/in/a.ass\nis > out/is.ass\ntwo/a.srt > out/two/a.ass\n", 0,
               0);
}

static void links_pipes_and_the_output_are_passed_over(void **state)
{
    (void)state;
    mkdir("in", 0700);
    mkdir("in/sub", 0700);
    mkdir("in/out", 0700);
    put("in/a.srt");
    put("in/out/x.srt");
    assert_int_equal(symlink("..", "in/sub/up"), 0);
    assert_int_equal(symlink("a.srt", "in/link.srt"), 0);
    check_plan(
        (struct daesa_tree_opts){.operands = in_only, .n_operands = 1, .out = "in/out"},
        "in/a.srt > in/out/a.ass\nin/link.srt > in/out/link.ass\n"
        "in/sub/up folder-link\n",
        0, 0);
    assert_int_equal(mkfifo("in/p.srt", 0600), 0);
    remove("in/link.srt");
    check_plan(
        (struct daesa_tree_opts){.operands = in_only, .n_operands = 1, .out = "in"},
        "in/a.srt > in/a.ass\nin/out/x.srt > in/out/x.ass\n"
        "in/p.srt file-not-regular\nin/sub/up folder-link\n",
        0, 0);
    remove("in/p.srt");
    assert_int_equal(symlink("nowhere", "in/gone.srt"), 0);
    check_plan(
        (struct daesa_tree_opts){.operands = in_only, .n_operands = 1, .out = "in/out"},
        "in/a.srt > in/out/a.ass\n"
        "in/gone.srt file-dangling-link\nin/sub/up folder-link\n",
        0, 1);
}

static void names_that_collide_are_kept_whole(void **state)
{
    (void)state;
    mkdir("in", 0700);
    put("in/a.srt");
    put("in/a.vtt");
    put("in/B.srt");
    put("in/b.vtt");
    struct daesa_tree_opts opts = {.operands = in_only, .n_operands = 1, .out = "o"};
    check_plan(opts,
               "in/B.srt > o/B.ass\nin/a.srt > o/a.srt.ass\nin/a.vtt > o/a.vtt.ass\n"
               "in/b.vtt > o/b.ass\n"
               "in/a.srt output-renamed\nin/a.vtt output-renamed\n",
               0, 0);
    opts.ignores_case = true;
    check_plan(opts,
               "in/B.srt > o/B.srt.ass\nin/a.srt > o/a.srt.ass\nin/a.vtt > o/a.vtt.ass\n"
               "in/b.vtt > o/b.vtt.ass\n"
               "in/a.srt output-renamed\nin/a.vtt output-renamed\n"
               "in/B.srt output-renamed\nin/b.vtt output-renamed\n",
               0, 0);
}

static void what_collides_even_so_is_left_out(void **state)
{
    (void)state;
    mkdir("in", 0700);
    put("in/a.srt");
    put("in/a.vtt");
    put("in/a.srt.vtt"); /* becomes what a.srt is renamed to */
    check_plan((struct daesa_tree_opts){.operands = in_only, .n_operands = 1, .out = "o"},
               "in/a.vtt > o/a.vtt.ass\n"
               "in/a.srt output-renamed\nin/a.vtt output-renamed\n"
               "in/a.srt output-collides\nin/a.srt.vtt output-collides\n",
               0, 2);
}

static void an_operand_given_twice_is_one(void **state)
{
    (void)state;
    static const char *const operands[] = {"in/a.srt", "in/a.srt"};
    check_plan(
        (struct daesa_tree_opts){.operands = operands, .n_operands = 2, .out = "o"},
        "in/a.srt > o/a.ass\n", 0, 0);
}

static void the_case_of_a_file_system_is_found_out(void **state)
{
    (void)state;
    assert_false(daesa_tree_ignores_case("no/such/folder"));
    put("is");
    assert_int_equal(daesa_tree_ignores_case("."), access("IS", F_OK) == 0);
}

int main(void)
{
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(no_operand_is_no_file),
        IN_A_FOLDER(a_folder_keeps_its_shape),
        IN_A_FOLDER(several_operands_keep_their_names),
        IN_A_FOLDER(links_pipes_and_the_output_are_passed_over),
        IN_A_FOLDER(names_that_collide_are_kept_whole),
        IN_A_FOLDER(what_collides_even_so_is_left_out),
        IN_A_FOLDER(an_operand_given_twice_is_one),
        IN_A_FOLDER(the_case_of_a_file_system_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
