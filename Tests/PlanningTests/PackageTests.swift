import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// What is installed, when, and what keeps it from being installed.
@Suite struct PackageTests {
    private let desired = Make.desired()

    private func plan(
        _ desired: DesiredState = Make.desired(), history: History = History(),
        _ change: (inout ObservedHost) -> Void
    ) -> Plan {
        let observed = Make.observed(desired) { name, host in if name == "host1" { change(&host) } }
        return Planner().plan(desired, observed, history: history, now: Make.now)
    }

    private func bare(_ host: inout ObservedHost) {
        host = Make.bareHost("host1", desired)
        for name in desired.packages(of: "host1") {
            host.os.packages[name] = .absent
            host.os.candidates[name] = .known("1")
        }
        host.os.services["glusterd"] = .known(ServiceState(load: "not-found", active: "inactive", enablement: ""))
        host.gluster.storedVolumes = .absent
    }

    private func actions(_ plan: Plan) -> [HostAction] {
        plan.ready.compactMap { if case .host(let action, "host1") = $0.action { action } else { nil } }
    }

    private static let all = ["attr", "glusterfs-client", "glusterfs-server", "xfsprogs"]

    @Test func everythingThatIsMissingIsInstalledInOneStepWithTheDaemonMasked() {
        let plan = plan { bare(&$0) }
        #expect(actions(plan) == [.installPackages(Self.all, masking: ["glusterd"])])
        let waiting = plan.held.filter { $0.resource == .host("host1") }.flatMap(\.waitingOn)
        #expect(!waiting.isEmpty && waiting.contains(.step(plan.ready[0].id)))
        #expect(plan.held.contains { $0.step?.action.name == "host.enableAndStart" })
        #expect(plan.held.contains { $0.step?.action.name == "host.makeFilesystem" })
    }

    /// The file system cannot be made before mkfs.xfs is installed, and everything else follows from it.
    @Test func whatFollowsTheInstallationNeedsNoOperator() {
        let desired = Make.desired()
        let bare = Make.observed(desired) { name, host in
            host = Make.bareHost(name, desired)
            for package in desired.packages(of: name) {
                host.os.packages[package] = .absent
                host.os.candidates[package] = .known("1")
            }
        }
        let plan = Planner().plan(desired, bare, history: History(), now: Make.now)
        #expect(plan.ready.map(\.action.name) == Array(repeating: "host.installPackages", count: 3))
        #expect(plan.held.contains { $0.step?.action.name == "gluster.createVolume" })
        #expect(PlanOutlook(plan).held.isEmpty)
        #expect(PlanOutlook.coming(plan) == plan.held)
    }

    @Test func aRunningDaemonIsNotMasked() {
        let plan = plan { host in
            host.os.packages["attr"] = .absent
            host.os.candidates["attr"] = .known("1")
        }
        #expect(actions(plan) == [.installPackages(["attr"], masking: [])])
        #expect(plan.ready[0].differences.map(\.field) == ["packages[attr]"])
    }

