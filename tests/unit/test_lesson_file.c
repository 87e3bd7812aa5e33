/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/lesson_file.h"
#include "job/pack.h"

#include "check.h"
#include "heard.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void fill(struct daesa_lesson *lesson)
{
    struct daesa_lesson_phone *phone = daesa_lesson_phone(lesson, "ko", "ɛ");
    assert_non_null(phone);
    float frame[DAESA_FEATURES];
    for (size_t d = 0; d < DAESA_FEATURES; d++)
        frame[d] = (float)d - 7.3f;
    daesa_moments_add(&phone->states[1], 0.1, frame);
    assert_non_null(daesa_lesson_phone(lesson, "ko", "n"));
}

static void what_was_packed_comes_back(void **state)
{
    (void)state;
    for (int is_full = 0; is_full < 2; is_full++) {
        struct daesa_lesson lesson = {0}, back = {0};
        struct daesa_buf bytes = {0};
        if (is_full)
            fill(&lesson);
        daesa_lesson_pack(&lesson, &bytes);
        assert_int_equal(daesa_lesson_unpack(daesa_buf_str(&bytes), &back), DAESA_OK);
        assert_int_equal(back.n_phones, lesson.n_phones);
        if (is_full)
            assert_memory_equal(back.phones, lesson.phones,
                                lesson.n_phones * sizeof *lesson.phones);
        daesa_lesson_finish(&back);
        daesa_lesson_finish(&lesson);
        daesa_buf_finish(&bytes);
    }
}

/* The checksum that belongs to changed bytes: so that more than it is tried. */
static void sign(char *bytes, size_t n)
{
    uint64_t sum = daesa_fnv(DAESA_FNV_START, bytes, n - DAESA_PACK_WORD);
    for (size_t i = 0; i < DAESA_PACK_WORD; i++)
        bytes[n - DAESA_PACK_WORD + i] = (char)(sum >> 8 * i & 0xFF);
}

/* Whatever is taken can be used: no sums that no frames have. */
static void expect_sound(const struct daesa_lesson *lesson)
{
    for (size_t i = 0; i < lesson->n_phones; i++)
        for (size_t k = 0; k < DAESA_PHONE_STATES; k++) {
            const struct daesa_moments *m = &lesson->phones[i].states[k];
            assert_true(isfinite(m->count) && m->count >= 0);
            for (size_t d = 0; d < DAESA_FEATURES; d++)
                assert_true(m->squares[d] * m->count >=
                            m->sum[d] * m->sum[d] * (1 - 1e-6));
        }
}

static void whatever_is_damaged_is_refused(void **state)
{
    (void)state;
    struct daesa_lesson lesson = {0};
    struct daesa_buf bytes = {0};
    size_t n_taken = 0;
    fill(&lesson);
    daesa_lesson_pack(&lesson, &bytes);
    for (size_t n = 0; n < bytes.len; n++) {
        struct daesa_lesson back = {0};
        struct daesa_str cut = daesa_str_slice(daesa_buf_str(&bytes), 0, n);
        assert_int_equal(daesa_lesson_unpack(cut, &back), DAESA_BAD_INPUT);
        bytes.s[n] ^= 0x10;
        assert_int_equal(daesa_lesson_unpack(daesa_buf_str(&bytes), &back),
                         DAESA_BAD_INPUT);
        sign(bytes.s, bytes.len);
        if (!daesa_lesson_unpack(daesa_buf_str(&bytes), &back)) {
            n_taken++;
            expect_sound(&back);
            daesa_lesson_finish(&back);
        }
        bytes.s[n] ^= 0x10;
        sign(bytes.s, bytes.len);
    }
    assert_in_range(n_taken, 1, bytes.len - 1);
    daesa_lesson_finish(&lesson);
    daesa_buf_finish(&bytes);
}

static void files_are_read_and_written(void **state)
{
    (void)state;
    char folder[256], path[300];
    const char *tmp = getenv("TMPDIR");
    struct daesa_lesson lesson = {0}, back = {0};
    struct heard heard = HEARD_INIT;
    snprintf(folder, sizeof folder, "%s/daesa-lesson-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/show.voice", folder);
    fill(&lesson);
    assert_int_equal(daesa_lesson_load(path, &back, &heard.sink), DAESA_IO);
    assert_int_equal(daesa_lesson_save(path, &lesson, &heard.sink), DAESA_OK);
    assert_int_equal(daesa_lesson_load(path, &back, &heard.sink), DAESA_OK);
    assert_int_equal(back.n_phones, 2);
    daesa_lesson_finish(&back);
    assert_int_equal(truncate(path, 100), 0);
    assert_int_equal(daesa_lesson_load(path, &back, &heard.sink), DAESA_BAD_INPUT);
    assert_string_equal(heard.text,
                        "error file-missing 0: does not exist\n"
                        "error voice-damaged 0: is damaged, or kept by another "
                        "version; remove it and it is made anew\n");
    daesa_lesson_finish(&lesson);
    unlink(path);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_comes_back),
        cmocka_unit_test(whatever_is_damaged_is_refused),
        cmocka_unit_test(files_are_read_and_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
