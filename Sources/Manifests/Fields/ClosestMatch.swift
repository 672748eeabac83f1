/// Finds the known name that a misspelt one is likely to mean.
package enum ClosestMatch {
    /// Scalars of a name that are compared. The work grows with the square; no name of ours is as long.
    private static let comparedScalars = 64

    /// `did you mean “replica”?` where one of the names is near, else nil.
    package static func advice(for name: String, among names: [String]) -> String? {
        nearest(to: name, among: names).map { "did you mean \(MessageText.quoted($0))?" }
    }

    /// The nearest of the names, if one is near; of several the first.
    static func nearest(to name: String, among names: [String]) -> String? {
        let scalars = folded(name)
        guard scalars.count <= comparedScalars else { return nil }
        let allowed = max(1, scalars.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in names where abs(candidate.unicodeScalars.count - scalars.count) <= allowed {
            let distance = distance(scalars, folded(candidate))
            if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Without regard to case and to the signs that people mix up.
    private static func folded(_ name: String) -> [Unicode.Scalar] {
        name.lowercased().unicodeScalars.map { $0 == "_" ? "-" : $0 }
    }

    /// How many insertions, deletions, replacements and swaps of neighbours lie between the two.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    least = min(least, beforeLast[j - 1] + 1)
                }
                row.append(least)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
