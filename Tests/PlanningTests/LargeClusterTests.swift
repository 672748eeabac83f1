import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// What planning costs on a large cluster is decided by these: lookups go through an index, views share what is equal,
/// and the status reads each part of the plan once.
@Suite struct LargeClusterTests {
    /// Volumes of three bricks each, spread over so many hosts.
    private static func desired(hosts count: Int, volumes: Int) -> DesiredState {
        let hosts = (0..<count).map { HostName("host\($0)") }
        let declared = (0..<volumes).map { number in
            Make.volume(VolumeName("v\(number)"), hosts: (0..<3).map { hosts[(number + $0) % count] })
        }
        return Make.desired(declared, hosts: hosts)
    }

    private static func views(_ desired: DesiredState) -> [GlusterView] {
        desired.spec.hosts.map { Make.view($0, desired) }
    }

    @Test(arguments: [4, 16]) func theViewsOfOnePoolShareAnIndex(hosts: Int) {
        #expect(Make.converged(Self.desired(hosts: hosts, volumes: 32)).volumes.indexes == 1)
    }

    @Test func aVolumeIsFoundAsASearchOfTheViewsFindsIt() {
        let desired = Self.desired(hosts: 5, volumes: 12)
        let observed = Make.observed(desired) { name, host in
            guard name != "host0", case .known(let view) = host.gluster.view else {
                host.gluster.view = .absent
                return
            }
            let isCutOff = name == "host1"
            let peers = desired.spec.hosts.filter { $0 != name }.map { Make.peer($0, isConnected: !isCutOff) }
            let volumes =
                isCutOff ? Array(view.volumes.reversed()) : Array(view.volumes.dropFirst(name == "host2" ? 4 : 1))
            host.gluster.view = .known(GlusterView(uuid: view.uuid, opVersion: 1, peers: peers, volumes: volumes))
        }
        #expect(observed.volumes.indexes == 3)
        for name in desired.volumes.map(\.name) + ["none"] {
            for host in desired.spec.hosts {
                #expect(observed.volumes[name, on: host] == Self.search(name, host, observed))
            }
            let order: [HostName] = ["host2", "host3", "host4", "host1"]
            #expect(observed.volumes[name] == order.lazy.compactMap { Self.search(name, $0, observed) }.first)
        }
        #expect(Set(observed.volumes.all.map(\.name)) == Set(desired.volumes.map(\.name)))
        #expect(observed.volumes.all.count == desired.volumes.count)
    }

    private static func search(_ name: VolumeName, _ host: HostName, _ observed: ObservedState) -> GlusterVolumeView? {
        if case .known(let view) = observed.gluster(host) { view.volume(name) } else { nil }
    }

    /// Three hosts with a brick hold a volume of their own, all the others hold one together.
    @Test(arguments: [8, 32]) func whatIsKeptDoesNotGrowWithTheHosts(hosts: Int) {
        var shared = SharedVolumes()
        let plain = Self.views(Self.desired(hosts: hosts, volumes: 16))
        let views = plain.map { shared.share($0) }
        #expect(views == plain)
        for place in 0..<16 {
            let kept = views.map { $0.volumes[place] }.reduce(into: [GlusterVolumeView]()) { kept, volume in
                if !kept.contains(where: volume.isCopy) { kept.append(volume) }
            }
            #expect(kept.count == 4)
        }
    }

    @Test func theOutcomeOfAResourceIsItsPartOfThePlan() {
        let desired = Self.desired(hosts: 4, volumes: 8)
        let plan = Planner().plan(desired, Make.bare(desired), history: History(), now: Make.now)
        let results = Dictionary(plan.ready.map { ($0.id, StepResult.done) }) { first, _ in first }
        let resources = Dictionary(plan.ready.map { ($0.id, $0.resource) }) { first, _ in first }
        let outcomes = PlanOutcomes(plan, results, resources)
        #expect(outcomes.whole.held == plan.held && outcomes.whole.ready == plan.ready)
        for resource in desired.spec.hosts.map(ResourceID.host) + desired.volumes.map(\.id) {
            #expect(outcomes[resource].ready == plan.ready.filter { $0.resource == resource })
            #expect(outcomes[resource].held == plan.held.filter { $0.resource == resource })
            #expect(outcomes[resource].unknown == plan.unknown.filter { $0.resource == resource })
            #expect(outcomes[resource].results.count == resources.values.count { $0 == resource })
        }
    }
}
