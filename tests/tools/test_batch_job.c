/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "../../tools/batch_job.h"

#include "../unit/check.h"

#include "text/strip.h"

static struct daesa_manifest_setting one(const char *key, const char *value)
{
    return (struct daesa_manifest_setting){daesa_str_of(key), daesa_str_of(value)};
}

static void a_job_of_nothing_is_aligned_alone(void **state)
{
    struct batch_args args = {0};
    struct batch_job job = {0};
    struct daesa_buf why = {0};
    (void)state;
    assert_true(batch_job_fill(&args, NULL, &job, &why));
    struct daesa_chain chain = batch_job_chain(&job);
    assert_false(chain.checks);
    assert_true(chain.align.single_threaded);
    assert_false(chain.align.is_stream_chosen);
    assert_null(chain.align.language);
    assert_int_equal(chain.max_severity, DAESA_WARNING);
    assert_int_equal(why.len, 0);
    batch_job_finish(&job);
    batch_job_finish(&job);
}

static void every_key_is_known_and_none_twice(void **state)
{
    const char *const *keys = batch_job_keys();
    struct batch_args args = {0};
    (void)state;
    for (size_t i = 0; keys[i]; i++) {
        struct daesa_manifest_setting setting = one(keys[i], "");
        struct daesa_manifest_job said = {.settings = &setting, .n_settings = 1};
        struct batch_job job = {0};
        struct daesa_buf why = {0};
        /* No key takes an empty value, and each says so by its name. */
        check_row(!batch_job_fill(&args, &said, &job, &why), keys[i]);
        check_row(daesa_str_starts(daesa_buf_str(&why), keys[i]), keys[i]);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(keys[i], keys[k]);
        batch_job_finish(&job);
        daesa_buf_finish(&why);
    }
}

static void a_job_goes_before_the_command_line(void **state)
{
    const char *general[] = {"text=en", "check-only=text", "newline=crlf", "audio=2"};
    struct batch_args args = {.language = "en",
                              .profile = "bbc",
                              .checks = true,
                              .settings = {.items = general, .n = COUNT(general)}};
    const struct daesa_manifest_setting settings[] = {
        one("text", "ko,en"), one("check", "no"), one("check-max-severity", "none"),
        one("min-confidence", "0.5"), one("fps", "24000/1001")};
    struct daesa_manifest_job said = {.language = daesa_str_of("ko"),
                                      .settings = settings,
                                      .n_settings = COUNT(settings)};
    struct batch_job job = {0};
    struct daesa_buf why = {0};
    (void)state;
    assert_true(batch_job_fill(&args, &said, &job, &why));
    struct daesa_chain chain = batch_job_chain(&job);
    assert_string_equal(chain.align.language, "ko");
    assert_string_equal(chain.align.save.profile, "bbc");
    assert_int_equal(chain.align.save.n_languages, 2);
    assert_string_equal(chain.align.save.languages[0], "ko");
    assert_string_equal(chain.align.save.newline, "\r\n");
    assert_int_equal(chain.align.save.rate.num, 24000);
    assert_true(chain.align.is_stream_chosen);
    assert_int_equal(chain.align.stream, 2);
    assert_true(chain.align.demands_confidence);
    assert_false(chain.checks);
    assert_true(chain.tolerates_none);
    assert_int_equal(chain.check.n_only, 1);
    batch_job_finish(&job);
}

