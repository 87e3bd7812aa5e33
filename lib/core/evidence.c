/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/evidence.h"

#include <stdlib.h>

void daesa_evidence_finish(struct daesa_evidence *evidence)
{
    if (!evidence)
        return;
    free(evidence->speech);
    free(evidence->shots_us);
    free(evidence->frames_us);
    *evidence = (struct daesa_evidence){0};
}
