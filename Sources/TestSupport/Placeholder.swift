// The first file of TestSupport replaces this line.
