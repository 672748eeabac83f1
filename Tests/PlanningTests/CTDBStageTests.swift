import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// What is planned for CTDB, from single facts of a running cluster.
@Suite struct CTDBStageTests {
    private let desired = Make.ctdbDesired()

    /// The stage alone, on a cluster whose files are all as wanted unless a test says otherwise.
    private func report(
        _ desired: DesiredState? = nil, lists: [HostName: [String]] = [:],
        _ change: (HostName, inout ObservedHost) -> Void = { _, _ in }
    ) -> StageReport {
        let desired = desired ?? self.desired
        let observed = Make.observed(desired) { host, seen in
            seen.os.packages["ctdb"] = .known(InstalledPackage(version: "2:4.17.12"))
            seen.storage.mounts = seen.storage.mounts.map { $0 + [Make.lockMount] }
            seen.ctdb = Make.ctdbFacts(host)
            for file in desired.ctdbFiles { seen.os.files[.ctdb(file)] = Self.file(file, desired, lists[host], host) }
            seen.os.files[.fstab] = .known(Self.fstab)
            change(host, &seen)
        }
        let input = PlanningInput(desired: desired, observed: observed, history: History(), now: Make.now)
        var draft = PlanDraft(input)
        for name in StageName.allCases where name.rawValue < StageName.ctdb.rawValue {
            name.stage.init(input, draft).conclude(in: &draft)
        }
        return CTDBStage(input, draft).report()
    }

    private static let fstab = ObservedFile(
        .fstab, FileText(CTDBText.fstab(Make.ctdbDesired().ctdbClusters[0].spec.lockVolume).text + "\n"), digest: "f")

    private static func file(
        _ file: CTDBFile, _ desired: DesiredState, _ list: [String]?, _ host: HostName
    ) -> Reading<ObservedFile> {
        let spec = desired.ctdbClusters[0].spec
        let lines =
            switch file {
            case .nodes: CTDBText.lines(list ?? Make.nodeAddresses)
            case .publicAddresses: CTDBText.publicAddresses(spec, on: host)
            case .configuration: CTDBText.configuration(spec.lockVolume)
            case .scriptOptions: CTDBText.scriptOptions(spec.scriptOptions)
            case .tunables: CTDBText.tunables(spec.tunables)
            case .lockUnit: CTDBText.lockUnit(spec.lockVolume)
            case .dropIn: CTDBText.dropIn(spec.lockVolume)
            }
        if file == .nodes, list == [] { return .absent }
        return .known(ObservedFile(.ctdb(file), FileText(lines.map { $0.text + "\n" }.joined()), digest: "d"))
    }

    private func steps(_ report: StageReport) -> [String] {
        report.ready.map { "\($0.action.name) \($0.action.subject)" }
    }

    private func holds(_ report: StageReport) -> [String] { report.held.flatMap(\.waitingOn).map(\.reason) }

    @Test func aRunningClusterNeedsNothing() {
        let report = report()
        #expect(steps(report) == [] && holds(report) == [] && report.unknown == [])
    }

    struct Row: Sendable {
        let flags: Set<CTDBNode.Flag>
        let scripts: Reading<[CTDBScriptResult]>
        let hold: String
    }

    @Test(arguments: [
        // flags, results of event scripts, reason
        Row(flags: [.banned, .inactive], scripts: .absent, hold: "NodeBanned"),
        Row(flags: [.stopped, .inactive], scripts: .absent, hold: "NodeStopped"),
        Row(flags: [.disabled], scripts: .absent, hold: "NodeDisabled"),
        Row(flags: [.unhealthy], scripts: .absent, hold: "NodeSettling"),
        Row(flags: [.unhealthy], scripts: .known([.init("05.system", .ok)]), hold: "NodeSettling"),
        Row(flags: [.unhealthy], scripts: .known([.init("05.system", .error, output: "full")]), hold: "NodeUnhealthy"),
        Row(flags: [.unhealthy], scripts: .known([.init("05.system", .timedOut)]), hold: "NodeUnhealthy"),
        Row(flags: [.unhealthy], scripts: .unknown(.notReported), hold: "NodeUnhealthy"),
    ]) func theStateOfANodeIsSaidAndLeftAlone(_ row: Row) {
        let report = report { host, seen in
            guard host == "host3" else { return }
            let view = Make.ctdbView(host, flags: [host: row.flags])
            seen.ctdb.view = .known(
                CTDBView(
                    nodes: view.nodes, own: view.own, leader: view.leader, isRecovering: view.isRecovering,
                    addresses: view.addresses, tunables: view.tunables, lock: view.lock, scripts: row.scripts))
        }
        #expect(steps(report) == [] && holds(report) == [row.hold])
    }

