internal import ClusterModel

/// Rules about hosts: nothing is used twice.
enum HostRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        addresses(set.hosts, &diagnostics)
        for host in set.hosts {
            loopback(host, &diagnostics)
            guard host.isSound(diagnostics, "storage") else { continue }
            unique(host, "name", \.name, &diagnostics)
            unique(host, "device", \.device, &diagnostics)
            unique(host, "mountPoint", \.mountPoint, &diagnostics)
            partitions(host, &diagnostics)
        }
    }

    private static func addresses(_ hosts: [Resource<HostSpec>], _ diagnostics: inout DiagnosticCollector) {
        var first: [String: (host: String, place: SourcePlace)] = [:]
        for host in hosts {
            for (field, address) in host.ownAddresses {
                guard host.gives(field), host.isSound(diagnostics, field) else { continue }
                let place = host.place(.key(field))
                guard let other = first[HostAddress.canonical(address)] else {
                    first[HostAddress.canonical(address)] = (host.name, place)
                    continue
                }
                guard other.host != host.name else { continue }
                diagnostics.error(
                    "\(MessageText.quoted(address)) is the address of another host too", at: place,
                    advice: "every host has addresses of its own",
                    notes: [.init("it is the address of \(other.host) here", at: other.place)])
            }
        }
    }

    private static func loopback(_ host: Resource<HostSpec>, _ diagnostics: inout DiagnosticCollector) {
        let field = host.gives("storageAddress") ? "storageAddress" : "address"
        guard host.gives(field), host.isSound(diagnostics, field) else { return }
        guard HostAddress.isLoopback(host.spec.glusterAddress) else { return }
        diagnostics.error(
            "\(MessageText.quoted(host.spec.glusterAddress)) means a different host on every host",
            at: host.place(.key(field)), advice: "gluster needs an address at which the other hosts reach this one")
    }

    /// A file system on a whole disk and one on a partition of the same disk: making the one destroys the other.
    private static func partitions(_ host: Resource<HostSpec>, _ diagnostics: inout DiagnosticCollector) {
        let devices = host.spec.storage.map(\.device)
        for (index, device) in devices.enumerated() {
            guard let disk = BlockDevice.disk(of: device), let other = devices.firstIndex(of: disk) else { continue }
            diagnostics.error(
                "\(device) is a partition of \(disk), which is used too",
                at: host.place("storage", .item(index), "device"),
                advice: "use the whole disk or its partitions, not both",
                notes: [.init("the whole disk is used here", at: host.place("storage", .item(other), "device"))])
        }
    }

    private static func unique(
        _ host: Resource<HostSpec>, _ field: String, _ path: KeyPath<HostSpec.Storage, String>,
        _ diagnostics: inout DiagnosticCollector
    ) {
        var first: [String: SourcePlace] = [:]
        for (index, item) in host.spec.storage.enumerated() {
            let place = host.place("storage", .item(index), .key(field))
            guard let other = first.first(under: item[keyPath: path], place) else { continue }
            diagnostics.error(
                "the \(field) \(MessageText.quoted(item[keyPath: path])) is used twice on \(host.name)", at: place,
                notes: [.init("it is first used here", at: other)])
        }
    }
}
