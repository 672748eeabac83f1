// The first test of ClusterModelTests replaces this line.
