import ClusterModel
import Testing

@testable import Reconciliation

/// Steps begin together as far as each host bears it.
@Suite struct StepFlightTests {
    private static let hosts = (1...12).map { HostName("host\($0)") }

    private func step(
        _ number: Int, on host: HostName, preconditions: [Precondition] = [], after: [Step] = []
    ) -> Step {
        Step(
            resource: .host(host), action: .host(.makeDirectory(path: "/\(number)"), on: host), after: after.map(\.id),
            preconditions: preconditions, postcondition: .host(.directory(host, path: "/\(number)")), risk: .benign,
            scope: .host(host),
            differences: [])
    }

    /// The steps that run together, where each takes as long as every other one.
    private func rounds(_ steps: [Step]) -> [[Step]] {
        var flight = StepFlight()
        flight.start(steps)
        var rounds: [[Step]] = []
        while !flight.isPlanOver {
            let round = flight.begin(on: Set(Self.hosts))
            guard !round.isEmpty else { break }
            rounds.append(round)
            for step in round { flight.ended(step, .done) }
        }
        #expect(flight.isIdle && flight.isPlanOver)
        #expect(rounds.reduce(0) { $0 + $1.count } == steps.count)
        return rounds
    }

    @Test func aDozenHostsGoAtOnce() {
        #expect(rounds(Self.hosts.map { step(1, on: $0) }).map(\.count) == [12])
    }

    @Test func noHostGetsMoreThanItsLimit() {
        let limit = StepFlight.stepsPerHost
        let found = rounds((0..<(2 * limit)).flatMap { number in Self.hosts.map { step(number, on: $0) } })
        #expect(found.map(\.count) == [12 * limit, 12 * limit])
        for round in found {
            #expect(Self.hosts.allSatisfy { host in round.count { $0.action.host == host } == limit })
        }
    }

    /// One host's long queue holds up no other host.
    @Test func aBusyHostHoldsUpNoOther() {
        let limit = StepFlight.stepsPerHost
        let many = (0..<(4 * limit)).map { step($0, on: "host1") }
        let found = rounds(many + Self.hosts.dropFirst().map { step(0, on: $0) })
        #expect(found.map(\.count) == [limit + 11, limit, limit, limit])
    }

    /// Twelve steps on as many hosts, and each reads host1 again before.
    @Test func whatIsReadAgainCounts() {
        let steps = Self.hosts.map { host in
            step(1, on: host, preconditions: [.gluster(.brickMarked("host1", path: "/gluster/b", volume: "v"))])
        }
        #expect(rounds(steps).map(\.count) == [StepFlight.stepsPerHost, StepFlight.stepsPerHost])
    }

    @Test func stepsWaitForTheTermOnTheirHostAndForTheirPredecessors() {
        let (first, other) = (step(1, on: "host1"), step(1, on: "host2"))
        let last = step(2, on: "host1", after: [other])
        var flight = StepFlight()
        flight.start([first, other, last])
        #expect(flight.join(besides: ["host1"]) == ["host2"])
        #expect(flight.join(besides: ["host1"]) == [])
        #expect(flight.begin(on: ["host1"]) == [first])
        flight.joined("host2")
        #expect(flight.refuse("host2", .fenceHeld("host2")).map(\.0) == [other])
        #expect(flight.takeSkipped().map(\.0) == [last])
        #expect(!flight.isPlanOver && !flight.isIdle)
        flight.ended(first, .done)
        #expect(flight.isPlanOver && flight.isIdle)
    }

    /// A step that hangs belongs to no plan any more, and counts for its host's load.
    @Test func aNewPlanBeginsBesideWhatRuns() {
        let (old, new) = (step(1, on: "host1"), step(2, on: "host2"))
        var flight = StepFlight()
        flight.start([old])
        #expect(flight.begin(on: ["host1"]) == [old])
        flight.start([new])
        #expect(flight.begin(on: ["host1", "host2"]) == [new])
        #expect(flight.running == [old, new])
        flight.ended(new, .done)
        #expect(flight.isPlanOver && !flight.isIdle)
    }
}
