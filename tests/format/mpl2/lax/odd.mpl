no times
[30][20]ends before it starts
[40][]no end
