// The first file of Manifests replaces this line.
