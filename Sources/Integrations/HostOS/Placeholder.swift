// The first file of HostOS replaces this line.
