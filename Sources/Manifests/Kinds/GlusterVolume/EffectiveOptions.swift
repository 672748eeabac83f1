internal import ClusterModel

/// The options that a volume gets: its own, then those of its group that it does not name itself.
struct EffectiveOptions {
    /// One option with the place of its value.
    struct Entry {
        let name: String
        let value: String
        let place: SourcePlace

        /// The value as a number, as gluster reads it: `010` is eight. Bytes of a size, 1 and 0 of a boolean.
        var number: Int? {
            guard let type = GlusterOptionTable.shared.option(name)?.type else { return nil }
            let normal = type.normal(value)
            return type == .boolean ? (normal == "on" ? 1 : 0) : Int(normal)
        }
    }

    private let entries: [String: Entry]

    /// nil where the options of the volume or of its group were not read without an error.
    init?(_ volume: Resource<GlusterVolumeSpec>, _ set: ManifestSet, _ diagnostics: DiagnosticCollector) {
        guard volume.isSound(diagnostics, "options", "optionGroup") else { return nil }
        let group = volume.spec.optionGroup.flatMap { name in set.optionGroups.first { $0.name == name.text } }
        guard group?.isSound(diagnostics, "options") ?? true else { return nil }
        var entries: [String: Entry] = [:]
        for option in group?.spec.options ?? [] {
            entries[option.name] = Entry(
                name: option.name, value: option.value, place: volume.place("optionGroup"))
        }
        for option in volume.spec.options {
            entries[option.name] = Entry(
                name: option.name, value: option.value, place: volume.optionPlace(option.name))
        }
        self.entries = entries
    }

    var isEmpty: Bool { entries.isEmpty }

    subscript(name: String) -> Entry? { entries[name] }
}
