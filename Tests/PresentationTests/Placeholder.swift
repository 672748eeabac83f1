// The first test of PresentationTests replaces this line.
