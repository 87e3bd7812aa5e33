/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/image.h"

#include "check.h"

#include <string.h>

/* Red of every pixel, row by row. */
static void expect_red(const struct daesa_image *image, const uint8_t *want)
{
    size_t n = (size_t)image->width_px * (size_t)image->height_px;
    uint8_t got[16];
    assert_true(n <= sizeof got);
    for (size_t i = 0; i < n; i++)
        got[i] = image->rgba[4 * i];
    assert_memory_equal(got, want, n);
}

static struct daesa_image counted(int32_t width, int32_t height)
{
    struct daesa_image image = {0};
    assert_int_equal(daesa_image_make(&image, width, height), DAESA_OK);
    for (int32_t i = 0; i < width * height; i++)
        image.rgba[4 * i] = (uint8_t)(i + 1);
    return image;
}

static void sizes_that_cannot_be_are_refused(void **state)
{
    (void)state;
    struct daesa_image image = {.width_px = 7};
    assert_int_equal(daesa_image_make(&image, 0, 1), DAESA_LIMIT);
    assert_int_equal(daesa_image_make(&image, 1, -1), DAESA_LIMIT);
    assert_int_equal(daesa_image_make(&image, DAESA_IMAGE_MAX_PX + 1, 1), DAESA_LIMIT);
    assert_int_equal(daesa_image_make(&image, DAESA_IMAGE_MAX_PX, DAESA_IMAGE_MAX_PX),
                     DAESA_LIMIT);
    assert_int_equal(image.width_px, 7);
    daesa_image_finish(NULL);
}

static void a_picture_begins_black_and_opaque(void **state)
{
    (void)state;
    struct daesa_image image = {0};
    assert_int_equal(daesa_image_make(&image, 2, 1), DAESA_OK);
    assert_memory_equal(image.rgba, "\0\0\0\377\0\0\0\377", 8);
    daesa_image_finish(&image);
    assert_null(image.rgba);
}

static void boxes_are_cut_at_the_edges(void **state)
{
    (void)state;
    struct daesa_image image = {0};
    assert_int_equal(daesa_image_make(&image, 3, 3), DAESA_OK);
    daesa_image_fill(&image, (struct daesa_box){-5, 1, 2, 9}, 0x090000);
    expect_red(&image, (const uint8_t[]){0, 0, 0, 9, 9, 0, 9, 9, 0});
    daesa_image_frame(&image, (struct daesa_box){0, 0, 3, 3}, 1, 0x050000);
    expect_red(&image, (const uint8_t[]){5, 5, 5, 5, 9, 5, 5, 5, 5});
    daesa_image_blend(&image, -1, 0, 0xFFFFFF, 255);
    daesa_image_blend(&image, 0, 3, 0xFFFFFF, 255);
    daesa_image_blend(&image, 1, 1, 0xFF0000, 128);
    assert_int_equal(image.rgba[16], (255 * 128 + 9 * 127 + 127) / 255);
    daesa_image_finish(&image);
}

static void a_part_is_put_where_it_fits(void **state)
{
    (void)state;
    struct daesa_image image = {0}, part = counted(2, 2);
    assert_int_equal(daesa_image_make(&image, 3, 2), DAESA_OK);
    daesa_image_put(&image, &part, 2, -1);
    expect_red(&image, (const uint8_t[]){0, 0, 3, 0, 0, 0});
    daesa_image_put(&image, &part, -1, 1);
    expect_red(&image, (const uint8_t[]){0, 0, 3, 2, 0, 0});
    daesa_image_put(&image, &part, 3, 0);
    daesa_image_put(&image, &part, -2, 0);
    expect_red(&image, (const uint8_t[]){0, 0, 3, 2, 0, 0});
    daesa_image_finish(&image);
    daesa_image_finish(&part);
}

static void turning_and_flipping(void **state)
{
    (void)state;
    static const struct {
        int quarters;
        int32_t width;
        uint8_t want[6];
    } rows[] = {
        {0, 3, {1, 2, 3, 4, 5, 6}},  {1, 2, {4, 1, 5, 2, 6, 3}},
        {2, 3, {6, 5, 4, 3, 2, 1}},  {3, 2, {3, 6, 2, 5, 1, 4}},
        {-1, 2, {3, 6, 2, 5, 1, 4}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct daesa_image image = counted(3, 2);
        assert_int_equal(daesa_image_turn(&image, rows[i].quarters), DAESA_OK);
        assert_int_equal(image.width_px, rows[i].width);
        expect_red(&image, rows[i].want);
        daesa_image_finish(&image);
    }
    struct daesa_image image = counted(3, 2);
    daesa_image_flip(&image);
    expect_red(&image, (const uint8_t[]){4, 5, 6, 1, 2, 3});
    daesa_image_finish(&image);
}

static void another_size(void **state)
{
    (void)state;
    struct daesa_image image = counted(4, 2), out = {0};
    assert_int_equal(daesa_image_resize(&image, 2, 1, &out), DAESA_OK);
    expect_red(&out, (const uint8_t[]){4, 6}); /* of 1 2 5 6 and of 3 4 7 8 */
    daesa_image_finish(&out);
    assert_int_equal(daesa_image_resize(&image, 8, 2, &out), DAESA_OK);
    expect_red(&out, (const uint8_t[]){1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8});
    daesa_image_finish(&out);
    assert_int_equal(daesa_image_resize(&image, 0, 1, &out), DAESA_LIMIT);
    daesa_image_finish(&image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_that_cannot_be_are_refused),
        cmocka_unit_test(a_picture_begins_black_and_opaque),
        cmocka_unit_test(boxes_are_cut_at_the_edges),
        cmocka_unit_test(a_part_is_put_where_it_fits),
        cmocka_unit_test(turning_and_flipping),
        cmocka_unit_test(another_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
