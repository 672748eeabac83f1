internal import ClusterModel

/// A volume that exists, as the spec under which nothing of it differs.
struct ImportedVolume {
    private let view: GlusterVolumeView
    private let naming: ImportedHostNames
    private let cluster: ClusterName

    init(_ view: GlusterVolumeView, _ naming: ImportedHostNames, _ cluster: ClusterName) {
        self.view = view
        self.naming = naming
        self.cluster = cluster
    }

    /// Types of volumes that a GlusterVolume describes.
    private static let types: Set<String> = ["Distribute", "Replicate", "Distributed-Replicate"]

    /// Why no manifest is written; nil where one is.
    var obstacle: ImportNote? {
        if let owner = view.option(OwnershipTag.owner), owner != cluster.text {
            return .volumeOfOtherOwner(view.name, owner: owner)
        }
        guard Self.types.contains(view.type) else { return .volumeType(view.name, type: view.type) }
        return view.bricks.first { naming.host($0.host) == nil }.map {
            .volumeOnOtherHost(view.name, brick: "\($0.host):\($0.path)")
        }
    }

    var spec: GlusterVolumeSpec {
        var spec = GlusterVolumeSpec()
        spec.replica = max(1, view.replica)
        spec.arbiter = view.arbiter
        spec.state = view.status == .started ? .started : .stopped
        place(&spec)
        spec.owner = owner
        spec.options = options.filter(Self.isValid)
        return spec
    }

    var notes: [ImportNote] {
        options.filter { !Self.isValid($0) }.map { .optionInvalid(view.name, $0) }
    }

    /// One path on every host, each host once; else brick by brick.
    private func place(_ spec: inout GlusterVolumeSpec) {
        let bricks = view.bricks.compactMap { brick in
            naming.host(brick.host).map { Brick(host: $0, path: brick.path) }
        }
        let isUniform = Set(bricks.map(\.path)).count == 1 && Set(bricks.map(\.host)).count == bricks.count
        guard isUniform, let path = bricks.first?.path else {
            spec.bricks = bricks
            return
        }
        spec.hosts = bricks.map(\.host)
        spec.brickPath = path
    }

    private static let ownerOptions = ["storage.owner-uid", "storage.owner-gid"]

    private var owner: GlusterVolumeSpec.Owner? {
        let ids = Self.ownerOptions.compactMap { view.option($0) }.compactMap(Int.init)
        guard ids.count == 2, ids.allSatisfy({ $0 >= 0 }) else { return nil }
        var owner = GlusterVolumeSpec.Owner()
        (owner.uid, owner.gid) = (ids[0], ids[1])
        return owner
    }

    /// Every reconfigured option but hcctl's own tags, and what `owner` says.
    private var options: [GlusterOption] {
        view.options.filter { option in
            !option.name.hasPrefix(OwnershipTag.prefix)
                && (owner == nil || !Self.ownerOptions.contains(option.name))
        }
    }

    /// Options that the table does not know are let through by an annotation.
    private static func isValid(_ option: GlusterOption) -> Bool {
        GlusterOptionTable.shared.option(option.name)?.type.takes(option.value) ?? true
    }
}
