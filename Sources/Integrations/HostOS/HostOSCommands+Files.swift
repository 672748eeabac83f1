package import ClusterModel
package import World

/// Managed files.
extension HostOSCommands {
    /// SHA-256 of all files, asked before their text: if a file changes between the two, a later write is refused.
    package static func digests(_ files: [ManagedFile.ID]) -> Query {
        .run(Invocation(["sha256sum", "--"] + files.map(\.path), outputLimit: digestLimit * (files.count + 1)))
    }

    /// The file's bytes.
    package static func text(_ file: ManagedFile.ID) -> Query {
        .read(path: file.path, limit: file.declaration.sizeLimit)
    }

    /// Three lines: `changed ` and when the file was last changed (st_ctime), `now ` and the clock of the same moment,
    /// both in seconds since 1970; then the seconds since boot. Neither the file's date nor the clock at boot can deceive
    /// the comparison with the kernel's time of the daemon's start. Nil for a file that no daemon reads.
    package static func age(_ file: ManagedFile.ID) -> Query? {
        switch file.declaration.reader {
        case .eachUse: nil
        case .daemon:
            query([
                "find", file.path, "-maxdepth", "0", "-printf", #"changed %C@\n"#, "-exec", "date", "+now %s.%N", ";",
                "-exec", "cat", "/proc/uptime", ";",
            ])
        }
    }

    /// Refused if the file is not the one that was read.
    static func replace(_ replacement: FileReplacement) -> Change {
        .write(
            FileWrite(
                path: replacement.file.path, contents: .bytes(replacement.contents.bytes),
                mode: replacement.file.declaration.modeOfNewFile,
                expecting: replacement.digest.map { .digest(sha256: $0) } ?? .absent, keeping: .allButContents))
    }

    /// Bytes of one line of sha256sum's answer, or of its complaint: a path may have 4,096.
    private static let digestLimit = 4096 + 256
}
