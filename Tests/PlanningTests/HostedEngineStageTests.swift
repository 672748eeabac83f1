import Audit
import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// What is done about the hosted engine, by what was observed of it.
struct HostedEngineStageTests {
    private static let desired = {
        var desired = Make.desired([Make.volume { $0.owner = GlusterVolumeSpec.Owner() }])
        desired.hostedEngines = [Desired("engine", spec)]
        return desired
    }()

    private static let spec = {
        var spec = HostedEngineSpec()
        (spec.fqdn, spec.bridgeInterface, spec.gateway) = ("engine.lab.test", "eth0", "10.88.0.1")
        spec.storage.volume = "engine"
        spec.vm.network.dhcp = false
        spec.vm.network.address = "10.88.0.50/24"
        (spec.deployFrom, spec.hosts) = ("host1", ["host1", "host2"])
        var mail = HostedEngineSpec.Notifications()
        (mail.source, mail.destinations) = ("hc@lab.test", ["root@localhost"])
        spec.notifications = mail
        return spec
    }()

    /// A host without an engine that has what the installer needs.
    private static func bare(_ host: inout ObservedHost) {
        var facts = HostedEngineFacts()
        (facts.view, facts.configuration, facts.broker) = (.absent, .absent, .absent)
        (facts.deployment, facts.release) = (.absent, .known(.init(hasSharedConfiguration: true)))
        facts.engineAddresses = .known(["10.88.0.50"])
        var preflight = HostedEnginePreflight()
        preflight.reverseNames = ["10.88.0.50": .known(["engine.lab.test"])]
        (preflight.freeMemory, preflight.temporarySpace) = (.known(32_768), .known(40_960))
        (preflight.interface, preflight.gateway) = (.known(true), .known(true))
        (preflight.appliances, preflight.virtualization) = (.known(["/x.ova"]), .known(true))
        preflight.domains = ["/gluster/engine/brick": .known([])]
        preflight.clock = .known(Int(Make.now.wall.sinceEpoch.components.seconds))
        facts.preflight = preflight
        host.hostedEngine = facts
    }

    private static func row(_ id: Int, _ vm: String, _ health: String, state: String, isLive: Bool = true)
        -> HostedEngineRow
    {
        HostedEngineRow(
            id: id, hostname: "host\(id).lab.test", timestamp: 100, score: 3400,
            engine: .init(vm: vm, health: health, detail: "Up"), isLive: isLive, state: state)
    }

    private static func view(_ rows: [HostedEngineRow], global: Bool = false) -> HostedEngineView {
        HostedEngineView(isInGlobalMaintenance: global, hosts: rows)
    }

    private static let good = [row(1, "up", "good", state: "EngineUp"), row(2, "down", "bad", state: "EngineDown")]

    /// host1 and host2 have the engine, which is up on host1.
    private static func deployed(_ name: HostName, _ host: inout ObservedHost) {
        bare(&host)
        guard name != "host3" else { return }
        let number = name == "host1" ? 1 : 2
        host.hostedEngine.view = .known(view(good))
        host.hostedEngine.configuration = .known(
            .init([
                "vmid": "x", "storage": "host1.lab.test:/engine", "host_id": "\(number)", "gateway": "10.88.0.1",
                "mnt_options": "backup-volfile-servers=host2.lab.test", "network_test": "dns",
            ]))
        host.hostedEngine.broker = .known(spec.notifications?.brokerValues ?? [:])
        host.hostedEngine.isInLocalMaintenance = .known(false)
    }

    private static func plan(
        _ desired: DesiredState = desired, history: History = History(),
        base: @escaping (HostName, inout ObservedHost) -> Void, _ change: (HostName, inout ObservedHost) -> Void
    ) -> Plan {
        let observed = Make.observed(desired) { name, host in
            // As declared: owner 36:36.
            base(name, &host)
            change(name, &host)
        }
        let plan = Planner().plan(desired, observed, history: history, now: Make.now)
        let objections = Auditor(for: desired.cluster).judge(plan, observed, now: Make.now)
        #expect(objections.isEmpty, "\(objections)")
        return plan
    }

