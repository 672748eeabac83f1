// The first file of Reconciliation replaces this line.
