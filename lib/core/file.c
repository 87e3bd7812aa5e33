/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
/* realpath is an X/Open function. */
#define _XOPEN_SOURCE 700

#include "core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_MAX ((size_t)64 << 20)
#define CHUNK ((size_t)1 << 16)
/* Hidden names that are tried before we give up: others may be at work here. */
#define MAX_NAMES 100
/* What they begin and end with; between are the process and a number. */
#define HIDDEN ".daesa-"
#define HIDDEN_END ".tmp"

const char *daesa_file_shown(const char *path)
{
    return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

static struct daesa_place whole(const char *path)
{
    return (struct daesa_place){.file = path};
}

/* A failure that errno explains. */
static enum daesa_status fail(struct daesa_sink *sink, const char *rule, const char *path,
                              const char *what)
{
    char why[128];
    if (errno == ENOMEM)
        return DAESA_NO_MEMORY;
    if (strerror_r(errno, why, sizeof why) != 0)
        snprintf(why, sizeof why, "error %d", errno);
    return daesa_fail(sink, DAESA_IO, rule, whole(path), "%s: %s", what, why);
}

static enum daesa_status is_directory(const char *path, struct daesa_sink *sink)
{
    return daesa_fail(sink, DAESA_IO, "file-is-directory", whole(path),
                      "is a folder, not a file");
}

/* As many bytes as a file seems to have, and one for its end; no more than the limit
 * and one, for what is beyond it. */
static size_t size_of(int fd, size_t max_bytes)
{
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_size <= 0)
        return CHUNK;
    return ((uintmax_t)st.st_size < max_bytes ? (size_t)st.st_size : max_bytes) + 1;
}

static enum daesa_status read_all(int fd, const char *shown, size_t max_bytes,
                                  struct daesa_buf *out, struct daesa_sink *sink)
{
    size_t n_read = 0, n_more = size_of(fd, max_bytes);
    for (;;) {
        char *room = daesa_buf_room(out, n_more);
        if (!room)
            return out->status;
        ssize_t n = read(fd, room, n_more);
        if (n == 0)
            return out->status;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EISDIR)
            return is_directory(shown, sink);
        if (n < 0)
            return fail(sink, "file-unreadable", shown, "cannot be read");
        if ((size_t)n > max_bytes - n_read)
            return daesa_fail(sink, DAESA_LIMIT, "file-too-large", whole(shown),
                              "is larger than %zu MiB", max_bytes >> 20);
        n_read += (size_t)n;
        daesa_buf_grew(out, (size_t)n);
        n_more = n_more > (size_t)n ? n_more - (size_t)n : CHUNK;
    }
}

enum daesa_status daesa_file_head(const char *path, size_t max_bytes,
                                  struct daesa_buf *out)
{
    char chunk[CHUNK];
    struct stat st;
    if (stat(path, &st) || !S_ISREG(st.st_mode))
        return DAESA_IO;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return DAESA_IO;
    ssize_t n = 1;
    while (max_bytes && n > 0) {
        n = read(fd, chunk, max_bytes < sizeof chunk ? max_bytes : sizeof chunk);
        if (n < 0 && errno == EINTR) {
            n = 1;
        } else if (n > 0) {
            daesa_buf_add(out, (struct daesa_str){chunk, (size_t)n});
            max_bytes -= (size_t)n;
        }
    }
    close(fd);
    return n < 0 ? DAESA_IO : out->status;
}

enum daesa_status daesa_file_read(const char *path, size_t max_bytes,
                                  struct daesa_buf *out, struct daesa_sink *sink)
{
    const char *shown = daesa_file_shown(path);
    bool is_stdin = shown != path;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return daesa_fail(sink, DAESA_IO, "file-missing", whole(path), "does not exist");
    if (fd < 0)
        return fail(sink, "file-unreadable", path, "cannot be opened");
    enum daesa_status st =
        read_all(fd, shown, max_bytes ? max_bytes : DEFAULT_MAX, out, sink);
    if (!is_stdin)
        close(fd);
    return st;
}

/* What a path leads to. */
struct target {
    char *path;      /* owned; behind symbolic links. NULL: standard output */
    bool is_stream;  /* a pipe or a device */
    bool is_new;     /* nothing is there yet */
    bool is_soon;    /* the disk is not waited for */
    struct stat was; /* of what is there */
};

static enum daesa_status follow_link(const char *path, struct target *target,
                                     struct daesa_sink *sink)
{
    target->path = realpath(path, NULL);
    if (target->path && lstat(target->path, &target->was) == 0)
        return DAESA_OK;
    if (errno == ENOENT || errno == ELOOP)
        return daesa_fail(sink, DAESA_IO, "file-dangling-link", whole(path),
                          "is a symbolic link that leads nowhere");
    return fail(sink, "file-unwritable", path, "cannot be reached");
}

