[10][25]first|second
[30][40]/italics|plain
[50][60] a space before
[70][80]{y:b}codes of MicroDVD|[1] ⁠/no italics
[90][]until the next
[100][]until it is read
