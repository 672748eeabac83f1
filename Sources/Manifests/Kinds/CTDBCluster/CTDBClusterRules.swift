internal import ClusterModel

/// Rules about CTDB: one cluster, addresses of its own, a mount point of its own.
enum CTDBClusterRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        Rules.onlyOne(set.ctdbClusters, "a host runs one ctdbd", &diagnostics)
        for ctdb in set.ctdbClusters {
            addresses(ctdb, set, &diagnostics)
            mountPoint(ctdb, set, &diagnostics)
            optionGroup(ctdb, set, &diagnostics)
        }
    }

    /// What makes disks of virtual machines fast keeps ctdb's lock from being seen in time.
    private static func optionGroup(
        _ ctdb: Resource<CTDBClusterSpec>, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        guard ctdb.isSound(diagnostics, "lockVolume"),
            let volume = set.volumes.first(where: { $0.name == ctdb.spec.lockVolume.volume.text }),
            volume.isSound(diagnostics, "optionGroup"), let group = volume.spec.optionGroup, isForDisks(group, set)
        else { return }
        diagnostics.error(
            "the lock volume \(MessageText.quoted(volume.name)) has the option group \(MessageText.quoted(group.text)), which is for "
                + "disks of virtual machines",
            at: ctdb.place("lockVolume", "volume"),
            advice: "leave its optionGroup out: the lock has to be seen by the other hosts at once",
            notes: [.init("the group is here", at: volume.place("optionGroup"))])
    }

    private static func isForDisks(_ group: OptionGroupName, _ set: ManifestSet) -> Bool {
        let options = set.optionGroups.first { $0.name == group.text }?.spec.options ?? []
        return group.text == "virt" || options.contains { $0.name == "features.shard" && $0.value == "on" }
    }

    private static func addresses(
        _ ctdb: Resource<CTDBClusterSpec>, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        guard ctdb.isSound(diagnostics, "publicAddresses") else { return }
        let own = set.ownAddresses(diagnostics)
        var first: [String: SourcePlace] = [:]
        for (index, item) in ctdb.spec.publicAddresses.enumerated() {
            let address = HostAddress.canonical(HostAddress.address(of: item.address))
            let place = ctdb.place("publicAddresses", .item(index), "address")
            if let owner = own[address] {
                diagnostics.error(
                    "the public address \(MessageText.quoted(item.address)) is \(owner.host)'s own address", at: place,
                    advice: "take a free address of the network: CTDB moves it between the hosts",
                    notes: [.init("the host has it here", at: owner.place)])
            } else if let other = first.first(under: address, place) {
                diagnostics.error(
                    "the public address \(MessageText.quoted(item.address)) is given twice", at: place,
                    notes: [.init("it is first given here", at: other)])
            }
        }
    }

    /// The lock is mounted beside the file systems for bricks, not over them or in them.
    private static func mountPoint(
        _ ctdb: Resource<CTDBClusterSpec>, _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        guard ctdb.isSound(diagnostics, "lockVolume") else { return }
        let path = ctdb.spec.lockVolume.mountPoint
        for host in set.hosts where host.isSound(diagnostics, "storage") {
            guard let index = host.spec.storage.firstIndex(where: { overlap($0.mountPoint, path) }) else { continue }
            return diagnostics.error(
                "the lock volume's mount point \(path) and \(host.spec.storage[index].mountPoint) of \(host.name) "
                    + "lie in each other",
                at: ctdb.place("lockVolume", "mountPoint"), advice: "mount the lock volume somewhere else",
                notes: [.init("the other one is here", at: host.place("storage", .item(index), "mountPoint"))])
        }
    }

    private static func overlap(_ left: String, _ right: String) -> Bool {
        left == right || Paths.lies(left, below: right) || Paths.lies(right, below: left)
    }
}