    @Test func holdersAreCountedOnAllInterfaces() {
        let none = report { host, seen in if host == "host2" { seen.ctdb.addresses = .known([]) } }
        #expect(holds(none) == ["AddressNotServed"])
        let two = report { host, seen in if host == "host3" { seen.ctdb.addresses = Make.ctdbFacts("host2").addresses }
        }
        #expect(holds(two) == ["AddressServedTwice"])
    }

    @Test func aDaemonWithoutItsLockIsStoppedBeforeTheMount() {
        let report = report { host, seen in
            guard host == "host1" else { return }
            seen.storage.mounts = seen.storage.mounts.map { $0.filter { $0 != Make.lockMount } }
            seen.ctdb.lockDirectory = .known(LockDirectory(isImmutable: .known(true), entries: []))
        }
        #expect(steps(report) == ["ctdb.stop host1:ctdb"])
        #expect(report.ready.first?.preconditions == [.storage(.notMounted("host1", at: Make.lockMount.target))])
        #expect(report.held.compactMap(\.step?.action.name) == ["ctdb.mountLock", "ctdb.start"])
    }

    @Test func anUnknownDirectoryBeneathHoldsTheStart() {
        let report = report { host, seen in
            guard host == "host1" else { return }
            seen.storage.mounts = seen.storage.mounts.map { $0.filter { $0 != Make.lockMount } }
            seen.ctdb.view = .absent
            seen.ctdb.units = seen.ctdb.units.map { units in
                let stopped = CTDBUnit(ServiceState(load: "loaded", active: "inactive", enablement: "enabled"))
                return CTDBUnits(daemon: stopped, lock: units.lock, mount: stopped)
            }
        }
        #expect(steps(report) == [] && holds(report) == ["FactUnknown"])
    }

    @Test func maintenanceStopsOneHostAtATime() {
        var desired = Make.ctdbDesired()
        desired.hosts["host1"]?.maintenance = true
        let one = report(desired)
        #expect(steps(one) == ["ctdb.stop host1:ctdb"])
        #expect(one.ready[0].preconditions == [.ctdb(.nodeHealthy("host2"))])
        let away = report(desired) { host, seen in
            if host == "host3" { seen.ctdb.view = .known(Make.ctdbView(host, flags: [host: [.unhealthy]])) }
        }
        #expect(steps(away) == [] && holds(away).contains("OtherNodeAway"))
        let last = report(desired) { host, seen in
            if host != "host1" { seen.ctdb.view = .known(Make.ctdbView(host, flags: [host: [.unhealthy]])) }
        }
        #expect(holds(last).contains("LastHealthyNode"))
    }

    struct List: Sendable {
        /// Without an entry: as all others; empty: there is no file.
        let lists: [HostName: [String]]
        let running: Bool
        /// Hosts whose file is written; nil: it is held.
        let written: [HostName]?
    }

    private static let (one, two, three) = ("10.88.0.11", "10.88.0.12", "10.88.0.13")

    @Test(arguments: [
        // No list yet: the order of the Cluster.
        List(
            lists: ["host1": [], "host2": [], "host3": []], running: false, written: Make.hosts),
        // One file was changed: what runs, or what most hosts have, is right.
        List(lists: ["host3": [one, "10.88.0.99", three]], running: true, written: ["host3"]),
        List(lists: ["host3": [one, "10.88.0.99", three]], running: false, written: ["host3"]),
        // A line added to one file does not spread.
        List(lists: ["host1": [one, two, three, "10.9.9.9"]], running: true, written: ["host1"]),
        // Another order on every host, and no daemon that would show which one counts.
        List(
            lists: ["host1": [two, three, one], "host2": [three, one, two], "host3": [one, two, three]], running: false,
            written: nil),
    ]) func theNodeListKeepsItsNumbers(_ row: List) {
        let report = report(lists: row.lists) { host, seen in if !row.running { seen.ctdb.view = .absent } }
        let files = (report.ready + report.held.compactMap(\.step)).filter {
            $0.action.subject.hasSuffix("/etc/ctdb/nodes")
        }
        guard let written = row.written else {
            #expect(files.isEmpty && holds(report).contains("NodeListsDiffer"))
            return
        }
        #expect(files.compactMap(\.action.host) == written)
        for file in files {
            guard case .host(.replaceFile(let replacement), _) = file.action else { continue }
            let text = Make.nodeAddresses.map { $0 + "\n" }.joined()
            #expect(replacement.contents == FileText(text))
        }
    }
}
