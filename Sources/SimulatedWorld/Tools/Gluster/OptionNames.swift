internal import ClusterModel

/// Options that `gluster volume set` of 10.3 knows.
enum OptionNames {
    /// The full name; nil if there is no such option. A name without its first part is enough, if it is the only one.
    static func full(_ name: String) -> String? {
        GlusterOptionTable.shared.knows(name) ? GlusterOptionTable.shared.fullName(of: name) : nil
    }

    /// In gluster's words, with the nearest name.
    static func complaint(_ name: String) -> String {
        let nearest = all.min { distance($0, name) < distance($1, name) } ?? ""
        return "option : \(name) does not exist\nDid you mean \(nearest)?"
    }

    /// The same of `volume reset`, which begins with a capital.
    static func resetComplaint(_ name: String) -> String {
        let nearest = all.min { distance($0, name) < distance($1, name) } ?? ""
        return "Option \(name) does not exist\nDid you mean \(nearest)?"
    }

    /// Letters to be changed, added or left out.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.utf8)
        var row = Array(0...right.count)
        for (line, letter) in left.utf8.enumerated() {
            var above = row[0]
            row[0] = line + 1
            for column in right.indices {
                let cost = min(row[column] + 1, row[column + 1] + 1, above + (letter == right[column] ? 0 : 1))
                (above, row[column + 1]) = (row[column + 1], cost)
            }
        }
        return row[right.count]
    }

    private static var all: [String] { GlusterOptionTable.shared.options.map(\.name) }
}
