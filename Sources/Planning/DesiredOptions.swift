internal import ClusterModel

/// The options that a volume is to have, and the marks that say who set them.
struct DesiredOptions {
    let all: [GlusterOption]

    /// Explicit options and the owner, in the order of their names.
    init(_ spec: GlusterVolumeSpec) {
        let owner = spec.owner.map {
            [GlusterOption("storage.owner-uid", "\($0.uid)"), GlusterOption("storage.owner-gid", "\($0.gid)")]
        }
        all = (spec.options + (owner ?? [])).sorted { $0.name < $1.name }
    }

    /// Who owns the volume, and which options are ours: split so that no value is longer than glusterd bears.
    static func marks(owner: ClusterName, keys: [String]) -> [GlusterOption] {
        var values: [String] = [""]
        for key in keys.sorted() {
            let last = values[values.count - 1]
            let longer = last.isEmpty ? key : "\(last),\(key)"
            if longer.utf8.count <= OwnershipMark.valueLimit {
                values[values.count - 1] = longer
            } else {
                values.append(key)
            }
        }
        let named = values.enumerated().filter { !$0.element.isEmpty }.map { index, value in
            GlusterOption(index == 0 ? OwnershipMark.options : "\(OwnershipMark.options).\(index + 1)", value)
        }
        return [GlusterOption(OwnershipMark.owner, owner.text)] + named
    }

    /// The keys that the volume's marks name.
    static func markedKeys(_ view: GlusterVolumeView) -> [String] {
        view.options.filter { $0.name.hasPrefix(OwnershipMark.options) }
            .flatMap { $0.value.split(separator: ",").map(String.init) }
    }

    static func difference(_ option: GlusterOption, observed: String?) -> Difference {
        Difference("spec.options[\(option.name)]", desired: option.value, observed: observed, rule: .explicit)
    }

    /// What it costs to set the options of a volume that runs.
    static func risk(_ options: [GlusterOption]) -> Risk {
        options.contains { GlusterOptionTable.shared.option($0.name)?.care == .disruptive } ? .disruptive : .benign
    }

    /// One transaction for options and marks together.
    static func step(
        _ volume: DesiredVolume, _ options: [GlusterOption], marks: [GlusterOption], because: [Difference],
        from coordinator: HostName, after: [StepID] = [], risk: Risk = .benign
    ) -> Step {
        let because =
            because.isEmpty
            ? [Difference("ownership", desired: "marked", observed: nil, rule: .cluster)] : because
        return Step(
            resource: .volume(volume.name),
            action: .gluster(.setOptions(volume.name, options + marks), from: coordinator),
            after: after, proof: .options(volume.name, options), risk: risk, scope: .volume(volume.name),
            because: because)
    }
}
