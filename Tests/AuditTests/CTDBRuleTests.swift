import ClusterModel
import TestSupport
import Testing

@testable import Audit

/// Plans that the planner would never make.
@Suite struct CTDBRuleTests {
    private let desired = Make.ctdbDesired()
    private var lock: CTDBClusterSpec.LockVolume { desired.ctdbClusters[0].spec.lockVolume }

    private func objections(
        _ action: CTDBAction, on host: HostName = "host1", _ preconditions: [Precondition] = [],
        running: [Step] = [], _ change: (HostName, inout ObservedHost) -> Void = { _, _ in }
    ) -> [String] {
        let observed = Make.observed(desired) { host, seen in
            seen.storage.mounts = seen.storage.mounts.map { $0 + [Make.lockMount] }
            seen.ctdb = Make.ctdbFacts(host)
            seen.os.files[.ctdb(.nodes)] = .known(Self.nodes(Make.nodeAddresses))
            change(host, &seen)
        }
        let plan = Plan(ready: [step(action, on: host, preconditions)], running: running)
        return Auditor(for: "lab").judge(plan, observed, now: Make.now).map(\.description)
    }

    private static func nodes(_ lines: [String]) -> ObservedFile {
        ObservedFile(.ctdb(.nodes), FileText(lines.map { $0 + "\n" }.joined()), digest: "d")
    }

    private func step(_ action: CTDBAction, on host: HostName, _ preconditions: [Precondition]) -> Step {
        Step(
            resource: desired.ctdbClusters[0].id, action: .ctdb(action, on: host), preconditions: preconditions,
            postcondition: .ctdb(.runs(host)), risk: .benign, scope: .host(host), differences: [])
    }

    @Test func ctdbStartsOnTheMountedLockOnly() {
        let read = [Precondition.ctdb(.lockMounted("host1", lock))]
        #expect(objections(.start, read) == [])
        #expect(objections(.start).count == 1, "the mount is not read again")
        #expect(objections(.start, read) { _, seen in seen.storage.mounts = .known([]) }.count == 1)
        #expect(
            objections(.start, read) { _, seen in
                let other = Mount(
                    target: "/mnt/lock", source: "localhost:/other", filesystem: "fuse.glusterfs", number: "0:7",
                    options: [])
                seen.storage.mounts = .known([Make.lockMount, other])
            }.count == 1, "another volume is mounted above it")
    }

    @Test func theLastHealthyNodeIsNeverStopped() {
        let read = [Precondition.ctdb(.nodeHealthy("host2"))]
        #expect(objections(.stop, read) == [])
        #expect(objections(.stop).count == 1, "the other node is not read again")
        for flags in [CTDBNode.Flag.unhealthy, .banned, .stopped] {
            let found = objections(.stop, read) { host, seen in
                if host != "host1" { seen.ctdb.view = .known(Make.ctdbView(host, flags: [host: [flags]])) }
            }
            #expect(found.count == 1, "\(flags)")
        }
        let second = objections(.stop, read, running: [step(.stop, on: "host2", [])])
        #expect(!second.isEmpty, "two hosts at once")
    }

    /// Without its lock volume it is stopped, whoever else is healthy.
    @Test func aDaemonWithoutItsLockMayAlwaysBeStopped() {
        let found = objections(.stop) { host, seen in
            if host == "host1" { seen.storage.mounts = .known([]) } else { seen.ctdb.view = .absent }
        }
        #expect(found == [])
    }

    @Test func nodesAreNeverRenumbered() {
        #expect(objections(.reloadNodes) == [])
        let differ = objections(.reloadNodes) { host, seen in
            if host == "host3" { seen.os.files[.ctdb(.nodes)] = .known(Self.nodes(["10.88.0.11"])) }
        }
        #expect(differ.count == 1)
        let renumbered = objections(.reloadNodes) { _, seen in
            seen.os.files[.ctdb(.nodes)] = .known(Self.nodes(Make.nodeAddresses.reversed()))
        }
        #expect(renumbered.count == 1)
    }

    @Test func nothingIsMadeImmutableOnAMountedVolume() {
        #expect(
            objections(.makeLockDirectory(path: "/mnt/lock"), [.storage(.notMounted("host1", at: "/mnt/lock"))]).count
                == 1)
    }
}