    /// | found                                  | next step, or what it waits for      |
    /// |----------------------------------------|--------------------------------------|
    /// | no candidate                           | the lists are fetched                |
    /// | no candidate, lists fetched            | no repository has it                 |
    /// | unpacked                               | apt finishes it                      |
    /// | failed                                 | again                                |
    /// | failed, and dpkg was interrupted       | finish what was begun                |
    /// | running                                | the operation                        |
    /// | running, waiting for dpkg's lock       | the other program                    |
    @Test func eachSituationHasItsNextStep() {
        #expect(actions(plan { lacks(&$0, candidate: .absent) }) == [.updatePackageLists])
        #expect(
            actions(plan { $0.os.packages["attr"] = .known(InstalledPackage(version: "1", isConfigured: false)) })
                == [.installPackages(["attr"], masking: [])])
        #expect(
            actions(plan { lacks(&$0, work: failed("E: no such host")) })
                == [.installPackages(["attr"], masking: [])])
        #expect(
            actions(plan { lacks(&$0, work: failed("E: dpkg was interrupted, … run 'dpkg --configure -a' …")) })
                == [.configurePackages])
        let running = HostOperation(
            .running, elapsed: .seconds(7), words: ["a", "Unpacking attr"],
            progress: .init(done: 1, total: 3, left: .seconds(14)))
        #expect(
            reasons(plan { lacks(&$0, work: running) }) == [
                .host(
                    .operation(
                        "host1", what: "installing packages", elapsed: .seconds(7),
                        .init(done: 1, total: 3, left: .seconds(14)), words: "Unpacking attr"))
            ])
        let words = "Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend."
        let waiting = HostOperation(.running, elapsed: .seconds(7), words: [words])
        #expect(reasons(plan { lacks(&$0, work: waiting) }) == [.host(.packagesLocked("host1", words: words))])
    }

    @Test func whatFailsTimeAndAgainIsLeftToAPersonInItsOwnWords() throws {
        let first = plan { lacks(&$0, work: failed("E: no such host")) }
        let step = try #require(first.ready.first)
        #expect(step.differences.first?.observed == "missing; the last attempt failed: E: no such host")
        var history = History()
        history.attempts[step.id] = History.Attempts(count: BackoffPass.attemptLimit, last: .done, notBefore: Make.now)
        let last = plan(history: history) { lacks(&$0, work: failed("E: no such host")) }
        #expect(last.ready.isEmpty)
        #expect(
            reasons(last) == [.host(.operationFailed("host1", what: "installing packages", words: "E: no such host"))])
    }

    @Test func aPackageThatNoRepositoryHasIsSaid() throws {
        let step = try #require(plan { lacks(&$0, candidate: .absent) }.ready.first)
        var history = History()
        history.attempts[step.id] = History.Attempts(count: 1, last: .done, notBefore: Make.now)
        #expect(
            reasons(plan(history: history) { lacks(&$0, candidate: .absent) }) == [
                .host(.packageUnavailable("host1", ["attr"]))
            ])
    }

    @Test func unmanagedPackagesAreNamedAndLeftAlone() {
        var desired = desired
        desired.spec.packages.manage = false
        let plan = plan(desired) { bare(&$0) }
        #expect(actions(plan).isEmpty)
        let missing = reasons(plan).filter { if case .host(.notInstalled) = $0 { true } else { false } }
        #expect(Set(missing) == Set(Self.all.map { .host(.notInstalled("host1", what: $0)) }))
        #expect(self.plan(desired) { host in host.os.packages = [:] }.isConverged)
    }

    @Test func aHostWithoutDpkgIsUnknown() {
        let why = UnknownReason.refused(command: "dpkg-query", exitStatus: 127, words: "dpkg-query is not there")
        let plan = plan { host in for name in Self.all { host.os.packages[name] = .unknown(why) } }
        #expect(plan.ready.isEmpty && plan.unknown == [UnknownFact(.host("host1"), on: "host1", why)])
    }

    private func lacks(_ host: inout ObservedHost, candidate: Reading<String> = .known("1")) {
        host.os.packages["attr"] = .absent
        host.os.candidates["attr"] = candidate
    }

    private func lacks(_ host: inout ObservedHost, work: HostOperation) {
        lacks(&host)
        host.os.packageWork = .known(work)
    }

    private func failed(_ words: String) -> HostOperation {
        HostOperation(.failed(result: "exit-code", status: 100), elapsed: nil, words: [words])
    }

    private func reasons(_ plan: Plan) -> [WaitingOn] {
        plan.held.flatMap(\.waitingOn).filter { if case .step = $0 { false } else { true } }
    }
}

/// What is wrong with a daemon is said field by field, and mended by the words that it takes.
@Suite struct ServiceTests {
    /// The state of the unit; the differences as field and observed; what is done, nil where a person is asked.
    struct Row: Sendable {
        let state: ServiceState
        let differences: [String]
        let action: HostAction?
    }

    private static let plain = HostAction.enableAndStart(unit: "glusterd")

    private static let rows = [
        Row(state: unit("loaded", "inactive", "enabled"), differences: ["active: inactive"], action: plain),
        Row(state: unit("loaded", "active", "disabled"), differences: ["enabled: disabled"], action: plain),
        Row(
            state: unit("loaded", "inactive", "disabled"), differences: ["active: inactive", "enabled: disabled"],
            action: plain),
        Row(
            state: unit("loaded", "failed", "enabled"), differences: ["active: failed"],
            action: .enableAndStart(unit: "glusterd", clearing: true)),
        Row(
            state: unit("masked", "inactive", "masked"), differences: ["active: inactive", "enabled: masked"],
            action: nil),
        Row(
            state: unit("masked", "inactive", "masked-runtime"),
            differences: ["active: inactive", "enabled: masked-runtime"],
            action: .enableAndStart(unit: "glusterd", unmasking: true)),
        Row(state: unit("loaded", "activating", "enabled"), differences: ["active: activating"], action: plain),
    ]

    private static func unit(_ load: String, _ active: String, _ enablement: String) -> ServiceState {
        ServiceState(load: load, active: active, enablement: enablement)
    }

    @Test(arguments: rows.indices) func eachDriftIsNamedAndMended(_ number: Int) {
        let row = Self.rows[number]
        let desired = Make.desired([])
        let observed = Make.observed(desired) { name, host in
            if name == "host1" { host.os.services["glusterd"] = .known(row.state) }
        }
        let plan = Planner().plan(desired, observed, history: History(), now: Make.now)
        let steps = (plan.ready + plan.held.compactMap(\.step)).filter { $0.action.name == "host.enableAndStart" }
        let found = steps.flatMap(\.differences).map { "\($0.field): \($0.observed ?? "")" }
        #expect(found == row.differences.map { "services[glusterd].\($0)" })
        guard let action = row.action else {
            let isConsent = plan.held.contains { $0.waitingOn.contains { $0.reason == "ConsentNeeded" } }
            #expect(plan.ready.isEmpty && isConsent)
            return
        }
        #expect(plan.ready.map(\.action) == [.host(action, on: "host1")])
    }
}
