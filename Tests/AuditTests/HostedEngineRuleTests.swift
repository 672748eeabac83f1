import Audit
import ClusterModel
import TestSupport
import Testing

/// What the audit refuses of the hosted engine, and the good plan that it lets through.
@Suite struct HostedEngineRuleTests {
    private static let deploy = Action.hostedEngine(.deploy(HostedEngineDeployment(answers: [])), on: "host1")

    /// No host has an engine, and the volume holds no storage domain.
    private static func observed(_ change: (HostName, inout HostedEngineFacts) -> Void = { _, _ in }) -> ObservedState {
        Make.observed { name, host in
            (host.hostedEngine.view, host.hostedEngine.configuration) = (.absent, .absent)
            host.hostedEngine.preflight.domains = ["/gluster/engine/brick": .known([])]
            change(name, &host.hostedEngine)
        }
    }

    private static func running(on hosts: Set<Int>) -> HostedEngineView {
        HostedEngineView(
            isInGlobalMaintenance: false,
            hosts: [1, 2].map { id in
                HostedEngineRow(
                    id: id, hostname: "host\(id).lab.test", timestamp: 1, score: 3400,
                    engine: .init(vm: hosts.contains(id) ? "up" : "down", health: "good", detail: "Up"), isLive: true,
                    state: "EngineUp")
            })
    }

    private func step(_ action: Action, risk: Risk = .disruptive, consents: [Consent] = []) -> Step {
        Step(
            resource: .host("host1"), action: action, postcondition: .hostedEngine(.cleaned("host1")), risk: risk,
            scope: .cluster, differences: [], consents: consents)
    }

    private func judge(_ steps: [Step], _ observed: ObservedState = Self.observed()) -> [String] {
        Auditor(for: "lab").judge(Plan(ready: steps), observed, now: Make.now).map(\.description)
    }

    @Test func anEngineIsDeployedWhereThereIsNone() { #expect(judge([step(Self.deploy)]) == []) }

    @Test func nothingIsDeployedUnasked() { #expect(!judge([step(Self.deploy, risk: .benign)]).isEmpty) }

    @Test func nothingIsDeployedOverAnEngine() {
        let elsewhere = Self.observed { name, facts in
            if name == "host3" { facts.configuration = .known(.init(["vmid": "x"])) }
        }
        #expect(!judge([step(Self.deploy)], elsewhere).isEmpty)
        let unread = Self.observed { name, facts in
            if name == "host2" { facts = HostedEngineFacts(unknown: .hostUnreachable(name, detail: "no route")) }
        }
        #expect(!judge([step(Self.deploy)], unread).isEmpty, "a silent host may have it")
        let domain = Self.observed { _, facts in facts.preflight.domains = ["/gluster/engine/brick": .known(["d"])] }
        #expect(!judge([step(Self.deploy)], domain).isEmpty)
    }

    @Test func oneInstallerRunsAtATime() {
        let other = Step(
            resource: .host("host2"), action: .hostedEngine(.deploy(HostedEngineDeployment(answers: [])), on: "host2"),
            postcondition: .hostedEngine(.cleaned("host2")), risk: .disruptive, scope: .cluster, differences: [])
        #expect(!judge([step(Self.deploy), other]).isEmpty)
    }

    @Test func noPasswordIsAPartOfAPlan() {
        let open = HostedEngineDeployment(answers: [.init("OVEHOSTED_ENGINE/adminPassword", .text("letmein"))])
        #expect(!judge([step(.hostedEngine(.deploy(open), on: "host1"))]).isEmpty)
    }

    @Test func nothingIsCleanedUpWithoutConsentOrUnderAnEngine() {
        let cleaning = Action.hostedEngine(.cleanUp, on: "host1")
        let agreed = [Consent(action: "hostedEngine.cleanUp", object: "host1", date: "2026-11-21")]
        #expect(!judge([step(cleaning)]).isEmpty)
        #expect(judge([step(cleaning, consents: agreed)]) == [])
        let other = [Consent(action: "hostedEngine.cleanUp", object: "host2", date: "2026-11-21")]
        #expect(!judge([step(cleaning, consents: other)]).isEmpty)
        let up = Self.observed { _, facts in facts.view = .known(Self.running(on: [2])) }
        #expect(!judge([step(cleaning, consents: agreed)], up).isEmpty)
    }

    @Test func nothingIsSetWhileTwoEnginesRun() {
        let maintenance = Action.hostedEngine(.setMaintenance(.global), on: "host1")
        let one = Self.observed { _, facts in facts.view = .known(Self.running(on: [1])) }
        #expect(judge([step(maintenance, risk: .benign)], one) == [])
        let two = Self.observed { _, facts in facts.view = .known(Self.running(on: [1, 2])) }
        #expect(!judge([step(maintenance, risk: .benign)], two).isEmpty)
    }
}
