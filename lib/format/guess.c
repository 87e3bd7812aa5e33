/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/guess.h"

int64_t daesa_guess_duration_us(size_t n_chars)
{
    int64_t us = 1500000 + 80000 * (int64_t)(n_chars < 100 ? n_chars : 100);
    return us < 2000000 ? 2000000 : us > 7000000 ? 7000000 : us;
}
