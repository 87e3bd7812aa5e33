/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Files are read whole or not at all, and written whole or not at all. */
#include "core/file.h"

#include "check.h"
#include "heard.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[1000];

static const char *in_folder(const char *name)
{
    static char paths[4][1100];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%.800s/%.280s", folder, name);
    return path;
}

static int make_folder(void **state)
{
    (void)state;
    const char *where = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%.900s/file-test", where ? where : ".");
    return mkdir(folder, 0777) == 0 || errno == EEXIST ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        if (entry->d_name[0] != '.' || entry->d_name[1] == 'd')
            unlink(in_folder(entry->d_name));
    if (dir)
        closedir(dir);
    return rmdir(folder);
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (!file)
        fail_msg("%s cannot be written", path);
    fputs(text, file);
    fclose(file);
}

static void check_file(const char *path, const char *want)
{
    struct daesa_buf got = {0};
    assert_int_equal(daesa_file_read(path, 0, &got, NULL), DAESA_OK);
    check_str(daesa_buf_str(&got), want);
    daesa_buf_finish(&got);
}

/* Hidden files that were left behind. */
static int count_hidden(void)
{
    int n = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; (entry = readdir(dir));)
        n += strncmp(entry->d_name, ".daesa", 6) == 0;
    closedir(dir);
    return n;
}

static void an_empty_file_is_read_as_nothing(void **state)
{
    (void)state;
    struct daesa_buf got = {0};
    put(in_folder("empty"), "");
    assert_int_equal(daesa_file_read(in_folder("empty"), 0, &got, NULL), DAESA_OK);
    assert_int_equal(got.len, 0);
    daesa_buf_finish(&got);
}

