internal import ClusterModel

/// What has to hold for the hosts: nothing is used twice.
enum HostRules {
    static func check(_ set: ManifestSet, _ problems: inout Problems) {
        addresses(set.hosts, &problems)
        for host in set.hosts {
            loopback(host, &problems)
            guard host.isSound(problems, "storage") else { continue }
            unique(host, "name", \.name, &problems)
            unique(host, "device", \.device, &problems)
            unique(host, "mountPoint", \.mountPoint, &problems)
            partitions(host, &problems)
        }
    }

    private static func addresses(_ hosts: [Resource<HostSpec>], _ problems: inout Problems) {
        var first: [String: (host: String, place: SourcePlace)] = [:]
        for host in hosts {
            for (field, address) in host.ownAddresses {
                guard host.gives(field), host.isSound(problems, field) else { continue }
                let place = host.place(.key(field))
                guard let other = first[HostAddress.canonical(address)] else {
                    first[HostAddress.canonical(address)] = (host.name, place)
                    continue
                }
                guard other.host != host.name else { continue }
                problems.error(
                    "\(Words.quoted(address)) is the address of another host too", at: place,
                    advice: "every host has addresses of its own",
                    notes: [.init("it is the address of \(other.host) here", at: other.place)])
            }
        }
    }

    private static func loopback(_ host: Resource<HostSpec>, _ problems: inout Problems) {
        let field = host.gives("storageAddress") ? "storageAddress" : "address"
        guard host.gives(field), host.isSound(problems, field) else { return }
        guard HostAddress.isLoopback(host.spec.glusterAddress) else { return }
        problems.error(
            "\(Words.quoted(host.spec.glusterAddress)) means a different host on every host",
            at: host.place(.key(field)), advice: "gluster needs an address at which the other hosts reach this one")
    }

    /// A file system on a whole disk and one on a partition of the same disk: making the one destroys the other.
    private static func partitions(_ host: Resource<HostSpec>, _ problems: inout Problems) {
        let devices = host.spec.storage.map(\.device)
        for (index, device) in devices.enumerated() {
            guard let disk = BlockDevice.disk(of: device), let other = devices.firstIndex(of: disk) else { continue }
            problems.error(
                "\(device) is a partition of \(disk), which is used too",
                at: host.place("storage", .item(index), "device"),
                advice: "use the whole disk or its partitions, not both",
                notes: [.init("the whole disk is used here", at: host.place("storage", .item(other), "device"))])
        }
    }

    private static func unique(
        _ host: Resource<HostSpec>, _ field: String, _ path: KeyPath<HostSpec.Storage, String>,
        _ problems: inout Problems
    ) {
        var first: [String: SourcePlace] = [:]
        for (index, item) in host.spec.storage.enumerated() {
            let place = host.place("storage", .item(index), .key(field))
            guard let other = first.first(under: item[keyPath: path], place) else { continue }
            problems.error(
                "the \(field) \(Words.quoted(item[keyPath: path])) is used twice on \(host.name)", at: place,
                notes: [.init("it is first used here", at: other)])
        }
    }
}

/// Names of block devices as the kernel and udev make them.
enum BlockDevice {
    /// The disk that a device is a partition of by its name: `/dev/vdb` of `/dev/vdb1`, `/dev/nvme0n1` of
    /// `/dev/nvme0n1p2`, `/dev/disk/by-id/x` of `/dev/disk/by-id/x-part1`. Whether there is one is not asked.
    static func disk(of device: String) -> String? {
        let scalars = device.unicodeScalars
        guard let end = scalars.lastIndex(where: { !$0.isASCIIDigit }), scalars.index(after: end) < scalars.endIndex
        else {
            return nil
        }
        let stem = String(scalars[...end])
        if stem.hasSuffix("-part") { return String(stem.dropLast("-part".count)) }
        let disk = String(stem.dropLast())
        if stem.hasSuffix("p"), disk.unicodeScalars.last?.isASCIIDigit == true { return disk }
        return stem.unicodeScalars.last?.isASCIILetterOrDigit == true ? stem : nil
    }
}
