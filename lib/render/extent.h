/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_RENDER_EXTENT_H
#define DAESA_RENDER_EXTENT_H

#ifdef __cplusplus
extern "C" {
#endif

/* What an event begins with, in pixels of the script and as shares of 1. */
struct daesa_extent_style {
    double size, scale_x, scale_y, outline;
};

/* How large a picture the text of an ASS event asks libass for, which fills all of it
 * even where next to nothing is on screen: pixels of the script, of the largest letter,
 * drawing or clip, with borders. What is set anywhere in the text counts as if it were
 * set everywhere, so it is rather too much than too little. `text` ends in NUL; NULL is
 * 0. */
double daesa_extent_area(const char *text, struct daesa_extent_style style);

#ifdef __cplusplus
}
#endif
#endif
