// The first file of Gluster replaces this line.
