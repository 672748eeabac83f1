import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// What a running engine keeps hcctl from doing elsewhere.
@Suite struct HostedEngineGuardTests {
    private static let desired = {
        var desired = Make.desired([
            Make.volume(options: [GlusterOption("cluster.quorum-type", "none")]) {
                $0.owner = GlusterVolumeSpec.Owner()
            }
        ])
        var spec = HostedEngineSpec()
        (spec.fqdn, spec.bridgeInterface, spec.gateway) = ("engine.lab.test", "eth0", "10.88.0.1")
        spec.storage.volume = "engine"
        (spec.deployFrom, spec.hosts) = ("host1", ["host1", "host2"])
        desired.hostedEngines = [Desired("engine", spec)]
        return desired
    }()

    /// host1 and host2 have the engine; `vm` tells where it is up, `score` what host2 could do.
    private static func observed(
        up hosts: Set<Int>, score: Int = 3400, _ change: (HostName, inout ObservedHost) -> Void = { _, _ in }
    ) -> ObservedState {
        let rows = [1, 2].map { id in
            HostedEngineRow(
                id: id, hostname: "host\(id).lab.test", timestamp: 100, score: id == 1 ? 3400 : score,
                engine: .init(vm: hosts.contains(id) ? "up" : "down", health: "good", detail: "Up"), isLive: true,
                state: hosts.contains(id) ? "EngineUp" : "EngineDown")
        }
        return Make.observed(desired) { name, host in
            if name != "host3" {
                host.hostedEngine.view = .known(HostedEngineView(isInGlobalMaintenance: false, hosts: rows))
                host.hostedEngine.configuration = .known(.init(["vmid": "x"]))
            }
            change(name, &host)
        }
    }

    private static func plan(_ observed: ObservedState, consents: [Consent] = []) -> Plan {
        var desired = desired
        var policy = ResourcePolicy()
        policy.consents = consents
        desired.policies[.volume("engine")] = policy
        return Planner().plan(desired, observed, history: History(), now: Make.now)
    }

    /// The volume found with an option that protects it, which the manifest lowers.
    private static func protected(_ name: HostName, _ host: inout ObservedHost) {
        let found = Make.found(
            desired.volumes[0], seenFrom: name, desired, options: [GlusterOption("cluster.quorum-type", "auto")])
        let view = Make.view(name, desired)
        host.gluster.view = .known(
            GlusterView(uuid: view.uuid, opVersion: view.opVersion, peers: view.peers, volumes: [found]))
    }

    private static func holds(_ plan: Plan, of resource: ResourceID) -> Set<WaitingOn> {
        Set(plan.held.filter { $0.resource == resource }.flatMap(\.waitingOn))
    }

    @Test func theEnginesVolumeIsNotLoweredEvenWithConsent() {
        let agreed = Consent(action: "gluster.setOptions", object: "cluster.quorum-type=none", date: "2026-11-21")
        let seen = Self.observed(up: [1], Self.protected)
        #expect(Self.holds(Self.plan(seen), of: .volume("engine")).map(\.reason) == ["ConsentNeeded"])
        let held = Self.plan(seen, consents: [agreed])
        #expect(Self.holds(held, of: .volume("engine")) == [.hostedEngine(.holdsEngine("engine"))])
        #expect(!held.ready.contains { $0.resource == .volume("engine") })
    }

    @Test func twoEnginesHoldWhatTouchesEither() {
        let seen = Self.observed(up: [1, 2]) { name, host in
            Self.protected(name, &host)
            // Each host has a step of its own.
            host.os.packages["attr"] = .absent
            host.os.candidates["attr"] = .known("1")
        }
        let agreed = Consent(action: "gluster.setOptions", object: "cluster.quorum-type=none", date: "2026-11-21")
        let plan = Self.plan(seen, consents: [agreed])
        let both: WaitingOn = .hostedEngine(.severalEngines(["host1", "host2"]))
        #expect(Self.holds(plan, of: .volume("engine")).contains(both))
        #expect(Self.holds(plan, of: .host("host1")) == [both])
        #expect(Self.holds(plan, of: .host("host2")) == [both])
        #expect(plan.ready.map(\.action.host) == ["host3"])
        #expect(Self.holds(plan, of: Self.desired.hostedEngines[0].id) == [both])
    }

    @Test(arguments: [(3400, false), (0, true)]) func theOnlyHostOfTheEngineIsNotDisturbed(_ score: Int, _ isHeld: Bool)
    {
        let seen = Self.observed(up: [1], score: score)
        let input = PlanningInput(desired: Self.desired, observed: seen, history: History(), now: Make.now)
        let engineGuard = HostedEngineGuard(input)
        #expect(
            engineGuard.obstacles(disturbing: "host1") == (isHeld ? [.hostedEngine(.onlyEngineHost("host1"))] : []))
        #expect(engineGuard.obstacles(disturbing: "host2").isEmpty)
    }
}