    private static func words(_ plan: Plan) -> [String] {
        plan.ready.map { "\($0.action.name) \($0.risk.rawValue)" }
            + plan.held.map {
                "held \($0.step?.action.name ?? "-"): \($0.waitingOn.map(Self.word).joined(separator: ","))"
            }
            + plan.unknown.map { "unknown \($0.why.reason)" }
    }

    private static func word(_ waiting: WaitingOn) -> String {
        if case .hostedEngine(.preflight(_, let finding)) = waiting { finding.check } else { waiting.reason }
    }

    private typealias Row = (String, @Sendable (HostName, inout ObservedHost) -> Void, [String])

    private static func on1(_ change: @escaping @Sendable (inout HostedEngineFacts) -> Void)
        -> @Sendable (
            HostName, inout ObservedHost
        ) -> Void
    { { name, host in if name == "host1" { change(&host.hostedEngine) } } }

    /// No engine yet.
    private static let deploying: [Row] = [
        ("all is there", { _, _ in }, ["hostedEngine.deploy disruptive"]),
        ("no program", on1 { $0.release = .absent }, ["held hostedEngine.deploy: program"]),
        ("no record", on1 { $0.engineAddresses = .absent }, ["held hostedEngine.deploy: name"]),
        (
            "another record", on1 { $0.engineAddresses = .known(["10.88.0.51"]) },
            ["held hostedEngine.deploy: name"]
        ),
        (
            "no reverse record", on1 { $0.preflight.reverseNames["10.88.0.50"] = .absent },
            ["held hostedEngine.deploy: reverseName"]
        ),
        ("little memory", on1 { $0.preflight.freeMemory = .known(16_384) }, ["held hostedEngine.deploy: memory"]),
        ("memory unknown", on1 { $0.preflight.freeMemory = .unknown(.notReported) }, ["unknown NotReported"]),
        (
            "no space", on1 { $0.preflight.temporarySpace = .known(10_000) },
            ["held hostedEngine.deploy: temporarySpace"]
        ),
        ("no interface", on1 { $0.preflight.interface = .absent }, ["held hostedEngine.deploy: interface"]),
        ("silent gateway", on1 { $0.preflight.gateway = .known(false) }, ["held hostedEngine.deploy: gateway"]),
        ("no image", on1 { $0.preflight.appliances = .absent }, ["held hostedEngine.deploy: appliance"]),
        ("no KVM", on1 { $0.preflight.virtualization = .absent }, ["held hostedEngine.deploy: virtualization"]),
        (
            "a clock that is off",
            { name, host in if name == "host2" { host.hostedEngine.preflight.clock = .known(1_000) } },
            ["held hostedEngine.deploy: clocks"]
        ),
        (
            "a storage domain on a brick",
            { name, host in
                if name == "host2" { host.hostedEngine.preflight.domains["/gluster/engine/brick"] = .known(["6c1e"]) }
            }, ["held hostedEngine.deploy: EngineStorageInUse"]
        ),
        (
            "another host's configuration unknown",
            { name, host in if name == "host2" { host.hostedEngine.configuration = .unknown(.notReported) } },
            ["unknown NotReported"]
        ),
        (
            "the installer runs",
            on1 {
                $0.deployment = .known(HostOperation(.running, elapsed: .seconds(9), words: ["[ INFO  ] Stage: X"]))
            },
            ["held -: OperationRunning"]
        ),
        (
            "it failed in an earlier run",
            on1 {
                $0.deployment = .known(
                    HostOperation(.failed(result: "exit-code", status: 1), elapsed: nil, words: ["[ ERROR ] no"]))
            }, ["hostedEngine.deploy disruptive"]
        ),
    ]

    @Test func theInstallerIsRunOnlyWhereItCanWork() {
        for (name, change, expected) in Self.deploying {
            let plan = Self.plan(base: { Self.bare(&$1) }, change)
            #expect(Self.words(plan) == expected, "\(name)")
        }
    }

