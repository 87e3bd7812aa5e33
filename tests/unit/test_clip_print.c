/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "report/clip.h"
#include "report/clip_json.h"

#include "check.h"

#define STR(text)              \
    {                          \
        text, sizeof(text) - 1 \
    }

static struct daesa_tag tags[] = {{STR("title"), STR("a\033[31m\nb")}};

static struct daesa_stream streams[] = {
    {
        .index = 0,
        .kind = DAESA_STREAM_VIDEO,
        .codec = STR("h264"),
        .profile = STR("High"),
        .is_default = true,
        .start_us = 40000,
        .duration_us = 4000000,
        .declared_us = 4000000,
        .edit_offset_us = -80000,
        .bit_rate = 1500000,
        .n_packets = 96,
        .width_px = 720,
        .height_px = 576,
        .sample_aspect = {64, 45},
        .display_aspect = {9, 16},
        .rotation_deg = 90,
        .average_rate = {24000, 1001},
        .real_rate = {24000, 1001},
        .rate_kind = DAESA_RATE_CONSTANT,
        .field_order = STR("progressive"),
        .pixel_format = STR("yuv420p"),
    },
    {
        .index = 1,
        .kind = DAESA_STREAM_AUDIO,
        .codec = STR("aac"),
        .language = STR("ko"),
        .is_original = true,
        .start_us = DAESA_TIME_NONE,
        .duration_us = DAESA_TIME_NONE,
        .declared_us = DAESA_TIME_NONE,
        .n_packets = -1,
        .sample_rate_hz = 48000,
        .n_channels = 6,
        .layout = STR("5.1"),
        .problem = "there is no decoder for its codec",
    },
    {
        .index = 2,
        .kind = DAESA_STREAM_SUBTITLE,
        .codec = STR("subrip"),
        .start_us = 0,
        .duration_us = DAESA_TIME_NONE,
        .declared_us = DAESA_TIME_NONE,
        .n_packets = 3,
    },
};

static struct daesa_chapter chapters[] = {{0, 1500000, STR("First")},
                                          {1500000, DAESA_TIME_NONE, {0}}};

static const struct daesa_clip clip = {
    .name = STR("clip.mp4"),
    .container = STR("mov,mp4"),
    .container_title = STR("QuickTime / MOV"),
    .size_bytes = 123456,
    .start_us = 40000,
    .duration_us = 4040000,
    .declared_us = 9000000,
    .zero_us = 40000,
    .streams = streams,
    .n_streams = COUNT(streams),
    .chapters = chapters,
    .n_chapters = COUNT(chapters),
    .tags = tags,
    .n_tags = COUNT(tags),
    .is_damaged = true,
};

static const struct daesa_clip nothing = {.size_bytes = -1,
                                          .start_us = DAESA_TIME_NONE,
                                          .duration_us = DAESA_TIME_NONE,
                                          .declared_us = DAESA_TIME_NONE};

static void nothing_is_said_of_nothing(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    daesa_clip_print(&buf, &nothing, 0);
    check_str(daesa_buf_str(&buf), "\n  container     \n  duration      unknown\n");
    daesa_buf_finish(&buf);
    daesa_clip_print_json(&buf, &nothing, NULL);
    check_str(daesa_buf_str(&buf),
              "{\"clock_zero\":0,\"damaged\":false,\"streams\":[],\"chapters\":[]}\n");
    daesa_buf_finish(&buf);
}

