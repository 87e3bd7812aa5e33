/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

struct head {
    int32_t kind, number;
    uint32_t n_bytes;
};

static bool send_all(int fd, const void *bytes, size_t n)
{
    const char *rest = bytes;
    while (n) {
        ssize_t sent = send(fd, rest, n, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return false;
        rest += sent < 0 ? 0 : sent;
        n -= sent < 0 ? 0 : (size_t)sent;
    }
    return true;
}

bool wire_send(int fd, struct wire_message message)
{
    struct head head = {.kind = message.kind, .number = message.number};
    char small[4096];
    if (message.bytes.len > INT32_MAX)
        return false;
    head.n_bytes = (uint32_t)message.bytes.len;
    if (message.bytes.len > sizeof small - sizeof head)
        return send_all(fd, &head, sizeof head) &&
               send_all(fd, message.bytes.s, message.bytes.len);
    /* In one piece, so that the other end wakes up once. */
    memcpy(small, &head, sizeof head);
    if (message.bytes.len)
        memcpy(small + sizeof head, message.bytes.s, message.bytes.len);
    return send_all(fd, small, sizeof head + message.bytes.len);
}

static bool receive_all(int fd, size_t n, struct daesa_buf *room)
{
    char chunk[4096];
    while (n && !room->status) {
        ssize_t got = read(fd, chunk, n < sizeof chunk ? n : sizeof chunk);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        if (got < 0)
            continue;
        daesa_buf_add(room, (struct daesa_str){chunk, (size_t)got});
        n -= (size_t)got;
    }
    return !room->status;
}

bool wire_receive(int fd, struct daesa_buf *room, struct wire_message *out)
{
    struct head head;
    daesa_buf_cut(room, 0);
    if (!receive_all(fd, sizeof head, room))
        return false;
    memcpy(&head, room->s, sizeof head);
    daesa_buf_cut(room, 0);
    if (!receive_all(fd, head.n_bytes, room))
        return false;
    *out = (struct wire_message){head.kind, head.number, daesa_buf_str(room)};
    return true;
}

bool wire_take(struct daesa_str read, size_t *at, struct wire_message *out)
{
    struct head head;
    struct daesa_str rest = daesa_str_from(read, *at);
    if (!rest.s || rest.len < sizeof head)
        return false;
    memcpy(&head, rest.s, sizeof head);
    if (rest.len - sizeof head < head.n_bytes)
        return false;
    *out = (struct wire_message){
        head.kind, head.number,
        daesa_str_slice(rest, sizeof head, sizeof head + head.n_bytes)};
    *at += sizeof head + head.n_bytes;
    return true;
}
