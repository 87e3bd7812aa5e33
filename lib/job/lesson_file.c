/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/lesson_file.h"

#include "core/file.h"
#include "job/pack.h"

#include <math.h>
#include <string.h>

/* To be raised when features or phones come to mean something else, or the layout
 * of the file changes. */
#define MARK "daesa voice 1\n"
#define NAME 12 /* bytes of a name or language */
#define FILE_MAX ((size_t)16 << 20)
/* No language has so many phones, nor will anybody listen for so many frames. */
#define MAX_PHONES 1000
#define MAX_FRAMES 1e10
/* No sums of squares are less than those of equal numbers, but for rounding. */
#define LEAST_SPREAD (1 - 1e-6)

static void add_real(struct daesa_buf *out, double real)
{
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    daesa_pack_word(out, bits);
}

void daesa_lesson_pack(const struct daesa_lesson *lesson, struct daesa_buf *out)
{
    size_t from = out->len;
    daesa_buf_add_text(out, MARK);
    daesa_pack_number(out, lesson->n_phones);
    for (size_t i = 0; i < lesson->n_phones; i++) {
        const struct daesa_lesson_phone *phone = &lesson->phones[i];
        daesa_buf_add(out, (struct daesa_str){phone->language, NAME});
        daesa_buf_add(out, (struct daesa_str){phone->name, NAME});
        for (size_t k = 0; k < DAESA_PHONE_STATES; k++) {
            const struct daesa_moments *m = &phone->states[k];
            add_real(out, m->count);
            for (size_t d = 0; d < DAESA_FEATURES; d++)
                add_real(out, m->sum[d]);
            for (size_t d = 0; d < DAESA_FEATURES; d++)
                add_real(out, m->squares[d]);
        }
    }
    daesa_pack_sum(out, from);
}

static struct daesa_str take(struct daesa_unpacker *in, size_t n)
{
    if (in->rest.len < n)
        in->status = DAESA_BAD_INPUT;
    if (in->status)
        return (struct daesa_str){0};
    struct daesa_str taken = daesa_str_slice(in->rest, 0, n);
    in->rest = daesa_str_from(in->rest, n);
    return taken;
}

static double take_real(struct daesa_unpacker *in)
{
    struct daesa_str bytes = take(in, DAESA_PACK_WORD);
    double real = 0;
    if (bytes.len == 0)
        return 0;
    uint64_t bits = daesa_unpack_word(bytes.s);
    memcpy(&real, &bits, sizeof real);
    if (!isfinite(real))
        in->status = DAESA_BAD_INPUT;
    return real;
}

static void take_moments(struct daesa_unpacker *in, struct daesa_moments *out)
{
    out->count = take_real(in);
    for (size_t d = 0; d < DAESA_FEATURES; d++)
        out->sum[d] = take_real(in);
    for (size_t d = 0; d < DAESA_FEATURES; d++)
        out->squares[d] = take_real(in);
    for (size_t d = 0; d < DAESA_FEATURES; d++)
        if (out->squares[d] * out->count < out->sum[d] * out->sum[d] * LEAST_SPREAD)
            in->status = DAESA_BAD_INPUT;
    if (out->count < 0 || out->count > MAX_FRAMES)
        in->status = DAESA_BAD_INPUT;
}

/* Ended by NUL; NULL on failure. */
static const char *take_name(struct daesa_unpacker *in)
{
    struct daesa_str name = take(in, NAME);
    if (name.len && name.s[NAME - 1])
        in->status = DAESA_BAD_INPUT;
    return in->status ? NULL : name.s;
}

static void take_phone(struct daesa_unpacker *in, struct daesa_lesson *out)
{
    const char *language = take_name(in), *name = take_name(in);
    if (!language || !name)
        return;
    struct daesa_lesson_phone *phone = daesa_lesson_phone(out, language, name);
    if (!phone)
        in->status = DAESA_NO_MEMORY;
    for (size_t k = 0; phone && k < DAESA_PHONE_STATES; k++)
        take_moments(in, &phone->states[k]);
}

enum daesa_status daesa_lesson_unpack(struct daesa_str bytes, struct daesa_lesson *out)
{
    struct daesa_lesson made = {0};
    if (!daesa_pack_whole(bytes, MARK))
        return DAESA_BAD_INPUT;
    struct daesa_unpacker in = {
        .rest = daesa_str_slice(bytes, strlen(MARK), bytes.len - DAESA_PACK_WORD)};
    uint64_t n = daesa_unpack_number(&in);
    if (n > MAX_PHONES)
        in.status = DAESA_BAD_INPUT;
    for (uint64_t i = 0; !in.status && i < n; i++)
        take_phone(&in, &made);
    if (!in.status && in.rest.len)
        in.status = DAESA_BAD_INPUT;
    if (in.status)
        daesa_lesson_finish(&made);
    else
        *out = made;
    return in.status;
}

enum daesa_status daesa_lesson_load(const char *path, struct daesa_lesson *out,
                                    struct daesa_sink *sink)
{
    struct daesa_buf bytes = {0};
    enum daesa_status st = daesa_file_read(path, FILE_MAX, &bytes, sink);
    if (!st) {
        st = daesa_lesson_unpack(daesa_buf_str(&bytes), out);
        if (st == DAESA_BAD_INPUT)
            daesa_fail(sink, st, "voice-damaged", (struct daesa_place){.file = path},
                       "is damaged, or kept by another version; remove it and it is "
                       "made anew");
    }
    daesa_buf_finish(&bytes);
    return st;
}

enum daesa_status daesa_lesson_save(const char *path, const struct daesa_lesson *lesson,
                                    struct daesa_sink *sink)
{
    struct daesa_buf bytes = {0};
    daesa_lesson_pack(lesson, &bytes);
    enum daesa_status st = bytes.status;
    if (!st)
        st = daesa_file_write(path, daesa_buf_str(&bytes), true, sink);
    daesa_buf_finish(&bytes);
    return st;
}
