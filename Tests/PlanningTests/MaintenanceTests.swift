import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// An operator works on host2 (Host spec.maintenance): nothing is started or mounted there, and its daemon is not
/// restarted.
@Suite struct MaintenanceTests {
    private func plan(
        maintenance: Bool = true, ports: Bool = false, _ change: @escaping (inout ObservedHost) -> Void
    ) -> Plan {
        var desired = Make.desired()
        desired.hosts["host2"]?.maintenance = maintenance
        if ports { (desired.spec.gluster.basePort, desired.spec.gluster.maxPort) = (50_152, 50_651) }
        let observed = Make.observed(desired) { name, host in if name == "host2" { change(&host) } }
        return Planner().plan(desired, observed, history: History(), now: Make.now)
    }

    private func reasons(_ action: String, _ plan: Plan) -> [String] {
        plan.held.filter { $0.step?.action.name == action }.flatMap { $0.waitingOn.map(\.reason) }
    }

    @Test(arguments: [true, false]) func aStoppedDaemonIsNotStarted(_ maintenance: Bool) {
        let plan = plan(maintenance: maintenance) { host in
            host.os.services["glusterd"] = .known(
                ServiceState(load: "loaded", active: "inactive", enablement: "enabled"))
            host.gluster.view = .unknown(.inactive(command: "gluster get-state", unit: "glusterd"))
        }
        #expect(plan.ready.contains { $0.action.name == "host.enableAndStart" } == !maintenance)
        #expect(reasons("host.enableAndStart", plan) == (maintenance ? ["HostInMaintenance"] : []))
    }

    /// It may have been unmounted for a repair.
    @Test(arguments: [true, false]) func anUnmountedFileSystemIsNotMounted(_ maintenance: Bool) {
        let plan = plan(maintenance: maintenance) { $0.storage.mounts = .known([Make.root]) }
        #expect(plan.ready.contains { $0.action.name == "host.mount" } == !maintenance)
        #expect(reasons("host.mount", plan) == (maintenance ? ["HostInMaintenance"] : []))
    }

    @Test(arguments: [true, false]) func aBlankDiskIsNotFormatted(_ maintenance: Bool) {
        let plan = plan(maintenance: maintenance) { host in
            host = Make.bareHost("host2", Make.desired())
            host.gluster.view = .known(Make.view("host2", Make.desired(), volumes: false))
        }
        #expect(!plan.ready.contains { $0.action.name == "host.makeFilesystem" } || !maintenance)
        #expect(reasons("host.makeFilesystem", plan).contains("HostInMaintenance") == maintenance)
    }

    @Test func aRunningDaemonIsNotRestarted() {
        let wanted =
            "volume management\n    option max-port 50651\n    option base-port 50152\nend-volume\n"
        let plan = plan(ports: true) { host in
            host.os.files[.glusterdVolfile] = .known(Make.file(.glusterdVolfile, wanted, newer: .known(true)))
        }
        #expect(!plan.ready.contains { $0.action == .host(.restart(unit: "glusterd"), on: "host2") })
        #expect(reasons("host.restart", plan).contains("HostInMaintenance"))
    }
}
