import Audit
import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// What is done to the NFS server of a host, by what was observed of it.
struct NFSStageTests {
    private static let desired = {
        var desired = Make.desired([Make.volume()])
        desired.nfsExports = [export]
        return desired
    }()

    private static let export = {
        var spec = NFSExportSpec()
        (spec.volume, spec.pseudoPath, spec.exportId) = ("engine", "/engine", 77)
        return Desired<NFSExportSpec>("engine", spec)
    }()

    private static func served(
        _ squash: NFSExportSpec.Squash = .none, path: String = "/engine", clients: [String] = ["*"]
    ) -> ServedExport {
        ServedExport(
            id: 77, pseudoPath: "/engine",
            details: .init(
                path: path,
                clients: clients.map { .init($0, accessType: .readWrite, squash: squash, protocols: [3]) }))
    }

    /// A host whose files and server are as declared.
    private static func ready(_ host: inout ObservedHost, served: [ServedExport] = [served()]) {
        let texts: [(NFSFile, [String])] = [
            (.server, GaneshaText.server([export])), (.exports, GaneshaText.exports([.init(name: "engine", id: 77)])),
            (.export("engine"), GaneshaText.export(export)), (.statd, GaneshaText.statd),
        ]
        for (file, lines) in texts {
            let text = FileText(lines.map { $0 + "\n" }.joined())
            host.os.files[.nfs(file)] = .known(
                ObservedFile(.nfs(file), text, digest: "d", isNewerThanReader: .known(false)))
        }
        for package in HostPackage.nfs.map(\.name) { host.os.packages[package] = .known(.init(version: "4.3")) }
        host.os.services[GaneshaSettings.unit] = .known(
            ServiceState(load: "loaded", active: "active", enablement: "enabled"))
        host.nfs = NFSFacts(
            nullCall: .known(3), isInGrace: .known(false), exports: .known(served),
            ports: .known([RegisteredPort(program: 100_024, version: 1, port: 39_543)]))
    }

    /// The plan where the first host is changed by `change` and the others are as declared.
    private static func plan(
        of desired: DesiredState = desired, history: History = History(), _ change: (inout ObservedHost) -> Void
    ) -> Plan {
        let base = Make.converged(desired)
        let hosts = base.hosts.map { name, sighting in
            var facts = sighting.facts
            ready(&facts)
            if name == "host1" { change(&facts) }
            return (name, Observed(facts, at: sighting.observedAt))
        }
        let observed = ObservedState(hosts: Dictionary(uniqueKeysWithValues: hosts))
        let plan = Planner().plan(desired, observed, history: history, now: Make.now)
        let objections = Auditor(for: desired.cluster).judge(plan, observed, now: Make.now)
        #expect(objections.isEmpty, "\(objections)")
        return plan
    }

    private static func words(_ plan: Plan) -> [String] {
        plan.ready.map { "\($0.action.name) \($0.risk.rawValue)" }
            + plan.held.map {
                "held \($0.step?.action.name ?? "-"): \($0.waitingOn.map(\.reason).joined(separator: ","))"
            }
            + plan.unknown.map { "unknown \($0.why.reason)" }
    }