static void a_table_says_it_in_words(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    daesa_clip_print(&buf, &clip, 0);
    check_str(
        daesa_buf_str(&buf),
        "clip.mp4\n"
        "  container     QuickTime / MOV, 123456 bytes, damaged\n"
        "  duration      0:00:04.040, declared as 0:00:09.000, starts at 0:00:00.040,\n"
        "                players show 0:00:00.000 for 0:00:00.040\n"
        "  #0  video     h264 (High), 720x576, pixels 64:45, shown as 9:16,\n"
        "                turned 90 degrees clockwise, 23.976 fps, constant rate,\n"
        "                96 frames, progressive, yuv420p, default, 1500 kbit/s,\n"
        "                starts at 0:00:00.040, lasts 0:00:04.000,\n"
        "                moved by -0.080 s by its edit list\n"
        "  #1  audio     aac, ko, 48000 Hz, 5.1, original language,\n"
        "                cannot be decoded: there is no decoder for its codec\n"
        "  #2  subtitle  subrip, 3 events\n"
        "  chapters\n"
        "    1   0:00:00.000 - 0:00:01.500  First\n"
        "    2   0:00:01.500 - ?\n"
        "  tags\n"
        "    title: a\xEF\xBF\xBD[31m b\n");
    daesa_buf_finish(&buf);
}

static void lines_are_no_wider_than_asked(void **state)
{
    (void)state;
    static const size_t widths[] = {60, 80, 100, 200};
    for (size_t i = 0; i < COUNT(widths); i++) {
        struct daesa_buf buf = {0};
        struct daesa_str rest, line;
        daesa_clip_print(&buf, &clip, widths[i]);
        rest = daesa_buf_str(&buf);
        while (daesa_str_next_line(&rest, &line))
            assert_true(line.len <= widths[i] ||
                        daesa_str_find(line, "cannot") < line.len);
        daesa_buf_finish(&buf);
    }
}

static void json_says_it_to_machines(void **state)
{
    (void)state;
    struct daesa_buf buf = {0};
    daesa_clip_print_json(&buf, &clip, NULL);
    check_str(
        daesa_buf_str(&buf),
        "{\"file\":\"clip.mp4\",\"container\":\"mov,mp4\","
        "\"container_title\":\"QuickTime / MOV\",\"size\":123456,\"start\":0.04,"
        "\"clock_zero\":0.04,\"duration\":4.04,\"declared_duration\":9,\"damaged\":true,"
        "\"streams\":["
        "{\"index\":0,\"kind\":\"video\",\"codec\":\"h264\",\"profile\":\"High\","
        "\"flags\":[\"default\"],\"start\":0.04,\"duration\":4,\"declared_duration\":4,"
        "\"edit_offset\":-0.08,\"bit_rate\":1500000,\"width\":720,\"height\":576,"
        "\"sample_aspect\":\"64:45\",\"display_aspect\":\"9:16\",\"rotation\":90,"
        "\"rate_kind\":\"constant\",\"average_rate\":\"24000/1001\","
        "\"real_rate\":\"24000/1001\",\"frames\":96,\"field_order\":\"progressive\","
        "\"pixel_format\":\"yuv420p\"},"
        "{\"index\":1,\"kind\":\"audio\",\"codec\":\"aac\",\"language\":\"ko\","
        "\"flags\":[\"original\"],\"edit_offset\":0,\"sample_rate\":48000,\"channels\":6,"
        "\"layout\":\"5.1\",\"problem\":\"there is no decoder for its codec\"},"
        "{\"index\":2,\"kind\":\"subtitle\",\"codec\":\"subrip\",\"flags\":[],\"start\":"
        "0,"
        "\"edit_offset\":0,\"events\":3}],"
        "\"chapters\":[{\"start\":0,\"end\":1.5,\"title\":\"First\"},{\"start\":1.5}],"
        "\"tags\":{\"title\":\"a\\u001b[31m\\nb\"}}\n");
    daesa_buf_finish(&buf);
}

static void a_full_buffer_is_told(void **state)
{
    (void)state;
    struct daesa_buf buf = {.max = 100};
    daesa_clip_print(&buf, &clip, 0);
    assert_int_equal(buf.status, DAESA_LIMIT);
    daesa_buf_finish(&buf);
    daesa_clip_print_json(&buf, &clip, NULL);
    assert_int_equal(buf.status, DAESA_LIMIT);
    daesa_buf_finish(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_said_of_nothing),
        cmocka_unit_test(a_table_says_it_in_words),
        cmocka_unit_test(lines_are_no_wider_than_asked),
        cmocka_unit_test(json_says_it_to_machines),
        cmocka_unit_test(a_full_buffer_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
