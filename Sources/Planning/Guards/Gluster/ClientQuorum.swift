internal import ClusterModel

/// How many bricks of a replica set must run so that clients can go on writing (gluster(8), cluster.quorum-type).
struct ClientQuorum: Equatable {
    /// The options that decide it.
    static let options = ["cluster.quorum-type", "cluster.quorum-count"]

    /// What is asked, and how an open question is answered.
    enum Purpose: CaseIterable {
        /// A brick is to be taken away under the quorum that is in force. Read as gluster reads it: without a type it is
        /// `auto` for three copies and more and none for two, and half of an even number will do if the first is in it.
        case disturbing
        /// Quorum is to be raised. Read with care: without a type it counts as `auto`, and half of the bricks never
        /// will do, because from then on the volume would hang on one of them.
        case raising
    }

    private enum Rule: Equatable {
        case none
        case fixed(Int)
        case most(of: Int, firstDecides: Bool)
    }

    private let rule: Rule

    /// Of a set of so many bricks; `option` gives the value that is in force or to be, nil where nobody has set one.
    init(of size: Int, for purpose: Purpose, option: (String) -> String?) {
        let automatic = purpose == .raising || size > 2 ? "auto" : "none"
        rule =
            switch option("cluster.quorum-type") ?? automatic {
            case "none": .none
            case "fixed": .fixed(option("cluster.quorum-count").flatMap { Int($0) } ?? size)
            default: .most(of: size, firstDecides: purpose == .disturbing)
            }
    }

    /// What is lacking if only these run, told brick by brick in the order of the set; nil if they are enough.
    func shortage(_ runs: [Bool]) -> Shortage? {
        let up = runs.count { $0 }
        let needed = needed(withFirst: runs.first ?? false)
        return up < needed ? Shortage(up: up, needed: needed) : nil
    }

    private func needed(withFirst: Bool) -> Int {
        switch rule {
        case .none: 0
        case .fixed(let count): count
        case .most(let size, let firstDecides):
            firstDecides && withFirst && size.isMultiple(of: 2) ? size / 2 : size / 2 + 1
        }
    }

    /// Bricks that run, and how many would have to.
    struct Shortage: Equatable {
        let up: Int
        let needed: Int
    }
}
