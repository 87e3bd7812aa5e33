/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Mending is safe on any file, for every house: what was mended has no more breaches of
 * any rule than before, and mending it again changes nothing.
 *
 * usage: run_mend [FOLDER]
 *
 * By default the files of tests/format, and those of the corpus ($DAESA_CORPUS,
 * default ../shared/corpus), where it is. */
#define _XOPEN_SOURCE 700 /* nftw */

#include "check/rule.h"
#include "core/file.h"
#include "core/finding_list.h"
#include "job/mend.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_RULES 128
/* Larger ones are judged elsewhere. */
#define MAX_BYTES 50000
/* Of the corpus, each file is tried by every so many houses, in turn. */
#define APART 3
#define MAX_SHOWN 40
#define MAX_OPEN 16

struct counts {
    size_t n[MAX_RULES]; /* by the place of the rule in its table */
};

static size_t n_files, n_mended, n_changed, n_refused, n_failed, n_tests, n_bad;
static size_t n_apart = 1; /* each file is tried by every so many houses */
static char copy[512];

static void count(const struct daesa_finding_list *list, struct counts *out)
{
    const struct daesa_rule *rule;
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < MAX_RULES && (rule = daesa_rule_at(k)); k++)
            out->n[k] += strcmp(rule->id, list->items[i].rule) == 0;
}

static bool judge(const struct daesa_check_job *job, struct counts *out)
{
    struct daesa_finding_list list = {0};
    daesa_finding_list_open(&list);
    bool ok = !daesa_check_subtitles(job, NULL, &list.sink);
    count(&list, out);
    daesa_finding_list_finish(&list);
    return ok;
}

static bool mend(const struct daesa_check_job *job, struct daesa_mended *out,
                 struct counts *left)
{
    struct daesa_finding_list list = {0};
    daesa_finding_list_open(&list);
    bool ok = !daesa_mend_subtitles(job, out, NULL, &list.sink);
    count(&list, left);
    daesa_finding_list_finish(&list);
    return ok;
}

static void say(const char *path, const char *house, const char *what)
{
    if (++n_failed <= MAX_SHOWN)
        printf("# %s, %s: %s\n", path, house, what);
}

static bool is_one_of(const char *id, const char *const *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(id, ids[i]) == 0)
            return true;
    return false;
}

static size_t count_of(const struct counts *counts, const char *id)
{
    const struct daesa_rule *rule;
    for (size_t k = 0; k < MAX_RULES && (rule = daesa_rule_at(k)); k++)
        if (strcmp(rule->id, id) == 0)
            return counts->n[k];
    return 0;
}

/* Cues of no length, or at once, that got some room may still be too short to be read, or
 * too near to the next; a tag that closes nothing hides those behind it. */
static size_t hidden_before(const struct counts *before, const char *id)
{
    static const char *const lengths[] = {"duration-short", "speed-cps", "speed-wpm"};
    if (is_one_of(id, lengths, sizeof lengths / sizeof *lengths))
        return count_of(before, "time-zero");
    if (strcmp(id, "gap-short") == 0)
        return count_of(before, "time-zero") + count_of(before, "time-overlap");
    return strcmp(id, "tag-unknown") == 0 ? count_of(before, "tag-unbalanced") : 0;
}

static void compare(const char *path, const char *house, const struct counts *before,
                    const struct counts *after)
{
    const struct daesa_rule *rule;
    char what[128];
    for (size_t k = 0; k < MAX_RULES && (rule = daesa_rule_at(k)); k++)
        if (after->n[k] > before->n[k] + hidden_before(before, rule->id)) {
            snprintf(what, sizeof what, "%s: %zu before, %zu after", rule->id,
                     before->n[k], after->n[k]);
            say(path, house, what);
        }
}

static void expect_still(const char *path, const struct daesa_check_job *job,
                         const struct daesa_mended *mended)
{
    struct daesa_mended again = {0};
    struct counts left = {0};
    struct daesa_check_job second = *job;
    second.path = copy;
    if (daesa_file_write(copy, daesa_buf_str(&mended->bytes), true, NULL) ||
        !mend(&second, &again, &left))
        say(path, job->profile->name, "what was mended cannot be mended again");
    else if (again.is_changed)
        say(path, job->profile->name, "mending again changes it again");
    daesa_mended_finish(&again);
}

static void try_house(const char *path, const struct daesa_profile *house)
{
    struct daesa_check_job job = {.path = path, .profile = house};
    struct counts before = {0}, after = {0};
    struct daesa_mended mended = {0};
    if (!judge(&job, &before))
        return;
    if (!mend(&job, &mended, &after)) {
        n_refused++;
        return;
    }
    n_mended++;
    n_changed += mended.is_changed;
    compare(path, house->name, &before, &after);
    if (mended.is_changed)
        expect_still(path, &job, &mended);
    daesa_mended_finish(&mended);
}

static int visit(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    const struct daesa_profile *house;
    const char *folder = getenv("TMPDIR");
    (void)at;
    if (kind != FTW_F || !S_ISREG(st->st_mode) || st->st_size > MAX_BYTES)
        return 0;
    snprintf(copy, sizeof copy, "%.200s/%.300s", folder ? folder : "/tmp",
             strrchr(path, '/') + 1);
    n_files++;
    for (size_t i = n_files % n_apart; (house = daesa_profile_at(i)); i += n_apart)
        try_house(path, house);
    remove(copy);
    return 0;
}

static void run(const char *folder)
{
    n_files = n_mended = n_changed = n_refused = n_failed = 0;
    n_tests++;
    if (access(folder, R_OK)) {
        printf("ok %zu - what is mended # SKIP no %s\n", n_tests, folder);
        return;
    }
    bool ok = nftw(folder, visit, MAX_OPEN, FTW_PHYS) == 0 && n_mended > 0;
    ok &= n_failed == 0;
    n_bad += !ok;
    printf("%s %zu - %zu files are judged %zu times, by many houses; %zu changed, %zu "
           "cannot be written; "
           "%zu new faults\n",
           ok ? "ok" : "not ok", n_tests, n_files, n_mended + n_refused, n_changed,
           n_refused, n_failed);
}

int main(int argc, char **argv)
{
    char subs[600];
    const char *corpus = getenv("DAESA_CORPUS");
    snprintf(subs, sizeof subs, "%.500s/subs", corpus ? corpus : "../shared/corpus");
    for (int i = 1; i < argc; i++)
        run(argv[i]);
    if (argc < 2) {
        run("tests/format");
        n_apart = APART;
        run(subs);
    }
    return n_bad > 0;
}
