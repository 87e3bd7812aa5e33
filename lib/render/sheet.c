/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "render/sheet.h"

#include "render/drawing.h"

#include <string.h>

#define GAP_PX 8
#define TEXT_PX 24
#define FONT_PX 17
#define GREY 0x282828

/* Texts are drawn by libass as everything is: so all scripts can be written. */
static const char head[] =
    "[Script Info]\nScriptType: v4.00+\nWrapStyle: 2\nPlayResX: %d\nPlayResY: %d\n\n"
    "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, "
    "OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, "
    "Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, "
    "Encoding\nStyle: Default,sans-serif,%d,&H00E0E0E0,&H00E0E0E0,&H00000000,&H00000000,"
    "0,0,0,0,100,100,0,0,1,0,0,7,0,0,0,1\n\n[Events]\nFormat: Layer, Start, End, Style, "
    "Name, MarginL, MarginR, MarginV, Effect, Text\n";

static int32_t cell_left(const struct daesa_sheet *sheet, int32_t i)
{
    return GAP_PX + i % sheet->columns * (sheet->cell_width_px + GAP_PX);
}

static int32_t cell_top(const struct daesa_sheet *sheet, int32_t i)
{
    return GAP_PX + i / sheet->columns * (sheet->cell_height_px + TEXT_PX);
}

enum daesa_status daesa_sheet_make(struct daesa_sheet *out, int32_t cell_width_px,
                                   int32_t cell_height_px, int32_t columns, int32_t rows)
{
    struct daesa_sheet made = {.cell_width_px = cell_width_px,
                               .cell_height_px = cell_height_px,
                               .columns = columns,
                               .rows = rows};
    int64_t width = (int64_t)columns * (cell_width_px + (int64_t)GAP_PX) + GAP_PX;
    int64_t height = (int64_t)rows * (cell_height_px + (int64_t)TEXT_PX) + GAP_PX;
    if (width > DAESA_IMAGE_MAX_PX || height > DAESA_IMAGE_MAX_PX)
        return DAESA_LIMIT;
    enum daesa_status st = daesa_image_make(&made.image, (int32_t)width, (int32_t)height);
    if (st)
        return st;
    daesa_image_fill(&made.image,
                     (struct daesa_box){0, 0, (int32_t)width, (int32_t)height}, GREY);
    daesa_buf_printf(&made.texts, head, (int)width, (int)height, FONT_PX);
    *out = made;
    return DAESA_OK;
}

/* As ASS text: what would be a tag is shown as it is. */
static void add_text(struct daesa_buf *buf, struct daesa_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr("{}\\\n", text.s[i]))
            daesa_buf_add_char(buf, ' ');
        else
            daesa_buf_add_char(buf, text.s[i]);
}

enum daesa_status daesa_sheet_add(struct daesa_sheet *sheet,
                                  const struct daesa_image *picture,
                                  struct daesa_str text)
{
    struct daesa_image small;
    int32_t left = cell_left(sheet, sheet->n), top = cell_top(sheet, sheet->n);
    int32_t bottom = top + sheet->cell_height_px;
    if (sheet->n >= sheet->columns * sheet->rows)
        return DAESA_LIMIT;
    enum daesa_status st =
        daesa_image_resize(picture, sheet->cell_width_px, sheet->cell_height_px, &small);
    if (st)
        return st;
    daesa_image_put(&sheet->image, &small, left, top);
    daesa_image_finish(&small);
    sheet->n++;
    daesa_buf_printf(&sheet->texts,
                     "Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,"
                     "{\\pos(%d,%d)\\clip(%d,%d,%d,%d)}",
                     (int)left, (int)bottom + 2, (int)left, (int)bottom,
                     (int)(left + sheet->cell_width_px), (int)bottom + TEXT_PX);
    add_text(&sheet->texts, text);
    daesa_buf_add_char(&sheet->texts, '\n');
    return sheet->texts.status;
}

enum daesa_status daesa_sheet_end(struct daesa_sheet *sheet)
{
    struct daesa_drawing *drawing = NULL;
    struct daesa_drawing_opts opts = {.width_px = sheet->image.width_px,
                                      .height_px = sheet->image.height_px};
    if (sheet->texts.status)
        return sheet->texts.status;
    enum daesa_status st =
        daesa_drawing_open(&drawing, daesa_buf_str(&sheet->texts), &opts, NULL);
    if (!st)
        st = daesa_drawing_draw(drawing, 0, &sheet->image);
    daesa_drawing_close(&drawing);
    return st;
}

void daesa_sheet_finish(struct daesa_sheet *sheet)
{
    if (!sheet)
        return;
    daesa_image_finish(&sheet->image);
    daesa_buf_finish(&sheet->texts);
    *sheet = (struct daesa_sheet){0};
}