static void what_is_wrong_is_said(void **state)
{
    static const struct {
        const char *pair, *want;
    } cases[] = {
        {"text", "'text' is not a setting such as text=ko"},
        {"=ko", "'=ko' is not a setting such as text=ko"},
        {"txt=ko", "there is no setting 'txt'; did you mean 'text'?"},
        {"output=a.srt", "there is no setting 'output'"},
        {"check=maybe", "check: 'maybe' is not a value; it takes yes or no"},
        {"check-only=sond", "check-only: there is no rule 'sond'; did you mean 'sound'?"},
        {"audio=-1", "audio: '-1' is not a value; it takes a whole number from 0"},
        {"min-confidence=2",
         "min-confidence: '2' is not a value; it takes a number from 0 to 1"},
        {"text=ko,", "text: 'ko,' is not a list; a part of it is empty"},
        {"fps=0", "fps: '0' is not a frame rate; it takes 25, 23.976 or 24000/1001"},
        {"shift=5sec", "shift: '5sec' is not a time; did you mean '5s'?"},
        {"shift=5f", "shift: '5f' counts frames; fps has to say how many a second"},
        {"rate=25", "rate: '25' is not a pair of rates; it takes 25:23.976"},
        {"from-fps=25", "from-fps: needs to-fps, too"},
        {"strip=tags,nots", "strip: 'nots' is not a value; did you mean 'notes'?"},
        {"preview-cues=3-1", "preview-cues: '3-1' is not a list of cues; it takes 3,7-9"},
        {"preview-at=5s,", "preview-at: '5s,' is not a list; a part of it is empty"},
        {"preview-at=5s,1x",
         "preview-at: '1x' is not a time; it takes 1:02:03.5, 62.5s, 1500ms or 120f"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *pair = cases[i].pair;
        struct batch_args args = {.settings = {.items = &pair, .n = 1}};
        struct batch_job job = {0};
        struct daesa_buf why = {0};
        check_row(!batch_job_fill(&args, NULL, &job, &why), pair);
        check_str(daesa_buf_str(&why), cases[i].want);
        batch_job_finish(&job);
        daesa_buf_finish(&why);
    }
}

static void lines_are_edited_as_asked(void **state)
{
    const char *general[] = {"shift=-1.5s", "rate=25:24", "strip=notes", "strip=tags"};
    struct batch_args args = {.settings = {.items = general, .n = COUNT(general)}};
    struct batch_job job = {0}, checked = {0};
    struct daesa_buf why = {0};
    (void)state;
    assert_true(batch_job_fill(&args, NULL, &job, &why));
    struct daesa_edit_opts edit = batch_job_chain(&job).align.edit;
    assert_int_equal(edit.retime.shift_us, -1500000);
    assert_int_equal(edit.retime.from.num, 25);
    assert_int_equal(edit.retime.to.num, 24);
    assert_int_equal(edit.strip, DAESA_STRIP_NOTES | DAESA_STRIP_TAGS);
    args.checks = true;
    assert_false(batch_job_fill(&args, NULL, &checked, &why));
    check_str(daesa_buf_str(&why),
              "subtitles that are moved by shift or rate are not those of the clip that "
              "they would be checked or drawn on");
    batch_job_finish(&job);
    batch_job_finish(&checked);
    daesa_buf_finish(&why);
}

static void pictures_are_chosen(void **state)
{
    const char *times[] = {"preview-at=5s,50f", "preview-at=0:10", "fps=25"};
    const char *cues[] = {"preview-cues=3,7-9"}, *both[] = {"preview-at=5s", cues[0]};
    struct batch_args at = {.settings = {.items = times, .n = COUNT(times)}},
                      some = {.settings = {.items = cues, .n = COUNT(cues)}},
                      mixed = {.settings = {.items = both, .n = COUNT(both)}};
    struct batch_job job = {0}, other = {0}, wrong = {0};
    struct daesa_buf why = {0};
    (void)state;
    assert_true(batch_job_fill(&at, NULL, &job, &why));
    struct daesa_preview_job shown = batch_job_chain(&job).preview;
    assert_int_equal(shown.n_times, 3);
    assert_int_equal(shown.times_us[1], 2000000);
    assert_int_equal(shown.times_us[2], 10000000);
    assert_true(batch_job_fill(&some, NULL, &other, &why));
    shown = batch_job_chain(&other).preview;
    assert_int_equal(shown.n_ranges, 2);
    assert_int_equal(shown.ranges[1].to, 9);
    assert_false(batch_job_fill(&mixed, NULL, &wrong, &why));
    check_str(daesa_buf_str(&why),
              "preview-at shows times, preview-cues shows cues: choose one");
    batch_job_finish(&job);
    batch_job_finish(&other);
    batch_job_finish(&wrong);
    daesa_buf_finish(&why);
}

/* Appends what a job depends on of which that is said. */
static void add_options(const char *const *said, size_t n, struct daesa_buf *out)
{
    struct batch_args args = {.settings = {.items = (const char **)said, .n = n}};
    struct daesa_manifest_job job = {.clip = daesa_str_of("a.mp4")};
    struct batch_job filled = {0};
    assert_true(batch_job_fill(&args, &job, &filled, out));
    batch_job_add_options(out, &args, &job, &filled);
    batch_job_finish(&filled);
}

static void outputs_that_are_mended_depend_on_what_they_are_judged_by(void **state)
{
    static const char *const some[] = {"check=yes", "check-fix=yes", "check-only=text"};
    static const char *const all[] = {"check=yes", "check-fix=yes"};
    struct daesa_buf a = {0}, b = {0};
    struct daesa_str x, y, first_x = {0}, first_y = {0};
    (void)state;
    add_options(some, COUNT(some), &a);
    add_options(all, COUNT(all), &b);
    x = daesa_buf_str(&a);
    y = daesa_buf_str(&b);
    assert_true(daesa_str_next_line(&x, &first_x) && daesa_str_next_line(&y, &first_y));
    assert_false(daesa_str_equal(first_x, first_y));
    assert_true(daesa_str_equal(x, y));
    daesa_buf_finish(&a);
    daesa_buf_finish(&b);
}

static void a_setting_changes_what_depends_on_it(void **state)
{
    static const struct {
        const char *pair;
        size_t line; /* of the options that it changes */
    } cases[] = {{"text=ko", 0},
                 {"check=yes", 1},
                 {"check-only=text", 1},
                 {"check-names=names.txt", 1},
                 {"check-baseline=known.jsonl", 1},
                 {"preview=yes", 2},
                 {"preview-rows=3", 2},
                 {"preview-cues=3", 2}};
    struct batch_args none = {0};
    struct daesa_manifest_job said = {.clip = daesa_str_of("a.mp4"),
                                      .transcript = daesa_str_of("a.txt")};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *pair = cases[i].pair;
        struct batch_args args = {.settings = {.items = &pair, .n = 1}};
        struct daesa_buf before = {0}, after = {0};
        struct batch_job plain = {0}, job = {0};
        assert_true(batch_job_fill(&none, &said, &plain, &after));
        assert_true(batch_job_fill(&args, &said, &job, &after));
        batch_job_add_options(&before, &none, &said, &plain);
        batch_job_add_options(&after, &args, &said, &job);
        struct daesa_str a = daesa_buf_str(&before), b = daesa_buf_str(&after);
        struct daesa_str x = {0}, y = {0};
        for (size_t line = 0; line < 3; line++) {
            assert_true(daesa_str_next_line(&a, &x) && daesa_str_next_line(&b, &y));
            check_row(daesa_str_equal(x, y) == (line != cases[i].line), pair);
        }
        daesa_buf_finish(&before);
        daesa_buf_finish(&after);
        batch_job_finish(&plain);
        batch_job_finish(&job);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_job_of_nothing_is_aligned_alone),
        cmocka_unit_test(every_key_is_known_and_none_twice),
        cmocka_unit_test(a_job_goes_before_the_command_line),
        cmocka_unit_test(what_is_wrong_is_said),
        cmocka_unit_test(lines_are_edited_as_asked),
        cmocka_unit_test(pictures_are_chosen),
        cmocka_unit_test(a_setting_changes_what_depends_on_it),
        cmocka_unit_test(outputs_that_are_mended_depend_on_what_they_are_judged_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
