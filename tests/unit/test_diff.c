/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* A diff says what changes, with what is around it, and nothing where nothing does. */
#include "report/diff.h"

#include "check.h"

static const struct {
    const char *what, *before, *after, *want;
} rows[] = {
    {"nothing", "", "", ""},
    {"equal", "a\nb\n", "a\nb\n", ""},
    {"a line", "a\nb\nc\n", "a\nx\nc\n",
     "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"},
    {"from nothing", "", "a\n", "--- a/f\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n"},
    {"to nothing", "a\n", "", "--- a/f\n+++ b/f\n@@ -1,1 +0,0 @@\n-a\n"},
    {"a line more", "a\nb\nc\n", "a\nb\nx\nc\n",
     "--- a/f\n+++ b/f\n@@ -1,3 +1,4 @@\n a\n b\n+x\n c\n"},
    {"no end", "a\nb", "a\nb\n",
     "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"},
    {"line ends", "a\r\n", "a\n",
     "--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\xE2\x90\x8D\n+a\n"},
    {"far apart", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n",
     "x\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\ny\n",
     "--- a/f\n+++ b/f\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n"
     "@@ -9,4 +9,4 @@\n 9\n 10\n 11\n-12\n+y\n"},
    {"near each other", "1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n",
     "--- a/f\n+++ b/f\n@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"},
    {"controls", "a\n", "\033[31m\n",
     "--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n+\xEF\xBF\xBD[31m\n"},
};

static void changes_are_shown(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct daesa_buf buf = {0};
        daesa_diff_print(&buf, "f", daesa_str_of(rows[i].before),
                         daesa_str_of(rows[i].after), false);
        if (!daesa_str_is(daesa_buf_str(&buf), rows[i].want))
            print_error("# got\n%s# want\n%s", buf.s ? buf.s : "", rows[i].want);
        check_row(daesa_str_is(daesa_buf_str(&buf), rows[i].want), rows[i].what);
        daesa_buf_finish(&buf);
    }
}

static void colours_are_asked_for(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    daesa_diff_print(&buf, "f", daesa_str_of("a\n"), daesa_str_of("b\n"), true);
    check_str(daesa_buf_str(&buf), "--- a/f\n+++ b/f\n\033[36m@@ -1,1 +1,1 @@\033[0m\n"
                                   "\033[31m-a\033[0m\n\033[32m+b\033[0m\n");
    daesa_buf_finish(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_shown),
        cmocka_unit_test(colours_are_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
