internal import ClusterModel

/// What has to hold for CTDB: one cluster of it, addresses of its own, a mount point of its own.
enum CTDBRules {
    static func check(_ set: ManifestSet, _ problems: inout Problems) {
        Rules.onlyOne(set.ctdbClusters, .ctdbCluster, "a host runs one ctdbd", &problems)
        for ctdb in set.ctdbClusters {
            addresses(ctdb, set, &problems)
            mountPoint(ctdb, set, &problems)
            optionGroup(ctdb, set, &problems)
        }
    }

    /// What makes disks of virtual machines fast keeps ctdb's lock from being seen in time.
    private static func optionGroup(
        _ ctdb: Resource<CTDBClusterSpec>, _ set: ManifestSet, _ problems: inout Problems
    ) {
        guard ctdb.isSound(problems, "lockVolume"),
            let volume = set.volumes.first(where: { $0.name == ctdb.spec.lockVolume.volume.text }),
            volume.isSound(problems, "optionGroup"), let group = volume.spec.optionGroup, isForDisks(group, set)
        else { return }
        problems.error(
            "the lock volume \(Words.quoted(volume.name)) has the option group \(Words.quoted(group.text)), which is for "
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
        _ ctdb: Resource<CTDBClusterSpec>, _ set: ManifestSet, _ problems: inout Problems
    ) {
        guard ctdb.isSound(problems, "publicAddresses") else { return }
        let own = set.ownAddresses(problems)
        var first: [String: SourcePlace] = [:]
        for (index, item) in ctdb.spec.publicAddresses.enumerated() {
            let address = HostAddress.canonical(HostAddress.address(of: item.address))
            let place = ctdb.place("publicAddresses", .item(index), "address")
            if let owner = own[address] {
                problems.error(
                    "the public address \(Words.quoted(item.address)) is \(owner.host)'s own address", at: place,
                    advice: "take a free address of the network: CTDB moves it between the hosts",
                    notes: [.init("the host has it here", at: owner.place)])
            } else if let other = first.first(under: address, place) {
                problems.error(
                    "the public address \(Words.quoted(item.address)) is given twice", at: place,
                    notes: [.init("it is first given here", at: other)])
            }
        }
    }

    /// The lock is mounted beside the file systems for bricks, not over them or in them.
    private static func mountPoint(
        _ ctdb: Resource<CTDBClusterSpec>, _ set: ManifestSet, _ problems: inout Problems
    ) {
        guard ctdb.isSound(problems, "lockVolume") else { return }
        let path = ctdb.spec.lockVolume.mountPoint
        for host in set.hosts where host.isSound(problems, "storage") {
            guard let index = host.spec.storage.firstIndex(where: { overlap($0.mountPoint, path) }) else { continue }
            return problems.error(
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

/// What has to hold for exports: paths and numbers of their own.
enum NFSRules {
    static func check(_ set: ManifestSet, _ problems: inout Problems) {
        unique(set, "pseudoPath", problems: &problems) { $0.spec.pseudoPath }
        unique(set, "exportId", problems: &problems) { $0.spec.exportId.map(String.init) }
    }

    private static func unique(
        _ set: ManifestSet, _ field: String, problems: inout Problems, _ value: (Resource<NFSExportSpec>) -> String?
    ) {
        var first: [String: SourcePlace] = [:]
        for export in set.nfsExports where export.gives(field) && export.isSound(problems, field) {
            guard let value = value(export) else { continue }
            let place = export.place(.key(field))
            guard let other = first.first(under: value, place) else { continue }
            problems.error(
                "the \(field) \(Words.quoted(value)) is that of another NFSExport too", at: place,
                advice: "each export has one of its own", notes: [.init("it is first used here", at: other)])
        }
    }
}

extension Rules {
    /// Says that there is a second resource of a kind of which a set holds at most one.
    static func onlyOne<Spec>(
        _ resources: [Resource<Spec>], _ kind: ResourceKind, _ why: String, _ problems: inout Problems
    ) {
        guard let first = resources.first else { return }
        for other in resources.dropFirst() {
            problems.error(
                "there is a second \(kind.rawValue), \(Words.quoted(other.name))", at: other.place,
                advice: "take one of the two out: \(why)",
                notes: [.init("the first one is here", at: first.place)])
        }
    }
}

extension ManifestSet {
    /// The addresses that hosts have for themselves, in canonical form.
    func ownAddresses(_ problems: Problems) -> [String: (host: String, place: SourcePlace)] {
        var found: [String: (host: String, place: SourcePlace)] = [:]
        for host in hosts {
            for (field, address) in host.ownAddresses where host.gives(field) && host.isSound(problems, field) {
                let key = HostAddress.canonical(address)
                if found[key] == nil { found[key] = (host.name, host.place(.key(field))) }
            }
        }
        return found
    }
}

extension Resource where Spec == HostSpec {
    /// Each of its fields that holds an address, with the address.
    var ownAddresses: [(field: String, address: String)] {
        [
            ("address", spec.address), ("storageAddress", spec.storageAddress),
            ("heartbeatAddress", spec.heartbeatAddress),
        ].compactMap { field, address in address.map { (field, $0) } }
    }
}