    @Test func whatIsAsDeclaredIsLeftAlone() { #expect(Self.words(Self.plan { _ in }) == []) }

    private static let hung = UnknownReason.timeLimitPassed(command: "rpcinfo", .seconds(2))

    /// What was observed, and what is planned for it.
    private static let table: [(String, @Sendable (inout ObservedHost) -> Void, [String])] = [
        ("not served", { ready(&$0, served: []) }, ["nfs.addExport benign"]),
        ("other squash in force", { ready(&$0, served: [served(.all)]) }, ["nfs.updateExport benign"]),
        ("other volume in force", { ready(&$0, served: [served(path: "/old")]) }, ["nfs.replaceExport disruptive"]),
        (
            "a name that was not found", { ready(&$0, served: [served(clients: ["*", "<unknown>"])]) },
            ["nfs.updateExport benign"]
        ),
        ("a foreign export", { ready(&$0, served: [served(), ServedExport(id: 5, pseudoPath: "/x")]) }, []),
        ("in grace", { $0.nfs.isInGrace = .known(true) }, ["held -: InGrace"]),
        (
            "starting",
            {
                $0.nfs.nullCall = .absent
                $0.nfs.exports = .absent
            }, ["held -: NFSServerStarting"]
        ),
        (
            "hangs",
            {
                $0.nfs.nullCall = .unknown(hung)
                $0.nfs.exports = .unknown(hung)
            }, ["held nfs.restartServer: NFSServerHangs"]
        ),
        ("exports unknown", { $0.nfs.exports = .unknown(.notReported) }, ["unknown NotReported"]),
        (
            "failed",
            {
                $0.os.services[GaneshaSettings.unit] = .known(
                    ServiceState(load: "loaded", active: "failed", enablement: "enabled"))
            }, ["host.enableAndStart benign"]
        ),
        (
            "disabled",
            {
                $0.os.services[GaneshaSettings.unit] = .known(
                    ServiceState(load: "loaded", active: "active", enablement: "disabled"))
            }, ["host.enableAndStart benign"]
        ),
        (
            "statd elsewhere",
            {
                $0.nfs.ports = .known([RegisteredPort(program: 100_024, version: 1, port: 50_000)])
            }, ["nfs.restartStatd benign"]
        ),
        (
            "no file of the export", { $0.os.files[.nfs(.export("engine"))] = .absent },
            ["host.replaceFile benign", "nfs.updateExport benign"]
        ),
        ("file unknown", { $0.os.files[.nfs(.export("engine"))] = .unknown(.notReported) }, ["unknown NotReported"]),
        (
            "settings of a person", { $0.os.files[.nfs(.server)] = file(.server, "EXPORT { Export_Id = 1; }\n") },
            ["held host.replaceFile: ForeignConfiguration"]
        ),
        (
            "settings edited", { $0.os.files[.nfs(.server)] = file(.server, "\(GaneshaText.header)\nNFSV4 {\n}\n") },
            ["host.replaceFile benign", "nfs.restartServer disruptive"]
        ),
    ]

    private static func file(_ id: NFSFile, _ text: String) -> Reading<ObservedFile> {
        .known(ObservedFile(.nfs(id), FileText(text), digest: "d", isNewerThanReader: .known(false)))
    }

    @Test(arguments: table.indices) func everyReadingHasItsAnswer(_ row: Int) {
        let (name, change, expected) = Self.table[row]
        #expect(Self.words(Self.plan(change)) == expected, "\(name)")
    }

    @Test func aServerIsKilledOnceItHasHungForLong() {
        var history = History()
        history.nfsHangs["host1"] = .init(since: Make.now, samples: 3)
        let hang: (inout ObservedHost) -> Void = {
            $0.nfs.nullCall = .unknown(Self.hung)
            $0.nfs.exports = .unknown(Self.hung)
        }
        #expect(Self.words(Self.plan(history: history, hang)) == ["held nfs.restartServer: NFSServerHangs"])
        history.nfsHangs["host1"] = .init(
            since: Moment(monotonic: Make.now.monotonic - .seconds(11), wall: Make.now.wall), samples: 3)
        #expect(Self.words(Self.plan(history: history, hang)) == ["nfs.restartServer benign"])
    }

    /// What a restart would lose, and that another server is not ready, holds it.
    @Test func aRestartIsHeldWhereItCosts() {
        let edited = Self.file(.server, "\(GaneshaText.header)\n")
        let foreign = Self.plan { host in
            Self.ready(&host, served: [Self.served(), ServedExport(id: 5, pseudoPath: "/x")])
            host.os.files[.nfs(.server)] = edited
        }
        #expect(Self.words(foreign).contains("held nfs.restartServer: ForeignExport"))
    }

    /// The manifest is gone, the list of files still names it: nothing is removed without consent.
    @Test func anExportIsRemovedWithConsentOnly() {
        let lines = GaneshaText.exports([.init(name: "engine", id: 77), .init(name: "iso", id: 7)])
        let old: (inout ObservedHost) -> Void = { host in
            Self.ready(&host, served: [Self.served(), ServedExport(id: 7, pseudoPath: "/iso")])
            host.os.files[.nfs(.exports)] = Self.file(.exports, lines.map { $0 + "\n" }.joined())
        }
        #expect(Self.words(Self.plan(old)) == ["held nfs.removeExport: ConsentNeeded"])
        var agreed = Self.desired
        agreed.policies[.cluster(agreed.cluster)] = {
            var policy = ResourcePolicy()
            policy.consents = [Consent(action: "nfs.removeExport", object: "iso", date: "9999-12-31")]
            return policy
        }()
        #expect(Self.words(Self.plan(of: agreed, old)) == ["nfs.removeExport disruptive"])
        let gone: (inout ObservedHost) -> Void = { host in
            old(&host)
            host.nfs.exports = .known([Self.served()])
        }
        #expect(Self.words(Self.plan(of: agreed, gone)) == ["host.replaceFile benign"])
        #expect(Self.words(Self.plan(gone)) == ["held -: ConsentNeeded"])
    }

    /// The number is a part of every file handle: it follows from the name and from nothing else.
    @Test func numbersFollowFromNames() {
        #expect(NFSExportID.derived(from: "engine") == 50_754)
        #expect(NFSExportID.derived(from: "data") == 47_897)
        #expect(NFSExportID.derived(from: "vm114") == NFSExportID.derived(from: "data160"))
        for number in 1...2_000 {
            #expect(NFSExportID.range.contains(NFSExportID.derived(from: "e\(number)")))
        }
    }

    @Test func clientsAreComparedAsGaneshaPrintsThem() {
        #expect(ServedClients(["*"]).matches(["*"]))
        #expect(ServedClients(["10.0.0.1", "10.1.0.0/16"]).matches(["10.1.0.0/16", "10.0.0.1/32"]))
        #expect(!ServedClients(["10.0.0.1"]).matches(["10.0.0.2/32"]))
        #expect(!ServedClients(["10.0.0.1"]).matches(["10.0.0.1/32", "*"]))
        #expect(ServedClients(["web.example.com"]).matches(["10.0.0.9/32"]))
        #expect(!ServedClients(["web.example.com"]).matches(["<unknown>"]))
    }
}
