internal import ClusterModel

/// What has to hold between volumes and option groups.
enum OptionGroupRules {
    static func check(_ set: ManifestSet, _ problems: inout Problems) {
        guard !set.hasGaps else { return }
        let names = set.optionGroups.map(\.name)
        for volume in set.volumes {
            guard let group = volume.spec.optionGroup, !names.contains(group.text) else { continue }
            problems.error(
                "there is no VolumeOptionGroup \(Words.quoted(group.text))", at: volume.place("optionGroup"),
                advice: NearestName.advice(for: group.text, among: names)
                    ?? "add a document of the kind VolumeOptionGroup")
        }
    }
}
