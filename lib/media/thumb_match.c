/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/thumb.h"

#include <math.h>
#include <stdlib.h>

#define WIDTH DAESA_THUMB_WIDTH
#define HEIGHT DAESA_THUMB_HEIGHT
#define HALF_WIDTH (WIDTH / 2)
#define HALF_HEIGHT (HEIGHT / 2)
/* How far a half-size thumb may be moved: an eighth of the picture. */
#define MOVE_X (HALF_WIDTH / 8)
#define MOVE_Y (HALF_HEIGHT / 8)
/* A deviation in levels below which a picture has no features to compare. */
#define FLAT 2.5

struct move {
    int x, y;
};

/* The part of two planes that lies over each other when b is moved. */
struct overlap {
    const uint8_t *a, *b;
    int width, height, stride;
};

static struct overlap overlap(const uint8_t *a, const uint8_t *b, int width, int height,
                              struct move move)
{
    int ax = move.x > 0 ? move.x : 0, bx = move.x < 0 ? -move.x : 0;
    int ay = move.y > 0 ? move.y : 0, by = move.y < 0 ? -move.y : 0;
    return (struct overlap){.a = a + ay * width + ax,
                            .b = b + by * width + bx,
                            .width = width - ax - bx,
                            .height = height - ay - by,
                            .stride = width};
}

static float mean_apart(struct overlap o)
{
    uint32_t sum = 0;
    for (int y = 0; y < o.height; y++, o.a += o.stride, o.b += o.stride)
        for (int x = 0; x < o.width; x++)
            sum += (uint32_t)abs(o.a[x] - o.b[x]);
    return (float)sum / (float)(o.width * o.height);
}

static float correlation(struct overlap o)
{
    double n = o.width * o.height, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    for (int y = 0; y < o.height; y++, o.a += o.stride, o.b += o.stride)
        for (int x = 0; x < o.width; x++) {
            a += o.a[x];
            b += o.b[x];
            aa += o.a[x] * o.a[x];
            bb += o.b[x] * o.b[x];
            ab += o.a[x] * o.b[x];
        }
    double va = aa / n - a / n * (a / n), vb = bb / n - b / n * (b / n);
    if (va < FLAT * FLAT || vb < FLAT * FLAT)
        return 0;
    return (float)((ab / n - a / n * (b / n)) / sqrt(va * vb));
}

static float changed(struct overlap o, float limit)
{
    int n = 0;
    for (int y = 0; y < o.height; y++, o.a += o.stride, o.b += o.stride)
        for (int x = 0; x < o.width; x++)
            n += (float)abs(o.a[x] - o.b[x]) >= limit;
    return (float)n / (float)(o.width * o.height);
}

static void halve(const uint8_t *in, uint8_t *out)
{
    for (int y = 0; y < HALF_HEIGHT; y++)
        for (int x = 0; x < HALF_WIDTH; x++) {
            const uint8_t *p = in + 2 * y * WIDTH + 2 * x;
            *out++ = (uint8_t)((p[0] + p[1] + p[WIDTH] + p[WIDTH + 1] + 2) / 4);
        }
}

/* The best of all moves from `from` to `to`, within a plane; small ones first. */
static struct move search(const uint8_t *a, const uint8_t *b, int width, int height,
                          struct move from, struct move to)
{
    struct move best = {(from.x + to.x) / 2, (from.y + to.y) / 2};
    float least = mean_apart(overlap(a, b, width, height, best));
    for (int y = from.y; y <= to.y; y++)
        for (int x = from.x; x <= to.x; x++) {
            float apart = mean_apart(overlap(a, b, width, height, (struct move){x, y}));
            if (apart < least) {
                least = apart;
                best = (struct move){x, y};
            }
        }
    return best;
}

static struct move find_move(const struct daesa_thumb *a, const struct daesa_thumb *b)
{
    uint8_t small_a[HALF_WIDTH * HALF_HEIGHT], small_b[HALF_WIDTH * HALF_HEIGHT];
    halve(a->y, small_a);
    halve(b->y, small_b);
    struct move half =
        search(small_a, small_b, HALF_WIDTH, HALF_HEIGHT, (struct move){-MOVE_X, -MOVE_Y},
               (struct move){MOVE_X, MOVE_Y});
    return search(a->y, b->y, WIDTH, HEIGHT,
                  (struct move){2 * half.x - 1, 2 * half.y - 1},
                  (struct move){2 * half.x + 1, 2 * half.y + 1});
}

static float apart_at(const struct daesa_thumb *a, const struct daesa_thumb *b,
                      struct move move)
{
    struct move half = {move.x / 2, move.y / 2};
    return mean_apart(overlap(a->y, b->y, WIDTH, HEIGHT, move)) +
           (mean_apart(overlap(a->u, b->u, DAESA_THUMB_CHROMA_WIDTH,
                               DAESA_THUMB_CHROMA_HEIGHT, half)) +
            mean_apart(overlap(a->v, b->v, DAESA_THUMB_CHROMA_WIDTH,
                               DAESA_THUMB_CHROMA_HEIGHT, half))) /
               2;
}

struct daesa_thumb_match daesa_thumb_match(const struct daesa_thumb *a,
                                           const struct daesa_thumb *b)
{
    struct move move = find_move(a, b);
    struct overlap over = overlap(a->y, b->y, WIDTH, HEIGHT, move);
    float apart = apart_at(a, b, move);
    return (struct daesa_thumb_match){
        .apart = apart, .likeness = correlation(over), .share = changed(over, apart / 2)};
}

float daesa_thumb_apart(const struct daesa_thumb *a, const struct daesa_thumb *b)
{
    return apart_at(a, b, (struct move){0, 0});
}
