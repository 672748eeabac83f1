// The first file of Planning replaces this line.
