/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/digest.h"

#include "job/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void daesa_digest_stamp(struct daesa_buf *buf, const char *const *paths, size_t n)
{
    struct stat is;
    for (size_t i = 0; i < n; i++)
        if (stat(paths[i], &is) != 0)
            daesa_buf_add_text(buf, "-;");
        else
            daesa_buf_printf(buf, "%" PRId64 ",%" PRId64 ".%09ld;", (int64_t)is.st_size,
                             (int64_t)is.st_mtim.tv_sec, is.st_mtim.tv_nsec);
}

static enum daesa_status fail_errno(const char *path, struct daesa_sink *sink)
{
    char why[128] = "";
    int code = errno;
    strerror_r(code, why, sizeof why);
    return daesa_fail(sink, DAESA_IO, code == ENOENT ? "file-missing" : "file-unreadable",
                      (struct daesa_place){.file = path}, "%s", why);
}

static enum daesa_status fail(const char *path, const char *rule, const char *why,
                              struct daesa_sink *sink)
{
    return daesa_fail(sink, DAESA_IO, rule, (struct daesa_place){.file = path}, "%s",
                      why);
}

static enum daesa_status mix_open(int fd, const char *path, uint64_t *hash,
                                  struct daesa_sink *sink)
{
    unsigned char chunk[1 << 16];
    uint64_t n_all = 0;
    ssize_t n;
    while ((n = read(fd, chunk, sizeof chunk)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_errno(path, sink);
        *hash = daesa_fnv(*hash, chunk, (size_t)n);
        n_all += (uint64_t)n;
    }
    /* So that what moves from one file to the next is seen. */
    *hash = daesa_fnv(*hash, &n_all, sizeof n_all);
    return DAESA_OK;
}

static enum daesa_status mix_file(const char *path, uint64_t *hash,
                                  struct daesa_sink *sink)
{
    struct stat is;
    if (stat(path, &is) != 0)
        return fail_errno(path, sink);
    if (!S_ISREG(is.st_mode))
        return fail(path, "file-not-regular",
                    S_ISDIR(is.st_mode) ? "is a folder" : "is a pipe or a device", sink);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return fail_errno(path, sink);
    enum daesa_status st = mix_open(fd, path, hash, sink);
    close(fd);
    return st;
}

enum daesa_status daesa_digest_add(struct daesa_buf *buf, const char *const *paths,
                                   size_t n, struct daesa_sink *sink)
{
    uint64_t hash = DAESA_FNV_START;
    for (size_t i = 0; i < n; i++) {
        enum daesa_status st = mix_file(paths[i], &hash, sink);
        if (st)
            return st;
    }
    daesa_buf_printf(buf, "%016" PRIx64, hash);
    return buf->status;
}

void daesa_digest_add_output(struct daesa_buf *buf, struct daesa_str extension,
                             const char *path)
{
    size_t before = buf->len;
    daesa_buf_add(buf, extension);
    daesa_buf_add_char(buf, '=');
    if (daesa_digest_add(buf, &path, 1, NULL))
        daesa_buf_cut(buf, before);
    else
        daesa_buf_add_char(buf, ';');
}
