internal import ClusterModel
internal import SimulatedWorld

extension GroundTruth {
    /// The file system of a declared device, its mount and its line of /etc/fstab.
    func storageDifferences(_ entry: HostSpec.Storage, _ host: SimulatedHost) -> [String] {
        guard let filesystem = host.device(entry.device)?.disk.filesystem, filesystem.kind == "xfs" else {
            return ["\(host.name):\(entry.device) has no XFS"]
        }
        let isMounted = host.mounts.contains { $0.target == entry.mountPoint && $0.source == entry.device }
        let isInTable = textLines(host.root.file("/etc/fstab") ?? []).contains { line in
            let fields = line.split { $0 == " " || $0 == "\t" }
            return fields.count > 1 && fields[1] == entry.mountPoint
                && fields[0].lowercased() == "uuid=\(filesystem.uuid)"
        }
        return (isMounted ? [] : ["\(host.name):\(entry.mountPoint) is not mounted"])
            + (isInTable ? [] : ["/etc/fstab of \(host.name) has no line for \(entry.mountPoint)"])
    }
}