static void what_cannot_be_read_is_said(void **state)
{
    (void)state;
    put(in_folder("big"), "12345678");
    const struct {
        const char *path;
        size_t max;
        enum daesa_status status;
        const char *rule;
    } rows[] = {
        {in_folder("none"), 0, DAESA_IO, "file-missing"},
        {in_folder("big/none"), 0, DAESA_IO, "file-missing"},
        {folder, 0, DAESA_IO, "file-is-directory"},
        {in_folder("big"), 7, DAESA_LIMIT, "file-too-large"},
        {"/dev/zero", 100000, DAESA_LIMIT, "file-too-large"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct heard heard = HEARD_INIT;
        struct daesa_buf got = {0};
        check_row(daesa_file_read(rows[i].path, rows[i].max, &got, &heard.sink) ==
                      rows[i].status,
                  rows[i].rule);
        check_row(strstr(heard.text, rows[i].rule), rows[i].path);
        assert_int_equal(heard.n, 1);
        daesa_buf_finish(&got);
    }
}

static void exactly_the_limit_is_read(void **state)
{
    (void)state;
    struct daesa_buf got = {0};
    put(in_folder("limit"), "12345678");
    assert_int_equal(daesa_file_read(in_folder("limit"), 8, &got, NULL), DAESA_OK);
    check_str(daesa_buf_str(&got), "12345678");
    daesa_buf_finish(&got);
}

static void a_new_file_is_written_as_the_umask_says(void **state)
{
    (void)state;
    struct stat now;
    const char *path = in_folder("new");
    mode_t before = umask(027);
    assert_int_equal(daesa_file_check(path, false, NULL), DAESA_OK);
    assert_int_equal(daesa_file_write(path, daesa_str_of("text\n"), false, NULL),
                     DAESA_OK);
    umask(before);
    check_file(path, "text\n");
    assert_int_equal(stat(path, &now), 0);
    assert_int_equal(now.st_mode & 07777, 0640);
    assert_int_equal(count_hidden(), 0);
}

static void an_existing_file_stays_unless_it_may_be_replaced(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct stat now;
    const char *path = in_folder("kept");
    put(path, "old");
    chmod(path, 0604);
    assert_int_equal(daesa_file_check(path, false, &heard.sink), DAESA_IO);
    assert_int_equal(daesa_file_write(path, daesa_str_of("new"), false, &heard.sink),
                     DAESA_IO);
    assert_non_null(strstr(heard.text, "error file-exists"));
    check_file(path, "old");
    assert_int_equal(daesa_file_write(path, daesa_str_of("new"), true, NULL), DAESA_OK);
    check_file(path, "new");
    assert_int_equal(stat(path, &now), 0);
    assert_int_equal(now.st_mode & 07777, 0604);
    assert_int_equal(count_hidden(), 0);
}

static void a_link_stays_and_its_file_is_replaced(void **state)
{
    (void)state;
    struct stat now;
    const char *path = in_folder("link");
    put(in_folder("linked"), "old");
    assert_int_equal(symlink("linked", path), 0);
    assert_int_equal(daesa_file_write(path, daesa_str_of("new"), true, NULL), DAESA_OK);
    assert_int_equal(lstat(path, &now), 0);
    assert_true(S_ISLNK(now.st_mode));
    check_file(in_folder("linked"), "new");
}

static void a_link_to_nothing_is_refused(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    const char *path = in_folder("dangling");
    assert_int_equal(symlink("nowhere", path), 0);
    assert_int_equal(daesa_file_write(path, daesa_str_of("x"), true, &heard.sink),
                     DAESA_IO);
    assert_non_null(strstr(heard.text, "file-dangling-link"));
}

static void places_that_cannot_be_written_are_said_before(void **state)
{
    (void)state;
    put(in_folder("plain"), "");
    const struct {
        const char *path, *rule;
    } rows[] = {
        {folder, "file-is-directory"},
        {in_folder("none/new"), "file-unwritable"},
        {in_folder("plain/new"), "file-unwritable"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct heard check = HEARD_INIT, write = HEARD_INIT;
        assert_int_equal(daesa_file_check(rows[i].path, true, &check.sink), DAESA_IO);
        assert_int_equal(
            daesa_file_write(rows[i].path, (struct daesa_str){0}, true, &write.sink),
            DAESA_IO);
        check_row(strstr(check.text, rows[i].rule), rows[i].path);
        check_row(strstr(write.text, rows[i].rule), rows[i].path);
    }
}

static void a_device_is_written_to_and_says_that_it_is_full(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    assert_int_equal(daesa_file_write("/dev/null", daesa_str_of("x"), false, NULL),
                     DAESA_OK);
    assert_int_equal(daesa_file_write("/dev/full", daesa_str_of("x"), false, &heard.sink),
                     DAESA_IO);
    assert_non_null(strstr(heard.text, "No space left"));
}

/* A limit of the process stands in for a full disk. */
static void when_the_disk_is_full_the_old_file_stays(void **state)
{
    (void)state;
    struct heard heard = HEARD_INIT;
    struct rlimit before, small;
    const char *path = in_folder("full");
    static char big[100000];
    put(path, "old");
    memset(big, 'x', sizeof big);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 4096;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum daesa_status st =
        daesa_file_write(path, (struct daesa_str){big, sizeof big}, true, &heard.sink);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(st, DAESA_IO);
    assert_non_null(strstr(heard.text, "file-unwritable"));
    check_file(path, "old");
    assert_int_equal(count_hidden(), 0);
}

static void the_same_file_is_known_under_two_names(void **state)
{
    (void)state;
    put(in_folder("one"), "");
    assert_int_equal(symlink("one", in_folder("other")), 0);
    assert_true(daesa_file_same(in_folder("one"), in_folder("other")));
    assert_true(daesa_file_same("none", "none"));
    assert_false(daesa_file_same("none", "nothing"));
    assert_false(daesa_file_same(in_folder("one"), folder));
}

static void standard_input_has_a_name_for_people(void **state)
{
    (void)state;
    assert_string_equal(daesa_file_shown("-"), "<stdin>");
    assert_string_equal(daesa_file_shown("a-"), "a-");
}

static void what_dead_processes_left_is_swept(void **state)
{
    (void)state;
    char mine[64];
    static const char *const gone[] = {".daesa-4194304-0.tmp", ".daesa-4194304-99.tmp"};
    static const char *const stay[] = {".daesa-x-0.tmp", ".daesa-4194304.tmp",
                                       ".daesa-4194304-0.srt", "daesa-4194304-0.tmp",
                                       ".daesa-4194304-1000.tmp"};
    snprintf(mine, sizeof mine, ".daesa-%ld-0.tmp", (long)getpid());
    assert_int_equal(daesa_file_sweep(in_folder("no-such-folder")), 0);
    put(in_folder(mine), "");
    for (size_t i = 0; i < COUNT(stay); i++)
        put(in_folder(stay[i]), "");
    assert_int_equal(daesa_file_sweep(folder), 0);
    for (size_t i = 0; i < COUNT(gone); i++)
        put(in_folder(gone[i]), "");
    assert_int_equal(daesa_file_sweep(folder), COUNT(gone));
    assert_int_equal(access(in_folder(mine), F_OK), 0);
    for (size_t i = 0; i < COUNT(gone); i++)
        assert_int_not_equal(access(in_folder(gone[i]), F_OK), 0);
    for (size_t i = 0; i < COUNT(stay); i++)
        assert_int_equal(unlink(in_folder(stay[i])), 0);
    unlink(in_folder(mine));
}

static void what_another_process_writes_to_stays(void **state)
{
    (void)state;
    const char *name = ".daesa-4194304-7.tmp";
    int ready[2], over[2];
    char byte = 0;
    put(in_folder(name), "");
    assert_int_equal(pipe(ready) + pipe(over), 0);
    pid_t pid = fork();
    if (pid == 0) {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        int fd = open(in_folder(name), O_WRONLY);
        bool ok = fcntl(fd, F_SETLK, &lock) == 0 && write(ready[1], "", 1) == 1;
        close(over[1]);
        _exit(ok && read(over[0], &byte, 1) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(daesa_file_sweep(folder), 0);
    int how = -1;
    close(over[0]);
    close(over[1]);
    assert_int_equal(waitpid(pid, &how, 0), pid);
    assert_int_equal(how, 0);
    assert_int_equal(daesa_file_sweep(folder), 1);
    close(ready[0]);
    close(ready[1]);
}

static void folders_are_made_with_those_they_lie_in(void **state)
{
    (void)state;
    struct stat is;
    assert_int_equal(daesa_file_make_folder(folder, NULL), DAESA_OK);
    for (int i = 0; i < 2; i++)
        assert_int_equal(daesa_file_make_folder(in_folder("a/b/c"), NULL), DAESA_OK);
    assert_int_equal(stat(in_folder("a/b/c"), &is), 0);
    assert_true(S_ISDIR(is.st_mode));
    put(in_folder("a/file"), "");
    assert_int_equal(daesa_file_make_folder(in_folder("a/file"), NULL), DAESA_IO);
    assert_int_equal(daesa_file_make_folder(in_folder("a/file/b"), NULL), DAESA_IO);
    unlink(in_folder("a/file"));
    rmdir(in_folder("a/b/c"));
    rmdir(in_folder("a/b"));
    rmdir(in_folder("a"));
}

static void what_need_not_reach_the_disk_is_there_all_the_same(void **state)
{
    (void)state;
    const char *path = in_folder("soon");
    assert_int_equal(daesa_file_write_soon(path, daesa_str_of("x"), false, NULL),
                     DAESA_OK);
    check_file(path, "x");
    assert_int_equal(daesa_file_write_soon(path, daesa_str_of("y"), false, NULL),
                     DAESA_IO);
    check_file(path, "x");
    assert_int_equal(daesa_file_write_soon(path, daesa_str_of("y"), true, NULL),
                     DAESA_OK);
    check_file(path, "y");
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_is_read_as_nothing),
        cmocka_unit_test(what_cannot_be_read_is_said),
        cmocka_unit_test(exactly_the_limit_is_read),
        cmocka_unit_test(a_new_file_is_written_as_the_umask_says),
        cmocka_unit_test(an_existing_file_stays_unless_it_may_be_replaced),
        cmocka_unit_test(a_link_stays_and_its_file_is_replaced),
        cmocka_unit_test(a_link_to_nothing_is_refused),
        cmocka_unit_test(places_that_cannot_be_written_are_said_before),
        cmocka_unit_test(a_device_is_written_to_and_says_that_it_is_full),
        cmocka_unit_test(when_the_disk_is_full_the_old_file_stays),
        cmocka_unit_test(the_same_file_is_known_under_two_names),
        cmocka_unit_test(standard_input_has_a_name_for_people),
        cmocka_unit_test(what_dead_processes_left_is_swept),
        cmocka_unit_test(what_another_process_writes_to_stays),
        cmocka_unit_test(folders_are_made_with_those_they_lie_in),
        cmocka_unit_test(what_need_not_reach_the_disk_is_there_all_the_same),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
