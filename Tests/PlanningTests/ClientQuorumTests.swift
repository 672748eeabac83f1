import ClusterModel
import Testing

@testable import Planning

/// What clients need to write, for both questions that are asked of it.
@Suite struct ClientQuorumTests {
    struct Row: Sendable, CustomStringConvertible {
        let type: String?
        let count: String?
        /// One letter a brick in the order of the set: `+` runs.
        let bricks: String
        /// Bricks needed, where those that run are too few.
        let disturbing: Int?
        let raising: Int?

        init(_ type: String?, _ count: String?, _ bricks: String, _ disturbing: Int?, _ raising: Int?) {
            (self.type, self.count, self.bricks) = (type, count, bricks)
            (self.disturbing, self.raising) = (disturbing, raising)
        }

        var description: String { "\(type ?? "no type") \(count ?? "-") \(bricks)" }
    }

    //   type     count bricks  disturbing raising
    static let table: [Row] = [
        .init(nil, nil, "+", nil, nil),
        .init(nil, nil, "-", nil, 1),
        .init(nil, nil, "+-", nil, 2),
        .init(nil, nil, "-+", nil, 2),
        .init(nil, nil, "++-", nil, nil),
        .init(nil, nil, "-++", nil, nil),
        .init(nil, nil, "+--", 2, 2),
        .init(nil, nil, "++--", nil, 3),
        .init(nil, nil, "--++", 3, 3),
        .init("auto", nil, "++", nil, nil),
        .init("auto", nil, "+-", nil, 2),
        .init("auto", nil, "-+", 2, 2),
        .init("auto", nil, "+-+", nil, nil),
        .init("auto", nil, "--+", 2, 2),
        .init("auto", nil, "+++-", nil, nil),
        .init("auto", nil, "+--+", nil, 3),
        .init("auto", nil, "-+-+", 3, 3),
        .init("auto", "1", "--+", 2, 2),
        .init("none", nil, "---", nil, nil),
        .init("none", "2", "--", nil, nil),
        .init("fixed", "1", "--+", nil, nil),
        .init("fixed", "2", "--+", 2, 2),
        .init("fixed", "2", "+-+", nil, nil),
        .init("fixed", "3", "++-", 3, 3),
        .init("fixed", nil, "++-", 3, 3),
        .init("fixed", "many", "++-", 3, 3),
    ]

    @Test(arguments: table) func asManyAsAreNeeded(_ row: Row) {
        let runs = row.bricks.map { $0 == "+" }
        func needed(_ purpose: ClientQuorum.Purpose) -> Int? {
            let quorum = ClientQuorum(of: runs.count, for: purpose) { name in
                name == "cluster.quorum-type" ? row.type : row.count
            }
            return quorum.shortage(runs)?.needed
        }
        #expect(needed(.disturbing) == row.disturbing)
        #expect(needed(.raising) == row.raising)
    }

    /// Whoever may raise it may lean on it: what is enough to raise a quorum is enough to disturb under it.
    @Test(arguments: 1...6) func raisingIsNeverLessCareful(_ size: Int) {
        for type in [nil, "auto", "none", "fixed", "else"] {
            for count in [nil, "1", "2", "3", "many"] {
                for pattern in 0..<(1 << size) {
                    let runs = (0..<size).map { pattern >> $0 & 1 == 1 }
                    func shortage(_ purpose: ClientQuorum.Purpose) -> ClientQuorum.Shortage? {
                        ClientQuorum(of: size, for: purpose) { $0 == "cluster.quorum-type" ? type : count }
                            .shortage(runs)
                    }
                    guard shortage(.disturbing) != nil else { continue }
                    #expect(shortage(.raising) != nil, "\(type ?? "none set") \(count ?? "-") \(runs)")
                }
            }
        }
    }

    @Test func itCountsWhatRuns() {
        let quorum = ClientQuorum(of: 3, for: .disturbing) { _ in nil }
        #expect(quorum.shortage([false, true, false]) == ClientQuorum.Shortage(up: 1, needed: 2))
    }
}
