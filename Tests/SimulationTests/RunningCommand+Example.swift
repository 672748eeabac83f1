import ClusterModel
import World

@testable import SimulatedWorld

extension RunningCommand {
    /// A formatting that takes effect.
    static func example(
        _ id: UInt64 = 1, term: UInt64 = 1, host: HostName = "host1", begun: Duration = .zero
    ) -> Self {
        Self(
            id: id, host: host, term: Term(term), caller: "a",
            change: .run(Invocation(["mkfs.xfs", "--", "/dev/vdb"])), begun: begun, ends: begun + .seconds(1),
            completion: .effect)
    }
}
