// The first test of HostOSTests replaces this line.
