/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/digest.h"

#include "check.h"
#include "heard.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char folder[4096], one[4200], two[4200], pipe_path[4200];

static int make_folder(void **state)
{
    const char *where = getenv("TMPDIR");
    (void)state;
    snprintf(folder, sizeof folder, "%s/digest-%ld", where ? where : "/var/tmp",
             (long)getpid());
    snprintf(one, sizeof one, "%s/one", folder);
    snprintf(two, sizeof two, "%s/two", folder);
    snprintf(pipe_path, sizeof pipe_path, "%s/pipe", folder);
    return mkdir(folder, 0700) || mkfifo(pipe_path, 0600);
}

static int remove_folder(void **state)
{
    (void)state;
    remove(one);
    remove(two);
    remove(pipe_path);
    return rmdir(folder);
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* The digest of one file, or of both. */
static void digest(size_t n, char out[20])
{
    const char *paths[] = {one, two};
    struct daesa_buf buf = {0};
    assert_int_equal(daesa_digest_add(&buf, paths, n, NULL), DAESA_OK);
    assert_int_equal(buf.len, 16);
    memcpy(out, buf.s, 17);
    daesa_buf_finish(&buf);
}

static void contents_count_and_where_they_end(void **state)
{
    char none[20], a[20], b[20], both[20], moved[20];
    struct daesa_buf buf = {0};
    (void)state;
    assert_int_equal(daesa_digest_add(&buf, NULL, 0, NULL), DAESA_OK);
    check_str(daesa_buf_str(&buf), "cbf29ce484222325");
    daesa_buf_finish(&buf);
    put(one, "");
    digest(1, none);
    put(one, "ab");
    put(two, "c");
    digest(1, a);
    digest(2, both);
    put(one, "a");
    digest(1, b);
    put(two, "bc");
    digest(2, moved);
    assert_string_not_equal(none, a);
    assert_string_not_equal(a, b);
    assert_string_not_equal(both, moved);
    put(one, "ab");
    put(two, "c");
    digest(2, moved);
    assert_string_equal(both, moved);
}

static void what_cannot_be_read_is_said(void **state)
{
    const struct {
        const char *path, *want;
    } cases[] = {
        {"no/such/file", "error file-missing 0: No such file or directory\n"},
        {folder, "error file-not-regular 0: is a folder\n"},
        {pipe_path, "error file-not-regular 0: is a pipe or a device\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct heard heard = HEARD_INIT;
        struct daesa_buf buf = {0};
        check_row(daesa_digest_add(&buf, &cases[i].path, 1, &heard.sink) == DAESA_IO,
                  cases[i].path);
        check_str(daesa_str_of(heard.text), cases[i].want);
        assert_int_equal(buf.len, 0);
        daesa_buf_finish(&buf);
    }
}

static void stamps_see_sizes_and_times(void **state)
{
    const char *paths[] = {one, "no/such/file"};
    struct timespec times[2] = {{.tv_sec = 100}, {.tv_sec = 100, .tv_nsec = 5}};
    struct daesa_buf buf = {0};
    (void)state;
    put(one, "abc");
    assert_int_equal(utimensat(AT_FDCWD, one, times, 0), 0);
    daesa_digest_stamp(&buf, paths, 2);
    check_str(daesa_buf_str(&buf), "3,100.000000005;-;");
    daesa_buf_finish(&buf);
}

static void outputs_are_told_by_their_extension(void **state)
{
    struct daesa_buf buf = {0};
    (void)state;
    put(one, "");
    daesa_digest_add_output(&buf, daesa_str_of("ko.srt"), one);
    daesa_digest_add_output(&buf, daesa_str_of("ass"), "no/such/file");
    daesa_digest_add_output(&buf, daesa_str_of("vtt"), folder);
    char none[20];
    digest(1, none);
    check_str(daesa_str_slice(daesa_buf_str(&buf), 0, 7), "ko.srt=");
    check_str(daesa_str_slice(daesa_buf_str(&buf), 7, 23), none);
    check_str(daesa_str_from(daesa_buf_str(&buf), 23), ";");
    daesa_buf_finish(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contents_count_and_where_they_end),
        cmocka_unit_test(what_cannot_be_read_is_said),
        cmocka_unit_test(outputs_are_told_by_their_extension),
        cmocka_unit_test(stamps_see_sizes_and_times),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