static enum daesa_status find_target(const char *path, bool replace,
                                     struct target *target, struct daesa_sink *sink)
{
    enum daesa_status st = DAESA_OK;
    target->is_stream = strcmp(path, "-") == 0;
    if (target->is_stream)
        return DAESA_OK;
    target->is_new = lstat(path, &target->was) != 0;
    if (target->is_new && errno != ENOENT)
        return fail(sink, "file-unwritable", path, "cannot be written");
    if (!target->is_new && S_ISLNK(target->was.st_mode))
        st = follow_link(path, target, sink);
    else if (!(target->path = strdup(path)))
        st = DAESA_NO_MEMORY;
    if (st || target->is_new)
        return st;
    if (S_ISDIR(target->was.st_mode))
        return is_directory(path, sink);
    target->is_stream = !S_ISREG(target->was.st_mode);
    if (!target->is_stream && !replace)
        return daesa_fail(sink, DAESA_IO, "file-exists", whole(path),
                          "exists already; -f replaces it");
    return DAESA_OK;
}

/* The length of what comes before the file's own name, its "/" included. */
static size_t folder_len(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* Whether files can be made where the target is. */
static enum daesa_status check_folder(const char *path, const struct target *target,
                                      struct daesa_sink *sink)
{
    struct daesa_buf folder = {0};
    daesa_buf_add(&folder, (struct daesa_str){target->path, folder_len(target->path)});
    daesa_buf_add_text(&folder, ".");
    enum daesa_status st = folder.status;
    if (!st && access(folder.s, F_OK) != 0 && errno == ENOENT)
        st = daesa_fail(sink, DAESA_IO, "file-unwritable", whole(path),
                        "cannot be written: its folder does not exist");
    else if (!st && access(folder.s, W_OK | X_OK) != 0)
        st = fail(sink, "file-unwritable", path, "its folder cannot be written to");
    daesa_buf_finish(&folder);
    return st;
}

enum daesa_status daesa_file_check(const char *path, bool replace,
                                   struct daesa_sink *sink)
{
    struct target target = {0};
    enum daesa_status st = find_target(path, replace, &target, sink);
    if (!st && !target.is_stream)
        st = check_folder(path, &target, sink);
    free(target.path);
    return st;
}

static bool write_all(int fd, struct daesa_str bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.s, bytes.len);
        if (n < 0 && errno != EINTR)
            return false;
        bytes = daesa_str_from(bytes, n < 0 ? 0 : (size_t)n);
    }
    return true;
}

static enum daesa_status write_stream(const char *path, const struct target *target,
                                      struct daesa_str bytes, struct daesa_sink *sink)
{
    const char *shown = target->path ? path : "<stdout>";
    int fd = target->path ? open(target->path, O_WRONLY | O_CLOEXEC) : STDOUT_FILENO;
    if (fd < 0)
        return fail(sink, "file-unwritable", shown, "cannot be opened");
    enum daesa_status st = DAESA_OK;
    if (!write_all(fd, bytes))
        st = fail(sink, "file-unwritable", shown, "cannot be written");
    if (target->path && close(fd) != 0 && !st)
        st = fail(sink, "file-unwritable", shown, "cannot be written");
    return st;
}

/* A hidden file is locked as long as somebody writes to it. The lock ends with the
 * process, is seen from other machines and containers, and tells more than a process
 * number, which may be that of another by then. -1 with errno where it cannot be had. */
static int take_lock(int fd)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(fd, F_SETLK, &lock);
}

static bool is_held(void)
{
    return errno == EACCES || errno == EAGAIN;
}

/* Whether a hidden file that was just made is ours to write to: who sweeps may have come
 * between. */
static bool is_ours(int fd)
{
    struct stat is;
    bool is_lost = take_lock(fd) != 0 && is_held();
    return !is_lost && fstat(fd, &is) == 0 && is.st_nlink > 0;
}

/* Opens a hidden file beside the target that nobody else has; its name is left
 * in `name`. Negative, with errno, where that fails. */
static int open_hidden(const struct target *target, struct daesa_buf *name)
{
    size_t n_folder = folder_len(target->path);
    for (int i = 0; i < MAX_NAMES; i++) {
        daesa_buf_cut(name, 0);
        daesa_buf_add(name, (struct daesa_str){target->path, n_folder});
        daesa_buf_printf(name, HIDDEN "%ld-%d" HIDDEN_END, (long)getpid(), i);
        if (name->status) {
            errno = ENOMEM;
            return -1;
        }
        int fd = open(name->s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 && is_ours(fd))
            return fd;
        if (fd >= 0)
            close(fd);
        else if (errno != EEXIST)
            return -1;
    }
    errno = EEXIST;
    return -1;
}

/* Owner first: to change it takes the set-user-id bits away. */
static bool keep_permissions(int fd, const struct target *target)
{
    if (target->is_new)
        return true;
    bool same_owner = fchown(fd, target->was.st_uid, target->was.st_gid) == 0;
    return fchmod(fd, target->was.st_mode & (same_owner ? 07777 : 0777)) == 0;
}

static bool fill(int fd, const struct target *target, struct daesa_str bytes)
{
    bool ok = keep_permissions(fd, target) && write_all(fd, bytes) &&
              (target->is_soon || fsync(fd) == 0 || errno == EINVAL);
    int why = errno;
    if (close(fd) == 0)
        errno = why;
    else
        ok = false;
    return ok;
}

