[10][25]first|second
[30][40]/italics|plain
[50][60] a space before
