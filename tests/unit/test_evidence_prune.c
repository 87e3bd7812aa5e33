/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/evidence_prune.h"

#include "check.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[512];

static const struct {
    const char *name;
    int64_t used_s;
    size_t bytes;
} files[] = {
    {"0000000000000001.evidence", 5000, 100},
    {"0000000000000002.evidence", 4000, 100},
    {"00000000000000ff.evidence", 3000, 100},
    {"abcdefabcdefabcd.evidence", 1000, 100},
    {"notes.txt", 10, 1000},
    {"0000000000000001.evidence.bak", 10, 10},
    {"000000000000000G.evidence", 10, 10},
};

static const char *path_of(const char *name)
{
    static char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void fill(void)
{
    for (size_t i = 0; i < COUNT(files); i++) {
        struct timespec times[2] = {{.tv_sec = files[i].used_s},
                                    {.tv_sec = files[i].used_s}};
        FILE *out = fopen(path_of(files[i].name), "wb");
        assert_non_null(out);
        for (size_t k = 0; k < files[i].bytes; k++)
            fputc('x', out);
        assert_int_equal(fclose(out), 0);
        assert_int_equal(utimensat(AT_FDCWD, path_of(files[i].name), times, 0), 0);
    }
}

static void the_old_and_the_many_go(void **state)
{
    (void)state;
    static const struct {
        uint64_t max_bytes;
        int64_t oldest_s;
        const char *left; /* of the files, in their order */
        size_t gone;
    } rows[] = {
        {1000, 0, "yyyyyyy", 0},    {400, 1000, "yyyyyyy", 0}, {1000, 1001, "yyynyyy", 1},
        {1000, 3500, "yynnyyy", 2}, {399, 0, "yyynyyy", 1},    {200, 0, "yynnyyy", 2},
        {150, 4500, "ynnnyyy", 3},  {0, 0, "nnnnyyy", 4},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char left[COUNT(files) + 1] = "";
        fill();
        assert_int_equal(
            daesa_evidence_prune(folder, rows[i].max_bytes, rows[i].oldest_s),
            rows[i].gone);
        for (size_t k = 0; k < COUNT(files); k++)
            left[k] = access(path_of(files[k].name), F_OK) == 0 ? 'y' : 'n';
        assert_string_equal(left, rows[i].left);
    }
}

static void nothing_else_is_touched(void **state)
{
    (void)state;
    const char *link = "00000000000000aa.evidence", *deep = "00000000000000bb.evidence";
    assert_int_equal(daesa_evidence_prune("no/such/folder", 0, 0), 0);
    fill();
    assert_int_equal(symlink("notes.txt", path_of(link)), 0);
    assert_int_equal(mkdir(path_of(deep), 0700), 0);
    assert_int_equal(daesa_evidence_prune(folder, 0, 0), 4);
    assert_int_equal(access(path_of(link), F_OK), 0);
    assert_int_equal(access(path_of(deep), F_OK), 0);
    assert_int_equal(unlink(path_of(link)), 0);
    assert_int_equal(rmdir(path_of(deep)), 0);
}

static int make_folder(void **state)
{
    (void)state;
    const char *tmp = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/daesa-prune.XXXXXX", tmp ? tmp : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++)
        unlink(path_of(files[i].name));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_old_and_the_many_go),
        cmocka_unit_test(nothing_else_is_touched),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
