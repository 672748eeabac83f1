// The first test of ReconciliationTests replaces this line.
