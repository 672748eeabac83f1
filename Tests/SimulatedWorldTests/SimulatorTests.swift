import ClusterModel
import Synchronization
import Testing
import World

@testable import SimulatedWorld

/// Virtual time, and one order of everything.
@Suite struct SimulatorTests {
    @Test func timeJumpsToTheNextSleeper() {
        let simulator = Simulator()
        let heard = simulator.run {
            await withTaskGroup(of: (Int, Duration).self) { group in
                for seconds in [3, 1, 2] {
                    group.addTask {
                        try? await simulator.sleep(.seconds(seconds))
                        return (seconds, simulator.uptime())
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }.map { "\($0.0) \($0.1)" }
            }
        }
        #expect(heard == ["1 1.0 seconds", "2 2.0 seconds", "3 3.0 seconds"])
        #expect(simulator.wallTime().description == "2026-11-21T00:00:03Z")
    }
}
