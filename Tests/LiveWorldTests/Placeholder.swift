// The first test of LiveWorldTests replaces this line.
