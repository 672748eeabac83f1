// The first test of TidyTests replaces this line.