/* A link cannot replace what somebody else made meanwhile, a rename can. Some
 * file systems have no links. */
static bool take_name(const char *hidden, const char *path, bool replace)
{
    if (!replace && link(hidden, path) == 0)
        return unlink(hidden) == 0;
    if (!replace && errno == EEXIST)
        return false;
    return rename(hidden, path) == 0;
}

static enum daesa_status write_file(const char *path, const struct target *target,
                                    struct daesa_str bytes, bool replace,
                                    struct daesa_sink *sink)
{
    struct daesa_buf hidden = {0};
    enum daesa_status st = DAESA_OK;
    int fd = open_hidden(target, &hidden);
    if (fd < 0) {
        st = fail(sink, "file-unwritable", path, "its folder cannot be written to");
        goto done;
    }
    if (!fill(fd, target, bytes) || !take_name(hidden.s, target->path, replace)) {
        st = fail(sink, errno == EEXIST ? "file-exists" : "file-unwritable", path,
                  "cannot be written");
        unlink(hidden.s);
    }
done:
    daesa_buf_finish(&hidden);
    return st;
}

static enum daesa_status write_any(const char *path, struct daesa_str bytes, bool replace,
                                   bool is_soon, struct daesa_sink *sink)
{
    struct target target = {.is_soon = is_soon};
    sigset_t held, before;
    enum daesa_status st = find_target(path, replace, &target, sink);
    if (st || target.is_stream) {
        st = st ? st : write_stream(path, &target, bytes, sink);
        free(target.path);
        return st;
    }
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    sigaddset(&held, SIGXFSZ);
    pthread_sigmask(SIG_BLOCK, &held, &before);
    st = write_file(path, &target, bytes, replace, sink);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    free(target.path);
    return st;
}

enum daesa_status daesa_file_write(const char *path, struct daesa_str bytes, bool replace,
                                   struct daesa_sink *sink)
{
    return write_any(path, bytes, replace, false, sink);
}

enum daesa_status daesa_file_write_soon(const char *path, struct daesa_str bytes,
                                        bool replace, struct daesa_sink *sink)
{
    return write_any(path, bytes, replace, true, sink);
}

/* The process that a file of open_hidden is called after; 0: it is none. */
static pid_t writer_of(struct daesa_str name)
{
    long long pid, i;
    if (!daesa_str_starts(name, HIDDEN) || !daesa_str_ends(name, HIDDEN_END))
        return 0;
    struct daesa_str numbers =
        daesa_str_slice(name, strlen(HIDDEN), name.len - strlen(HIDDEN_END));
    size_t dash = daesa_str_find_char(numbers, '-');
    bool is_one = daesa_str_to_count(daesa_str_slice(numbers, 0, dash), INT_MAX, &pid) &&
                  daesa_str_to_count(daesa_str_from(numbers, dash + 1), MAX_NAMES, &i);
    return is_one ? (pid_t)pid : 0;
}

/* Removes a hidden file that nobody writes to. Our own are let be: to open and close one
 * would end its lock. Where there are no locks the process tells. */
static bool remove_left(int folder, const char *name)
{
    pid_t pid = writer_of(daesa_str_of(name));
    if (!pid || pid == getpid())
        return false;
    int fd = openat(folder, name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool is_left =
        take_lock(fd) == 0 || (!is_held() && kill(pid, 0) != 0 && errno == ESRCH);
    bool is_gone = is_left && unlinkat(folder, name, 0) == 0;
    close(fd);
    return is_gone;
}

size_t daesa_file_sweep(const char *folder)
{
    size_t n = 0;
    DIR *dir = opendir(folder);
    /* cppcheck-suppress readdirCalled ; POSIX keeps what is read by stream */
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        n += remove_left(dirfd(dir), entry->d_name);
    if (dir)
        closedir(dir);
    return n;
}

enum daesa_status daesa_file_make_folder(const char *path, struct daesa_sink *sink)
{
    struct stat was;
    enum daesa_status st = DAESA_OK;
    if (mkdir(path, 0777) == 0 || (stat(path, &was) == 0 && S_ISDIR(was.st_mode)))
        return DAESA_OK;
    if (errno != ENOENT)
        return fail(sink, "folder-unwritable", path, "cannot be made");
    char *copy = strdup(path);
    if (!copy)
        return DAESA_NO_MEMORY;
    for (char *at = copy + 1; *at; at++)
        if (*at == '/') {
            *at = '\0';
            mkdir(copy, 0777); /* what matters is whether the last can be made */
            *at = '/';
        }
    if (mkdir(copy, 0777) != 0 && errno != EEXIST)
        st = fail(sink, "folder-unwritable", path, "cannot be made");
    free(copy);
    return st;
}

bool daesa_file_same(const char *a, const char *b)
{
    struct stat of_a, of_b;
    if (strcmp(a, b) == 0)
        return true;
    return stat(a, &of_a) == 0 && stat(b, &of_b) == 0 && of_a.st_dev == of_b.st_dev &&
           of_a.st_ino == of_b.st_ino;
}
