/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_WIRE_H
#define TOOLS_WIRE_H

#include "core/buf.h"

#include <stdbool.h>
#include <stdint.h>

/* Messages between a process and those that it forked, over a stream socket: a
 * kind, a number and bytes. Both ends are the same program on the same machine,
 * so numbers travel as they lie in memory. */

struct wire_message {
    int32_t kind, number;
    struct daesa_str bytes;
};

/* Sends all of it, and waits where the other end is slow. False where nobody
 * listens any more, or the message has 2 GiB or more; no SIGPIPE is raised. */
bool wire_send(int fd, struct wire_message message);

/* Waits for a whole message; its bytes replace the contents of `room` and lie
 * there. False at the end of the stream and where memory runs out. */
bool wire_receive(int fd, struct daesa_buf *room, struct wire_message *out);

/* For whoever must not wait: takes a whole message that begins `*at` bytes into
 * `read`, and moves `*at` past it; false where it is not all there yet. */
bool wire_take(struct daesa_str read, size_t *at, struct wire_message *out);

#endif
