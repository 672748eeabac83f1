// The first test of LabTests replaces this line.
