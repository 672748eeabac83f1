// The first test of ManifestsTests replaces this line.
