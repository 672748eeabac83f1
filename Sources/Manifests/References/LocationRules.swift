internal import ClusterModel

/// Where the engine and the domains keep their data: a volume, or a path of an NFS server that moves with its address.
enum LocationRules {
    static func check(
        _ locations: [LocatedStorage], _ set: ManifestSet, _ diagnostics: inout DiagnosticCollector
    ) {
        guard !locations.isEmpty else { return }
        let own = set.ownAddresses(diagnostics)
        for location in locations {
            guard isWhole(location, &diagnostics), location.value.type == .nfs else { continue }
            server(location, own, &diagnostics)
            exported(location, set, diagnostics: &diagnostics)
        }
    }

    /// Requires a volume, or an address with a path, by the type.
    private static func isWhole(_ location: LocatedStorage, _ diagnostics: inout DiagnosticCollector) -> Bool {
        let (wanted, strange) =
            location.value.type == .glusterfs
            ? (["volume"], ["address", "path"]) : (["address", "path"], ["volume"])
        let type = location.value.type.rawValue
        for field in wanted where !location.gives(field) {
            diagnostics.error(
                "storage of the type \(type) has to have \(MessageText.quoted(field))", at: location.node.place,
                advice: "give it, or another type", notes: [.init("the type is here", at: location.place("type"))])
        }
        for field in strange where location.gives(field) {
            diagnostics.error(
                "storage of the type \(type) has no \(MessageText.quoted(field))", at: location.keyPlace(field),
                advice: "it takes \(MessageText.list(wanted))",
                notes: [.init("the type is here", at: location.place("type"))])
        }
        return wanted.allSatisfy(location.gives) && !strange.contains(where: location.gives)
    }

    /// A host's own address, or localhost, fails with the host; the walk-through of 2014 describes the consequences.
    private static func server(
        _ location: LocatedStorage, _ own: [String: (host: String, place: SourcePlace)],
        _ diagnostics: inout DiagnosticCollector
    ) {
        let address = location.value.address ?? ""
        let advice = "take a public address of CTDB, which moves when a host goes down"
        if HostAddress.isLoopback(address) {
            diagnostics.error(
                "\(MessageText.quoted(address)) means a different server on every host", at: location.place("address"),
                advice: advice)
        } else if let owner = own[HostAddress.canonical(address)] {
            diagnostics.error(
                "\(MessageText.quoted(address)) is \(owner.host)'s own address: the storage goes down with it",
                at: location.place("address"), advice: advice,
                notes: [.init("the host has it here", at: owner.place)])
        }
    }

    /// What a public address of ours serves has to be exported.
    private static func exported(_ location: LocatedStorage, _ set: ManifestSet, diagnostics: inout DiagnosticCollector)
    {
        guard !set.isPartial, set.serves(location.value.address ?? ""), let path = location.value.path else { return }
        let paths = set.nfsExports.map(\.spec.pseudoPath)
        guard !paths.contains(path) else { return }
        diagnostics.error(
            "no NFSExport has the pseudoPath \(MessageText.quoted(path))", at: location.place("path"),
            advice: ClosestMatch.advice(for: path, among: paths) ?? "add a document of the kind NFSExport")
    }
}

extension ManifestSet {
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
