// The first file of Audit replaces this line.
