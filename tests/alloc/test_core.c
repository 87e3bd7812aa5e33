/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Everything in lib/core that allocates says so when memory runs out, leaks
 * nothing, and leaves what it was given as it was. */
#include "failing.h"

#include "core/array.h"
#include "core/file.h"
#include "core/track.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static enum daesa_status grow_arena(void *context)
{
    (void)context;
    struct daesa_arena arena = {0};
    struct daesa_str copy = {"kept", 4};
    enum daesa_status status = DAESA_OK;
    for (size_t i = 0; i < 40 && !status; i++) {
        char *at = daesa_arena_alloc(&arena, 100 * i, i);
        struct daesa_str before = copy;
        if (!at)
            status = DAESA_NO_MEMORY;
        else if (!daesa_arena_copy(&arena, daesa_str_of("text"), &copy)) {
            assert_ptr_equal(copy.s, before.s);
            status = DAESA_NO_MEMORY;
        }
    }
    daesa_arena_finish(&arena);
    return status;
}

static enum daesa_status grow_array(void *context)
{
    (void)context;
    int *items = NULL;
    size_t cap = 0;
    enum daesa_status status = DAESA_OK;
    for (int i = 0; i < 1000 && !status; i++) {
        size_t before = cap;
        int *grown = daesa_array_grow(items, &cap, (size_t)i + 1, sizeof *items);
        if (grown) {
            items = grown;
            items[i] = i;
        } else {
            assert_int_equal(cap, before);
            status = DAESA_NO_MEMORY;
        }
        for (int k = 0; k < i; k++)
            assert_int_equal(items[k], k);
    }
    free(items);
    return status;
}

static enum daesa_status grow_buf(void *context)
{
    (void)context;
    struct daesa_buf buf = {0};
    for (int i = 0; i < 300; i++) {
        size_t before = buf.len;
        bool held = buf.status == DAESA_OK;
        daesa_buf_printf(&buf, "%d ", i);
        daesa_buf_add_text(&buf, "and ");
        daesa_buf_add_char(&buf, '!');
        assert_true(held || buf.len == before);
    }
    enum daesa_status status = buf.status;
    assert_true(buf.len == 0 || buf.s[buf.len] == '\0');
    daesa_buf_finish(&buf);
    assert_int_equal(buf.status, DAESA_OK);
    return status;
}

static enum daesa_status fill_cue(struct daesa_track *track, struct daesa_cue *cue)
{
    for (int i = 0; i < 5; i++) {
        if (!daesa_cue_add_text(track, cue, daesa_str_of("ko"), daesa_str_of("text")))
            return DAESA_NO_MEMORY;
        size_t before = cue->n_fields;
        if (daesa_field_add(track, &cue->fields, &cue->n_fields, daesa_str_of("key"),
                            daesa_str_of("value"))) {
            assert_int_equal(cue->n_fields, before);
            return DAESA_NO_MEMORY;
        }
    }
    return DAESA_OK;
}

static enum daesa_status fill_track(struct daesa_track *track)
{
    for (int i = 0; i < 60; i++) {
        struct daesa_cue *cue = daesa_track_add(track);
        if (!cue)
            return DAESA_NO_MEMORY;
        cue->start_us = 100 - i;
        if (fill_cue(track, cue))
            return DAESA_NO_MEMORY;
    }
    return DAESA_OK;
}

static enum daesa_status make_track(void *context)
{
    (void)context;
    struct daesa_track track = {0};
    enum daesa_status status = fill_track(&track);
    if (!status && (status = daesa_track_sort(&track)))
        for (size_t i = 0; i < track.n_cues; i++)
            assert_int_equal(track.cues[i].start_us, 100 - (int)i);
    daesa_track_finish(&track);
    return status;
}

static enum daesa_status read_and_write(void *context)
{
    const char *path = context;
    struct daesa_buf bytes = {0};
    enum daesa_status status = daesa_file_read("Makefile", 0, &bytes, NULL);
    if (!status)
        status = daesa_file_write(path, daesa_buf_str(&bytes), true, NULL);
    daesa_buf_finish(&bytes);
    return status;
}

static void arena(void **state)
{
    (void)state;
    failing_everywhere("arena", grow_arena, NULL, 3);
}

static void array(void **state)
{
    (void)state;
    failing_everywhere("array", grow_array, NULL, 8);
}

static void buf(void **state)
{
    (void)state;
    failing_everywhere("buf", grow_buf, NULL, 6);
}

static void track(void **state)
{
    (void)state;
    failing_everywhere("track", make_track, NULL, 10);
}

static void file(void **state)
{
    (void)state;
    char path[1000];
    const char *where = getenv("TMPDIR");
    snprintf(path, sizeof path, "%.900s/alloc-test", where ? where : ".");
    remove(path);
    failing_everywhere("file", read_and_write, path, 2);
    assert_int_equal(remove(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena), cmocka_unit_test(array), cmocka_unit_test(buf),
        cmocka_unit_test(track), cmocka_unit_test(file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
