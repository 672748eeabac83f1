internal import ClusterModel

/// An option of gluster on a terminal.
enum OptionPage {
    static func lines(_ option: GlusterOptionInfo) -> [String] {
        let names = option.shortName.map { "\(option.name)  (short: \($0))" } ?? option.name
        var facts = [("takes", option.type.expected), ("gluster's", option.defaultValue ?? "nothing")]
        facts[1].0 = "default"
        facts.append(("left out", "not managed"))
        facts.append(("scope", option.isOfWholeCluster ? "all volumes together" : "one volume"))
        facts.append(("since", "op-version \(option.since)"))
        facts.append(("from", "gluster volume set help, gluster 10.3"))
        let meaning = option.meaning.isEmpty ? "gluster does not document it." : option.meaning
        return [names, "", "  " + meaning] + (OptionText.care(option.care).map { ["  " + $0] } ?? []) + [""]
            + facts.map { "  " + Explanation.padded($0.0, 10) + ($0.1.isEmpty ? "empty" : $0.1) }
    }
}
