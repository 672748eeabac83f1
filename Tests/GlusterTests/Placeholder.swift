// The first test of GlusterTests replaces this line.
