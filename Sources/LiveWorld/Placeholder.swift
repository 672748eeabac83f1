// The first file of LiveWorld replaces this line.
