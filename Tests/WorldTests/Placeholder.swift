// The first test of WorldTests replaces this line.
