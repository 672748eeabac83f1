internal import ClusterModel

/// Options of groups, and the groups that volumes name.
enum VolumeOptionGroupRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        for group in set.optionGroups { OptionRules.check(group, &diagnostics) }
        guard !set.isPartial else { return }
        let names = set.optionGroups.map(\.name)
        for volume in set.volumes {
            guard let group = volume.spec.optionGroup, !names.contains(group.text) else { continue }
            diagnostics.error(
                "there is no VolumeOptionGroup \(MessageText.quoted(group.text))", at: volume.place("optionGroup"),
                advice: ClosestMatch.advice(for: group.text, among: names)
                    ?? "add a document of the kind VolumeOptionGroup")
        }
    }
}
