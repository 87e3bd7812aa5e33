/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/timecode.h"

/* Frames of drop-frame in a minute but for each tenth, and in ten minutes. */
#define MINUTE 1798
#define TEN_MINUTES 17982

bool daesa_timecode_exists(const struct daesa_timecode *code, const int part[4])
{
    bool is_dropped = code->drop && part[3] < 2 && part[2] == 0 && part[1] % 10;
    return part[0] < 24 && part[1] < 60 && part[2] < 60 && part[3] < code->fps &&
           !is_dropped;
}

int64_t daesa_timecode_frame(const struct daesa_timecode *code, const int part[4])
{
    int64_t minutes = (int64_t)part[0] * 60 + part[1],
            frame = (minutes * 60 + part[2]) * code->fps + part[3];
    return code->drop ? frame - 2 * (minutes - minutes / 10) : frame;
}

void daesa_timecode_of_frame(const struct daesa_timecode *code, int64_t frame,
                             int part[4])
{
    if (code->drop) {
        int64_t tens = frame / TEN_MINUTES, rest = frame % TEN_MINUTES;
        frame += 18 * tens + (rest < 2 ? 0 : 2 * ((rest - 2) / MINUTE));
    }
    int64_t seconds = frame / code->fps;
    part[0] = (int)(seconds / 3600);
    part[1] = (int)(seconds / 60 % 60);
    part[2] = (int)(seconds % 60);
    part[3] = (int)(frame % code->fps);
}

static struct daesa_rate rate_of(const struct daesa_timecode *code)
{
    return code->drop ? (struct daesa_rate){30000, 1001}
                      : (struct daesa_rate){code->fps, 1};
}

int64_t daesa_timecode_us(const struct daesa_timecode *code, const int part[4])
{
    struct daesa_rate rate = rate_of(code);
    return daesa_scale(daesa_timecode_frame(code, part), DAESA_SECOND_US * rate.den,
                       rate.num);
}

void daesa_timecode_name(const struct daesa_timecode *code, int64_t us, int part[4])
{
    struct daesa_rate rate = rate_of(code);
    daesa_timecode_of_frame(code, daesa_scale(us, rate.num, DAESA_SECOND_US * rate.den),
                            part);
}
