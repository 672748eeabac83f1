internal import ClusterModel
internal import World

/// findmnt.
extension QueryResponder {
    static let mountQueries = [
        QueryHandler(exactly: ["findmnt", "-J", "-l", "-o", "TARGET,SOURCE,FSTYPE,MAJ:MIN,OPTIONS"]) { $0.findmnt() },
        QueryHandler(exactly: ["find", recordFolder, "-name", ".immutable", "-printf", #"%h\n"#]) { $0.records() },
    ]
    private static let recordFolder = "/var/lib/hcctl/mount-points"

    /// The directories that were made immutable, each as its record's folder.
    private func records() -> Finished {
        guard host.directory(Self.recordFolder) != nil else {
            return .refused(1, "find: '\(Self.recordFolder)': No such file or directory\n")
        }
        let found = host.root.nodes.keys.filter { $0.hasPrefix("\(Self.recordFolder)/") && $0.hasSuffix("/.immutable") }
        return .said(found.sorted().map { "\(FileTree.parent(of: $0))\n" }.joined())
    }

    func findmnt() -> Finished {
        let mounted = host.mounts.map { mount in
            if mount.source.contains(":/") {
                return MountLine(mount.target, mount.source, "fuse.glusterfs", "0:66", Self.fuseOptions)
            }
            return MountLine(
                mount.target, mount.source, host.device(mount.source)?.disk.filesystem?.kind ?? "xfs",
                host.device(mount.source)?.number ?? "0:0", Self.effective(mount.options))
        }
        let entries = Self.kernelEntries + mounted.map(\.json)
        return .said(
            UtilLinuxJSON.object([("filesystems", UtilLinuxJSON.array(entries, indent: 3))], indent: 0) + "\n")
    }

    private struct MountLine {
        let json: String

        init(_ target: String, _ source: String, _ kind: String, _ number: String, _ options: String) {
            json = UtilLinuxJSON.object(
                [
                    ("target", UtilLinuxJSON.string(target)), ("source", UtilLinuxJSON.string(source)),
                    ("fstype", UtilLinuxJSON.string(kind)), ("maj:min", UtilLinuxJSON.string(number)),
                    ("options", UtilLinuxJSON.string(options)),
                ], indent: 6)
        }
    }

    private static let fuseOptions = "rw,relatime,user_id=0,group_id=0,default_permissions,allow_other,max_read=131072"

    /// XFS's options as the kernel shows them: the requested ones, and those it always adds.
    private static func effective(_ asked: [String]) -> String {
        let environment = asked.contains("ro") ? "ro" : "rw"
        let time = asked.contains("noatime") ? "noatime" : "relatime"
        let known: Set<String> = ["defaults", "rw", "ro", "noatime", "relatime", "inode64", "_netdev", "nofail"]
        let others = asked.filter { !known.contains($0) && !$0.hasPrefix("x-") }
        return ([environment, time] + others + ["inode64", "logbufs=8", "logbsize=32k", "noquota"]).joined(
            separator: ",")
    }

    /// A few of those that every host has. Nothing may depend on which ones.
    private static let kernelEntries = kernelMounts.map { MountLine($0.0, $0.1, $0.2, $0.3, $0.4).json }
    private static let kernelMounts = [
        ("/", "/dev/vda1", "ext4", "254:1", "rw,relatime,errors=remount-ro"),
        ("/proc", "proc", "proc", "0:22", "rw,nosuid,nodev,noexec,relatime"),
        ("/sys", "sysfs", "sysfs", "0:23", "rw,nosuid,nodev,noexec,relatime"),
        ("/dev", "udev", "devtmpfs", "0:5", "rw,nosuid,relatime,size=4048420k,nr_inodes=1012105,mode=755"),
        ("/run", "tmpfs", "tmpfs", "0:25", "rw,nosuid,nodev,noexec,relatime,size=814020k,mode=755"),
    ]
}
