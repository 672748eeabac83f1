import ClusterModel
import HostedEngine
import TestSupport
import Testing

@testable import Planning

/// What all hosts together report of the engine.
@Suite struct HostedEngineFiguresTests {
    private struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Sample that each host answers with; nil gives no answer.
        let samples: [String?]
        let health: ResourceStatus.Health
        let engineOn: [String]
    }

    private static let cases = [
        Case(
            testDescription: "all agree", samples: ["healthy", "healthy-seen-from-h2", "healthy"], health: .healthy,
            engineOn: ["host1.lab"]),
        Case(
            testDescription: "one host gives no answer", samples: [nil, "healthy-seen-from-h2", "healthy"],
            health: .healthy, engineOn: ["host1.lab"]),
        Case(
            testDescription: "a dead host's row says that the engine runs there",
            samples: ["engine-host-dead-failed-over", "engine-host-dead-failed-over", nil], health: .degraded,
            engineOn: ["host1.lab"]),
        Case(
            testDescription: "a parked host calls every row stale",
            samples: ["local-maintenance-h3", "local-maintenance-h3", "local-maintenance-h3-parked-own-view"],
            health: .degraded, engineOn: ["host1.lab"]),
        Case(
            testDescription: "only a parked host answers",
            samples: [nil, nil, "local-maintenance-h3-parked-own-view"], health: .unknown, engineOn: []),
        Case(
            testDescription: "the health page is bad", samples: ["engine-bad-health", nil, nil], health: .degraded,
            engineOn: ["host2.lab"]),
        Case(
            testDescription: "global maintenance that is not declared",
            samples: ["global-maintenance", "global-maintenance", "global-maintenance"], health: .degraded,
            engineOn: ["host1.lab"]),
        Case(
            testDescription: "not deployed", samples: ["not-deployed", "not-deployed", "not-deployed"],
            health: .unknown, engineOn: []),
        Case(
            testDescription: "no broker answers", samples: ["broker-stopped", "broker-down", "metadata-too-new-host3"],
            health: .unknown, engineOn: []),
    ]

    private static func figures(_ samples: [String?]) throws -> ResourceFigures {
        var desired = Make.desired()
        var spec = HostedEngineSpec()
        spec.hosts = desired.spec.hosts
        desired.hostedEngines = [Desired("engine", spec)]
        let names = desired.spec.hosts
        let views = try samples.map { try $0.map { try Sample.view(named: $0) } }
        let observed = Make.observed(desired) { name, host in
            let index = names.firstIndex(of: name) ?? 0
            host.hostedEngine.view = views[index] ?? .unknown(.hostUnreachable(name, detail: "no route"))
        }
        return try #require(HostedEngineFigures(desired, observed).all.first)
    }

    @Test(arguments: cases) private func healthAndPlace(_ row: Case) throws {
        let found = try Self.figures(row.samples)
        #expect(found.health == row.health)
        guard case .object(let members) = found.facts, case .array(let hosts)? = members.first?.value else {
            Issue.record("\(found.facts)")
            return
        }
        #expect(hosts == row.engineOn.map(JSON.string))
    }

    @Test func factsOfEachCase() throws {
        let parts = try Self.cases.map { "# \($0.testDescription)\n\(try Self.figures($0.samples).facts)\n" }
        try expectGolden(parts.joined(separator: "\n"), "figures.txt")
    }

    /// Two live hosts whose machines run are the worst that can be.
    @Test func twoEnginesAreAFailure() throws {
        let healthy = try Sample.view(named: "healthy")
        guard case .known(let view) = healthy else { return }
        let up = HostedEngineRow.EngineState(vm: "up", health: "good", detail: "Up")
        let rows = view.hosts.map {
            HostedEngineRow(
                id: $0.id, hostname: $0.hostname, timestamp: $0.timestamp, score: $0.score,
                engine: $0.id < 3 ? up : $0.engine, isLive: true)
        }
        var desired = Make.desired()
        desired.hostedEngines = [Desired("engine", HostedEngineSpec())]
        let observed = Make.observed(desired) { _, host in
            host.hostedEngine.view = .known(HostedEngineView(isInGlobalMaintenance: false, hosts: rows))
        }
        #expect(HostedEngineFigures(desired, observed).all.first?.health == .failed)
    }
}
