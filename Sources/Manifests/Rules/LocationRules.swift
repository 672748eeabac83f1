internal import ClusterModel

/// Where the engine and the domains keep their data: a volume, or a path of an NFS server that moves with its address.
enum LocationRules {
    static func check(_ set: ManifestSet, _ problems: inout Problems) {
        let own = set.ownAddresses(problems)
        for location in set.locations(problems) {
            guard isWhole(location, &problems), location.value.type == .nfs else { continue }
            server(location, own, &problems)
            exported(location, set, problems: &problems)
        }
    }

    /// A volume, or an address with a path, as the type says.
    private static func isWhole(_ location: Location, _ problems: inout Problems) -> Bool {
        let (wanted, strange) =
            location.value.type == .glusterfs
            ? (["volume"], ["address", "path"]) : (["address", "path"], ["volume"])
        let type = location.value.type.rawValue
        for field in wanted where !location.gives(field) {
            problems.error(
                "storage of the type \(type) has to have \(Words.quoted(field))", at: location.node.place,
                advice: "give it, or another type", notes: [.init("the type is here", at: location.place("type"))])
        }
        for field in strange where location.gives(field) {
            problems.error(
                "storage of the type \(type) has no \(Words.quoted(field))", at: location.keyPlace(field),
                advice: "it takes \(Words.list(wanted))",
                notes: [.init("the type is here", at: location.place("type"))])
        }
        return wanted.allSatisfy(location.gives) && !strange.contains(where: location.gives)
    }

    /// A host's own address, or localhost, is gone when the host is: the walk-through of 2014 tells what then happens.
    private static func server(
        _ location: Location, _ own: [String: (host: String, place: SourcePlace)], _ problems: inout Problems
    ) {
        let address = location.value.address ?? ""
        let advice = "take a public address of CTDB, which moves when a host goes down"
        if HostAddress.isLoopback(address) {
            problems.error(
                "\(Words.quoted(address)) means a different server on every host", at: location.place("address"),
                advice: advice)
        } else if let owner = own[HostAddress.canonical(address)] {
            problems.error(
                "\(Words.quoted(address)) is \(owner.host)'s own address: the storage goes down with it",
                at: location.place("address"), advice: advice,
                notes: [.init("the host has it here", at: owner.place)])
        }
    }

    /// What a public address of ours serves has to be exported.
    private static func exported(_ location: Location, _ set: ManifestSet, problems: inout Problems) {
        guard !set.hasGaps, set.serves(location.value.address ?? ""), let path = location.value.path else { return }
        let paths = set.nfsExports.map(\.spec.pseudoPath)
        guard !paths.contains(path) else { return }
        problems.error(
            "no NFSExport has the pseudoPath \(Words.quoted(path))", at: location.place("path"),
            advice: NearestName.advice(for: path, among: paths) ?? "add a document of the kind NFSExport")
    }
}

/// A place for data, with its YAML.
struct Location {
    let value: StorageLocation
    let node: Node
    let user: String

    func gives(_ field: String) -> Bool { node.entry(field) != nil }
    func place(_ field: String) -> SourcePlace { node.place(at: [.key(field)]) }
    func keyPlace(_ field: String) -> SourcePlace { node.entry(field)?.place ?? node.place }
}

extension ManifestSet {
    /// Every place for data that was read without an error.
    func locations(_ problems: Problems) -> [Location] {
        let engines = hostedEngines.compactMap { engine -> Location? in
            guard engine.isSound(problems, "storage"), let node = engine.node.entry("storage")?.value else {
                return nil
            }
            return Location(value: engine.spec.storage, node: node, user: "HostedEngine")
        }
        let domains = storageDomains.filter {
            $0.isSound(problems, "type", "volume", "address", "path") && $0.gives("type")
        }.map { Location(value: $0.spec.location, node: $0.node, user: "StorageDomain") }
        return engines + domains
    }

    /// Whether the address is a public one of ours.
    func serves(_ address: String) -> Bool {
        let wanted = HostAddress.canonical(address)
        return ctdbClusters.flatMap(\.spec.publicAddresses).contains {
            HostAddress.canonical(HostAddress.address(of: $0.address)) == wanted
        }
    }

    /// The volume that data at the place lies on, as far as the manifests say.
    func volume(of location: StorageLocation) -> Resource<GlusterVolumeSpec>? {
        let name =
            location.volume
            ?? nfsExports.first {
                $0.spec.pseudoPath == location.path && serves(location.address ?? "")
            }?.spec.volume
        return volumes.first { $0.name == name?.text }
    }
}
