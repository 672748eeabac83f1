import ClusterModel
import Planning
import Presentation
import TestSupport
import Testing

/// What `status`, `get`, `describe` and `why` show of one cluster in several situations, committed as text and JSON.
@Suite struct StatusTextTests {
    struct Situation: Sendable, CustomTestStringConvertible {
        let name: String
        var desired = Make.desired()
        let observed: ObservedState
        var history = History()
        var testDescription: String { name }

        var plan: Plan { Planner().plan(desired, observed, history: history, now: Make.now) }

        func report() -> RunReport {
            let plan = plan
            let status = StatusReport(desired, observed, plan, now: Make.now.wall)
            let verdict: Verdict = plan.isConverged ? .converged : plan.ready.isEmpty ? .stalled : .different
            var counts = CommandCounts()
            (counts.reading, counts.roundTrips) = (57, 3)
            return RunReport(
                verdict: verdict, cluster: desired.cluster, plan: plan, statuses: status.statuses,
                overview: status.overview, took: .milliseconds(310), counts: counts)
        }

        func chain(_ resource: ResourceID) -> CauseChain {
            Diagnosis(desired, observed, plan, report().overview).chain(for: resource)
        }
    }

    private static let off = ObservedHost(
        unknown: .hostUnreachable("host3", detail: "ssh: connect to host host3.lab.test port 22: No route to host"))

    private static let drifted = Make.observed { name, host in
        if name == "host2" { host.storage.mounts = .known([Make.root]) }
        if name == "host3" {
            host.os.services["glusterd"] = .known(ServiceState(load: "loaded", active: "failed", enablement: "enabled"))
            host.gluster.view = .unknown(.inactive(command: "gluster get-state", unit: "glusterd.service"))
        }
        host.changeVolumes { Make.changed($0, options: [GlusterOption("network.ping-timeout", "42")]) }
    }

    private static let held = Make.observed { name, host in
        if name == "host3" {
            host.storage.devices["/dev/vdb"] = .known(Make.device(.filesystem(kind: "ext4", uuid: "abc")))
        }
        if name == "host3" { host.storage.mounts = .known([Make.root]) }
    }

    /// A mount that was made three times and never seen.
    private static var stalled: Situation {
        let unmounted = Make.observed { name, host in if name == "host2" { host.storage.mounts = .known([Make.root]) } }
        var situation = Situation(name: "stalled", observed: unmounted)
        for step in situation.plan.ready {
            situation.history.attempts[step.id] = History.Attempts(count: 3, last: .done, notBefore: Make.now)
        }
        return situation
    }

    private static var large: Situation {
        let hosts = (1...12).map { HostName("host\($0 < 10 ? "0" : "")\($0)") }
        let volumes = (0..<40).map { index in
            let name = VolumeName("volume\(index < 10 ? "0" : "")\(index)")
            return Make.volume(name, hosts: (0..<3).map { hosts[(index + $0 * 4) % 12] })
        }
        let desired = Make.desired(volumes, hosts: hosts)
        let observed = Make.observed(desired) { name, host in
            if name == "host07" { host = ObservedHost(unknown: .hostUnreachable(name, detail: "No route to host")) }
        }
        return Situation(name: "large", desired: desired, observed: observed)
    }

    private static let unmanaged = Make.observed { name, host in
        host.changeView { view in
            GlusterView(
                uuid: view.uuid, opVersion: view.opVersion,
                peers: view.peers + [
                    GlusterPeer(uuid: "uuid-other", names: ["other1"], state: "Peer in Cluster", isConnected: true)
                ],
                volumes: view.volumes.map { Make.changed($0, options: [], isTagged: false) }
                    + [("backup", nil), ("old", "lab"), ("theirs", "other")].map {
                        Make.foreign($0.0, owner: $0.1, name)
                    })
        }
    }

    static let situations: [Situation] = [
        Situation(name: "converged", observed: Make.converged()), Situation(name: "three-drifts", observed: drifted),
        Situation(name: "host-off", observed: Make.observed { name, host in if name == "host3" { host = off } }),
        Situation(name: "held-step", observed: held), stalled, large,
        Situation(
            name: "unmanaged", desired: Make.desired([Make.volume(options: [])]), observed: unmanaged),
    ]

    private static func preview(_ action: Action) -> [CommandLine] { [CommandLine([action.name])] }

    private static func lines(_ parts: [[String]]) -> String {
        Array(parts.joined(separator: ["", "----", ""])).map { $0 + "\n" }.joined()
    }

    @Test(arguments: situations) func theScreen(_ situation: Situation) throws {
        let report = situation.report()
        let resources = report.statuses.map(\.resource)
        let cluster = ResourceID.cluster(situation.desired.cluster)
        let text = Self.lines([
            StatusText(report, now: Make.now.wall).lines,
            ResourceListText(report, resources, unmanaged: report.overview.unmanaged).lines,
            CauseText(situation.chain(cluster), preview: Self.preview).lines,
        ])
        try expectGolden(text, "status-\(situation.name).txt")
        #expect(StatusText(report, now: Make.now.wall).lines.allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: situations) func theSameForPrograms(_ situation: Situation) throws {
        let document = RunJSON(situation.report(), command: "status", preview: Self.preview)
        try expectGolden("\(document.document(exitCode: 4, of: nil))\n", "status-\(situation.name).json")
    }

    @Test func oneResourceInDetail() throws {
        let situation = Self.situations[1]
        let chain = situation.chain(.volume("engine"))
        let text = ResourceDetailText(situation.report(), chain, preview: Self.preview).lines
        try expectGolden(text.map { $0 + "\n" }.joined(), "describe.txt")
        let cause = CauseJSON.document(chain, cluster: "lab", isSimulated: false, preview: Self.preview)
        let document = RunJSON(situation.report(), command: "describe", preview: Self.preview)
        try expectGolden("\(document.document(describing: chain))\n\(cause)\n", "describe.json")
    }

    @Test func colourMarksWhatIsNotReady() {
        let report = Self.situations[1].report()
        let lines = StatusText(report, style: Style(colour: true), now: Make.now.wall).lines
        #expect(lines.contains { $0.hasPrefix("\u{1B}[31mhost3") })
    }
}

extension ObservedHost {
    fileprivate mutating func changeView(_ change: (GlusterView) -> GlusterView) {
        gluster.view = gluster.view.map(change)
    }

    fileprivate mutating func changeVolumes(_ change: (GlusterVolumeView) -> GlusterVolumeView) {
        changeView { view in
            GlusterView(
                uuid: view.uuid, opVersion: view.opVersion, peers: view.peers, volumes: view.volumes.map(change))
        }
    }
}

extension Make {
    /// The volume with other options, and with its ownership tag or without one.
    fileprivate static func changed(
        _ volume: GlusterVolumeView, options: [GlusterOption], isTagged: Bool = true
    ) -> GlusterVolumeView {
        GlusterVolumeView(
            name: volume.name, id: volume.id, type: volume.type, status: volume.status, replica: volume.replica,
            arbiter: volume.arbiter, bricks: volume.bricks,
            options: options + (isTagged ? [GlusterOption(OwnershipTag.owner, "lab")] : []))
    }

    fileprivate static func foreign(_ name: VolumeName, owner: String?, _ viewer: HostName) -> GlusterVolumeView {
        let found = Make.found(Make.volume(name), seenFrom: viewer, Make.desired())
        return changed(found, options: owner.map { [GlusterOption(OwnershipTag.owner, $0)] } ?? [], isTagged: false)
    }
}
