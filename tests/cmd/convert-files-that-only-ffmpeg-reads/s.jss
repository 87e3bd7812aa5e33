#TIMERES 100

0:00:01.50 0:00:03.00 D {a comment}First \Iitalic\i line\nsecond
0:00:04.00 0:00:05.25 D Last
