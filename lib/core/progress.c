/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/progress.h"

bool daesa_progress_step(struct daesa_progress *progress, const char *phase, double share)
{
    return !progress || progress->step(progress, phase, share);
}
