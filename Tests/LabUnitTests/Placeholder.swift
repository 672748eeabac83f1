// The first test of LabUnitTests replaces this line.
