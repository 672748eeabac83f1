package import ClusterModel
package import World

/// What is sent to a host's operating system: argument vectors and files, nothing else. What a plan shows and what the
/// actuator runs are one value.
package enum HostOSCommands {
    /// The highest term that the host has obeyed.
    package static let term = Query.read(path: "/var/lib/hcctl/term", limit: termLimit)

    /// The host's own name; longer than 253 bytes it is none (RFC 1035).
    package static let hostname = Query.read(path: "/etc/hostname", limit: 1024)

    /// One line a package that dpkg knows; of the others it says so on standard error.
    package static func packages(_ names: [String]) -> Query {
        query(["dpkg-query", "-W", "-f", #"${Package}\t${db:Status-Status}\t${Version}\n"#, "--"] + names)
    }

    /// One block of properties a unit, in the order asked, also for a unit that is not there.
    package static func services(_ units: [String]) -> Query {
        query(
            ["systemctl", "show", "-p", "Id,LoadState,ActiveState,UnitFileState,InactiveExitTimestampMonotonic", "--"]
                + units.map { "\($0).service" })
    }

    /// What the kernel says of a device. One device a command: the answer calls it by the kernel's name, which may be
    /// another one than the name it was asked by.
    package static func device(_ path: String) -> Query {
        query(["lsblk", "-J", "-b", "-o", "NAME,SIZE,TYPE,MAJ:MIN", "--", path])
    }

    /// The signature of a device, by low-level probing: no cache, no udev.
    package static func signature(_ path: String) -> Query { query(["blkid", "-p", "-o", "export", "--", path]) }

    /// Whether the start of a device can be read at all, past the page cache. blkid and wipefs call a device that gives
    /// nothing but I/O errors just as blank as a new one.
    package static func readStart(_ path: String) -> Query {
        query(["dd", "if=\(path)", "of=/dev/null", "bs=1M", "count=1", "iflag=direct"])
    }

    /// Every mount, as a list.
    package static let mounts = query(["findmnt", "-J", "-l", "-o", "TARGET,SOURCE,FSTYPE,MAJ:MIN,OPTIONS"])

    /// All addresses that a name has, as programs of the host find them: by /etc/hosts, DNS and whatever else
    /// nsswitch.conf says. One name a command: an answer for several does not say which one it is about.
    package static func addresses(of name: String) -> Query {
        .run(Invocation(["getent", "ahosts", name], limit: resolveLimit))
    }

    /// `empty PATH`, `full PATH` or, of what is no directory, `other PATH`.
    package static func brickDirectories(_ paths: [String]) -> Query {
        query(
            ["find"] + paths
                + ["-maxdepth", "0", "(", "-type", "d", "-empty", "-printf", #"empty %p\n"#, "-o"]
                + ["-type", "d", "-printf", #"full %p\n"#, "-o", "-printf", #"other %p\n"#, ")"])
    }

    /// The mark that a directory is a volume's brick.
    package static func brickMarks(_ paths: [String]) -> Query { attribute(mark, of: paths) }

    /// The mark of everything inside a brick, its root included.
    package static func gfids(_ paths: [String]) -> Query { attribute(gfid, of: paths) }

    private static func attribute(_ name: String, of paths: [String]) -> Query {
        query(["getfattr", "--absolute-names", "-n", name, "-e", "hex", "--"] + paths)
    }

    /// One line a path: number of its device (st_dev), letter of its kind, itself, and where it leads if it is a link.
    package static func paths(_ paths: [String]) -> Query {
        query(["find"] + paths + ["-maxdepth", "0", "-printf", #"%D %y %p\t%l\n"#])
    }

    /// `young ` for the directory if it was changed in the last three minutes, else `seen `; `seen .glusterfs` for that in
    /// it; then `more NAME` for the first other thing in either. A `volume create` marks its bricks and takes at most
    /// gluster's two minutes: one may still be at work in a young one.
    package static func leftover(_ path: String) -> Query {
        query([
            "find", path, "-maxdepth", "2", "-path", path, "-cmin", "-3", "-printf", #"young %P\n"#, "-o", "-path",
            path,
            "-printf", #"seen %P\n"#, "-o", "-path", "\(path)/.glusterfs", "-type", "d", "-printf", #"seen %P\n"#, "-o",
            "-printf", #"more %P\n"#, "-quit",
        ])
    }

    /// Entries waiting to be healed are links of a file `xattrop-…` in the brick's index. `LINKS PATH` for each such
    /// file, however many entries there are, then `end PATH` for the index itself: without that line it was not read.
    package static func healIndices(_ paths: [String]) -> Query {
        query(
            ["find"] + paths.map { $0 + indexDirectory }
                + ["-maxdepth", "1", "-depth", "(", "-name", "xattrop-*", "-printf", #"%n %h\n"#, "-o"]
                + ["-type", "d", "-printf", #"end %p\n"#, ")"])
    }

    /// The changes that an action consists of, in order.
    package static func changes(for action: HostAction) -> [Change] {
        switch action {
        case .makeFilesystem(let device, _, let inodeSize): [makeFilesystem(on: device, inodeSize: inodeSize)]
        case .replaceFile(let replacement):
            replacement.file.declaration.newFolder.map { [makeDirectory($0), replace(replacement)] } ?? [
                replace(replacement)
            ]
        case .mount(let device, let target, let options):
            [makeDirectory(target), protect(target), mount(device, at: target, options: options)]
        case .remount(let device, let target, let options):
            [
                .run(
                    Invocation(
                        ["mount", "-o", (["remount"] + options).joined(separator: ","), "--", device, target],
                        limit: mountLimit))
            ]
        case .releaseMountPoint(let path): [release(path)]
        case .makeDirectory(let path): [makeDirectory(path)]
        case .enableAndStart(let unit, let clearing, let unmasking):
            (unmasking ? [systemctl(["unmask", "--runtime", "--", unitName(unit)])] : [])
                + (clearing ? [systemctl(["reset-failed", "--", unitName(unit)])] : [])
                + [systemctl(["enable", "--now", "--", unitName(unit)])]
        case .restart(let unit):
            [.run(Invocation(["systemctl", "restart", "--", unitName(unit)], limit: restartLimit))]
        case .installPackages(let names, let units): install(names, masking: units)
        case .updatePackageLists: operation(["apt-get", "-q", "update"])
        case .configurePackages: operation(["dpkg", "--force-confold", "--configure", "-a"])
        case .removeBrickMark(let path, _): [.run(Invocation(["setfattr", "-x", mark, "--", path]))]
        }
    }

    /// What a plan shows of an action.
    package static func preview(_ action: HostAction) -> [CommandLine] { changes(for: action).map(\.commandLine) }

    static let mark = "trusted.glusterfs.volume-id"
    static let gfid = "trusted.gfid"
    static let indexDirectory = "/.glusterfs/indices/xattrop"
    /// Bytes of a term's file: twenty digits and a line feed are 21. A longer file is not ours.
    static let termLimit = 64
    /// A name server that is away makes the resolver wait 5 s, twice (resolv.conf(5)). After that the name is unknown.
    static let resolveLimit = Invocation.Limit.killAfter(.seconds(12))

    /// mkfs discards the blocks of the device first, which takes minutes on slow ones. A killed one leaves half a file
    /// system behind, which looks like a signature and needs an operator: it is not killed, and the fence is held
    /// until it ends.
    static let makeFilesystemLimit = Invocation.Limit.detachAfter(.seconds(600))
    /// Mounting replays the log of a file system that was not unmounted. Signals do not end that anyway.
    static let mountLimit = Invocation.Limit.detachAfter(.seconds(120))
    /// Stopping bricks that have much to write takes its time; glusterd's unit itself allows 300 s (TimeoutSec).
    static let restartLimit = Invocation.Limit.killAfter(.seconds(330))
    /// systemd gives a unit 90 s to start. Killing systemctl ends the waiting, not the start.
    static let unitLimit = Invocation.Limit.killAfter(.seconds(120))

    static func systemctl(_ words: [String]) -> Change {
        .run(Invocation(["systemctl"] + words, limit: unitLimit))
    }

    static func query(_ arguments: [String]) -> Query { .run(Invocation(arguments)) }

    static func unitName(_ unit: String) -> String { "\(unit).service" }

    /// With the mode of any system directory, whatever the umask: a brick's root is what the users of the volume see.
    private static func makeDirectory(_ path: String) -> Change {
        .run(Invocation(["mkdir", "-p", "-m", "0755", "--", path]))
    }

    /// Without -f: mkfs.xfs itself refuses a device on which it finds anything.
    private static func makeFilesystem(on device: String, inodeSize: Int?) -> Change {
        let inode = inodeSize.map { ["-i", "size=\($0)"] } ?? []
        return .run(Invocation(["mkfs.xfs"] + inode + ["--", device], limit: makeFilesystemLimit))
    }

    private static func mount(_ device: String, at target: String, options: [String]) -> Change {
        let words = options.isEmpty ? "defaults" : options.joined(separator: ",")
        return .run(Invocation(["mount", "-t", "xfs", "-o", words, "--", device, target], limit: mountLimit))
    }
}