    /// An engine on both hosts.
    private static let keeping: [Row] = [
        ("as declared", { _, _ in }, []),
        (
            "another mail server", on1 { $0.broker = .known(with("email.smtp-server", "other")) },
            ["hostedEngine.setConfiguration benign"]
        ),
        ("settings unknown", on1 { $0.broker = .unknown(.notReported) }, ["unknown NotReported"]),
        (
            "global maintenance",
            { name, host in if name != "host3" { host.hostedEngine.view = .known(view(good, global: true)) } },
            ["hostedEngine.setMaintenance benign"]
        ),
        (
            "one host does not see it yet", on1 { $0.view = .known(view(good, global: true)) },
            ["held -: MaintenanceSpreads"]
        ),
        (
            "the engine is sick",
            { name, host in
                if name != "host3" {
                    host.hostedEngine.view = .known(view([row(1, "up", "bad", state: "EngineUpBadHealth")]))
                }
            }, ["held -: EngineNotGood"]
        ),
        (
            "two engines",
            { name, host in
                if name != "host3" {
                    host.hostedEngine.view = .known(
                        view([row(1, "up", "good", state: "EngineUp"), row(2, "up", "good", state: "EngineUp")]))
                }
            }, ["held -: SeveralEngines"]
        ),
        (
            "another storage",
            on1 { $0.configuration = .known(.init(["vmid": "x", "storage": "nas:/engine", "host_id": "1"])) },
            ["held -: DeployedOtherwise"]
        ),
        (
            "a host without an engine",
            { name, host in if name == "host2" { host.hostedEngine.configuration = .absent } },
            ["held hostedEngine.deploy: AddedByEngine"]
        ),
        (
            "the same on an old release",
            { name, host in
                guard name == "host2" else { return }
                host.hostedEngine.configuration = .absent
                host.hostedEngine.release = .known(.init(hasSharedConfiguration: false))
            }, ["hostedEngine.deploy disruptive"]
        ),
    ]

    private static func with(_ key: String, _ value: String) -> [String: String] {
        (spec.notifications?.brokerValues ?? [:]).merging([key: value]) { $1 }
    }

    @Test func aDeployedEngineIsKept() {
        for (name, change, expected) in Self.keeping {
            let plan = Self.plan(base: Self.deployed, change)
            #expect(Self.words(plan) == expected, "\(name)")
        }
    }

    /// Run once in a run of hcctl: after that an operator reads its words.
    @Test func aFailedInstallerIsNotRunAgainInTheSameRun() throws {
        let failed = Self.on1 {
            $0.deployment = .known(
                HostOperation(
                    .failed(result: "exit-code", status: 1), elapsed: nil,
                    words: ["[ INFO  ] TASK [x : Wait for the host to be up]", "[ ERROR ] it is non_operational"]))
        }
        let step = try #require(Self.plan(base: { Self.bare(&$1) }, failed).ready.first)
        #expect(
            step.differences.first?.observed?.contains("“Wait for the host to be up”: it is non_operational") == true)
        var history = History()
        history.attempts[step.id] = .init(count: 1, last: .done, notBefore: Make.now)
        let plan = Self.plan(history: history, base: { Self.bare(&$1) }, failed)
        #expect(Self.words(plan).contains { $0.hasPrefix("held hostedEngine.deploy: DeployFailed") })
    }

    /// Every question that the installer would ask has its answer, and the passwords are references.
    @Test func theAnswersAreWhole() {
        let answers = HostedEngineAnswerList(Self.spec, Self.desired).first.answers
        let open = answers.filter { if case .secret = $0.value { true } else { false } }.map(\.key)
        #expect(open == ["OVEHOSTED_ENGINE/adminPassword", "OVEHOSTED_VM/cloudinitRootPwd"])
        let value = { (key: String) in answers.first { $0.key == key }?.value }
        #expect(value("OVEHOSTED_STORAGE/mntOptions") == .text("backup-volfile-servers=host2.lab.test"))
        #expect(value("OVEHOSTED_STORAGE/storageDomainConnection") == .text("host1.lab.test:/engine"))
        #expect(value("OVEHOSTED_VM/cloudinitVMStaticCIDR") == .text("10.88.0.50/24"))
        #expect(value("OVEHOSTED_VM/vmMemSizeMB") == .integer(16_384) && value("OVEHOSTED_VM/vmVCpus") == .text("4"))
        #expect(Set(answers.map(\.key)).count == answers.count)
    }
}
