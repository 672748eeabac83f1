import ClusterModel
import World

@testable import SimulatedWorld

/// A cluster with its clock and dice, for tests about calls.
struct Stage: Sendable {
    let simulator = Simulator()
    let cluster: SimulatedCluster

    init(_ state: ClusterState = .bare(3), faults: FaultRates = .none, seed: UInt64 = 1) {
        cluster = SimulatedCluster(state, time: simulator, random: SeededRandomSource(seed: seed), faults: faults)
    }

    /// A call always strikes.
    init(always fault: Fault, _ state: ClusterState = .bare(3)) {
        self.init(state, faults: FaultRates([fault: FaultRates.calls]))
    }

    func run<Value: Sendable>(
        as life: ProcessLifetime = ProcessLifetime("hcctl-1"),
        _ body: @escaping @Sendable (any CommandTransport) async -> Value
    ) -> Value? {
        let transport = cluster.transport(for: life)
        return simulator.run { await body(transport) }
    }

    static func command(_ words: String..., limit: Invocation.Limit = .killAfter(.seconds(20))) -> Change {
        .run(Invocation(words, limit: limit))
    }

    static let mkdir = command("mkdir", "-p", "-m", "0755", "--", "/gluster")
    static let mkfs = command("mkfs.xfs", "--", "/dev/vdb", limit: .detachAfter(.seconds(600)))
    static let date = Query.read(path: "/etc/fstab", limit: 1000)
}

extension Outcome {
    var failure: TransportFailure? {
        switch self {
        case .finished: nil
        case .notRun(let failure), .indeterminate(let failure): failure
        }
    }

    var isUndecided: Bool { if case .indeterminate = self { true } else { false } }
    var isNotDelivered: Bool { if case .notRun = self { true } else { false } }
}
