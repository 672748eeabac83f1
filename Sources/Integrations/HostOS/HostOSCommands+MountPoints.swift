package import World

/// Directories below mount points that are immutable.
extension HostOSCommands {
    /// The directories that `protect` recorded, each with the folder of the records before it.
    package static let protectedMountPoints = query([
        "find", recordFolder, "-name", record, "-printf", #"%h\n"#,
    ])

    /// Makes the empty directory below a mount point immutable, so that nothing can be made in it while the disk is
    /// away, and records that; never the root of what is mounted there. A file system that cannot is no error, and
    /// nothing is recorded: `-exec … ;` does not change find's exit status.
    static func protect(_ path: String) -> Change {
        .run(
            Invocation([
                "find", path, "-maxdepth", "0", "-type", "d", "-empty", "-not", "-exec", "mountpoint", "-q", "--", "{}",
                ";", "-exec", "chattr", "+i", "--", "{}", ";", "-exec", "mkdir", "-p", "-m", "0755", "--",
                recordPath(path), ";",
            ]))
    }

    /// Undoes that, and removes the record once it is done, or the directory is gone.
    static func release(_ path: String) -> Change {
        .run(
            Invocation([
                "find", recordPath(path), "-maxdepth", "0", "(", "-exec", "chattr", "-i", "--", path, ";", "-o", "-not",
                "-exec", "test", "-e", path, ";", ")", "-delete",
            ]))
    }

    /// The record of `/gluster` is `/var/lib/hcctl/mount-points/gluster/.immutable`: no mount point is called so, and one
    /// below another has a record of its own.
    static let recordFolder = "/var/lib/hcctl/mount-points"
    private static let record = ".immutable"

    private static func recordPath(_ path: String) -> String { "\(recordFolder)\(path)/\(record)" }
}
