internal import ClusterModel

/// An option that a volume is to have, and who says so.
struct WantedOption: Hashable {
    let option: GlusterOption
    let rule: Difference.Rule

    /// The same as a difference from what was seen.
    func difference(observed: String?) -> Difference {
        Difference("spec.options[\(option.name)]", desired: option.value, observed: observed, rule: rule)
    }
}

/// The options that a volume is to have, and the marks that say who set them.
struct DesiredOptions {
    /// Of the group, of the owner and of the volume itself; of two for one key the volume's own wins. By name.
    let all: [WantedOption]

    /// `role`: defaults of what the volume is used for.
    init(_ spec: GlusterVolumeSpec, group: [GlusterOption], role: [GlusterOption] = []) {
        let owner = spec.owner.map {
            [GlusterOption("storage.owner-uid", "\($0.uid)"), GlusterOption("storage.owner-gid", "\($0.gid)")]
        }
        let said =
            role.map { WantedOption(option: $0, rule: .default) }
            + group.map { WantedOption(option: $0, rule: .group) }
            + ((owner ?? []) + spec.options).map { WantedOption(option: $0, rule: .explicit) }
        let byName = Dictionary(said.map { ($0.option.name, $0) }) { _, later in later }
        all = byName.values.sorted { $0.option.name < $1.option.name }
    }

    var names: Set<String> { Set(all.map(\.option.name)) }

    /// Who owns the volume, and which options are ours: split so that no value is longer than glusterd bears. Marks can
    /// be overwritten and not taken away (field notes A5): one of `earlier` that is not needed any more names nothing.
    static func marks(owner: ClusterName, keys: [String], earlier: [String] = []) -> [GlusterOption] {
        var values: [String] = [""]
        for key in keys.sorted() {
            let last = values[values.count - 1]
            let longer = last.isEmpty ? key : "\(last),\(key)"
            if longer.utf8.count <= OwnershipTag.valueLimit {
                values[values.count - 1] = longer
            } else {
                values.append(key)
            }
        }
        let named = values.enumerated().filter { !$0.element.isEmpty }.map { index, value in
            GlusterOption(index == 0 ? OwnershipTag.options : "\(OwnershipTag.options).\(index + 1)", value)
        }
        let spare = earlier.sorted().filter { mark in !named.contains { $0.name == mark } }.map {
            GlusterOption($0, OwnershipTag.nothing)
        }
        return [GlusterOption(OwnershipTag.owner, owner.text)] + named + spare
    }

    /// The keys that the volume's marks name.
    static func markedKeys(_ view: GlusterVolumeView) -> [String] {
        view.options.filter { isMark($0.name) }.flatMap { mark in
            mark.value.utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)) }
        }
    }

    /// The names of the marks that name anything.
    static func usedMarks(_ view: GlusterVolumeView) -> [String] {
        view.options.filter { isMark($0.name) && $0.value != OwnershipTag.nothing }.map(\.name)
    }

    private static func isMark(_ name: String) -> Bool {
        name == OwnershipTag.options || name.hasPrefix("\(OwnershipTag.options).")
    }

    /// What it costs to set the options of a volume that runs.
    static func risk(_ options: [GlusterOption]) -> Risk {
        options.contains { GlusterOptionTable.shared.option($0.name)?.care == .disruptive } ? .disruptive : .benign
    }

    /// One transaction for options and marks together.
    static func step(
        _ volume: Desired<GlusterVolumeSpec>, _ options: [GlusterOption], marks: [GlusterOption],
        differences: [Difference],
        from coordinator: HostName, after: [StepKey] = [], risk: Risk = .benign, consents: [Consent] = []
    ) -> Step {
        let differences =
            differences.isEmpty
            ? [Difference("ownership", desired: "marked", observed: nil, rule: .cluster)] : differences
        return Step(
            resource: .volume(volume.name),
            action: .gluster(.setOptions(volume.name, options + marks), from: coordinator),
            after: after, postcondition: .gluster(.options(volume.name, options.isEmpty ? marks : options)), risk: risk,
            scope: .volume(volume.name), differences: differences, consents: consents)
    }
}
