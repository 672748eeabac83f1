internal import ClusterModel

/// Changed lines of a managed file.
enum FileChangeText {
    /// `- old line`, `+ new line`.
    static func lines(_ difference: Difference) -> [String] {
        [difference.observed.map { "- \($0)" }, difference.desired.map { "+ \($0)" }].compactMap(\.self)
    }
}

/// Changed options of a volume in words.
enum OptionChangeText {
    /// So many changed options are named; more are counted, and all are shown by `-o wide`.
    static let named = 3

    static func phrase(_ differences: [Difference]) -> String {
        let options = differences.compactMap { one in BracketText.inner(one.field).map { ($0, one) } }
        guard !options.isEmpty else {
            let owner = differences.first { $0.field == "ownership" }?.observed
            return owner.map { "take the volume over from the Cluster \($0)" } ?? "mark the volume as managed"
        }
        guard options.contains(where: { $0.1.observed != nil }) || options.count == 1 else {
            return "set \(options.count) options"
        }
        let shown = options.prefix(named).map { "\($0): \($1.observed ?? "unset") -> \($1.desired ?? "unset")" }
        let rest = options.count - shown.count
        return "set \(shown.joined(separator: ", "))" + (rest > 0 ? " and \(rest) more" : "")
    }
}

/// What a new volume will be.
enum VolumeShapeText {
    static func text(_ replica: Int, _ arbiter: Int, _ bricks: Int, _ differences: [Difference]) -> String {
        let copies = replica == 1 ? "distribute" : "replica \(replica)" + (arbiter > 0 ? " (arbiter \(arbiter))" : "")
        return "\(copies), \(places(bricks, differences))"
    }

    /// `/gluster/engine/brick on host1, host2, host3`, or the number of bricks where their paths differ.
    private static func places(_ count: Int, _ differences: [Difference]) -> String {
        let bricks = (differences.first { $0.field == "spec.bricks" }?.desired ?? "").split(separator: " ").map {
            $0.split(separator: ":", maxSplits: 1)
        }
        guard let path = bricks.first?.last, bricks.allSatisfy({ $0.count == 2 && $0[1] == path }) else {
            return "\(count) bricks"
        }
        return "\(path) on \(StepPhrase.list(bricks.map { String($0[0]) }))"
    }
}

/// What stands in the brackets of a field's path.
enum BracketText {
    /// `network.ping-timeout` of `spec.options[network.ping-timeout]`.
    static func inner(_ field: String) -> String? {
        guard let open = field.firstIndex(of: "["), let close = field.lastIndex(of: "]"), open < close else {
            return nil
        }
        return String(field[field.index(after: open)..<close])
    }
}
