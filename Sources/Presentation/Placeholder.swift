// The first file of Presentation replaces this line.
