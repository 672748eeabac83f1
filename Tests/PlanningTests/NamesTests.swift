import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// Who finds whose name, and what is done where one is not found.
@Suite struct NamesTests {
    private static let name = "host2.lab.test"
    private var desired: DesiredState { Make.desired() }

    private func plan(
        _ desired: DesiredState = Make.desired(), here: Reading<[String]>? = nil,
        _ change: (HostName, inout ObservedHost) -> Void
    ) -> Plan {
        let hosts = Make.observed(desired, change).hosts
        let observed = ObservedState(hosts: hosts, addressesHere: here.map { [Self.name: $0] } ?? [:])
        return Planner().plan(desired, observed, history: History(), now: Make.now)
    }

    private func text(_ plan: Plan) -> String? {
        guard plan.ready.count == 1, let file = plan.ready[0].replacement, file.file == .hosts,
            file.digest == "hosts-1", plan.ready[0].action.host == "host1"
        else { return nil }
        return file.text
    }

    @Test func aNameThatIsNotFoundGetsALineAndOtherLinesStay() {
        let plan = plan { name, host in if name == "host1" { host.os.addresses[Self.name] = .absent } }
        #expect(text(plan) == "127.0.0.1 localhost\n10.88.0.12 host2.lab.test\n")
        #expect(plan.held.isEmpty)
        #expect(
            plan.ready[0].differences == [
                Difference(
                    "hostsFile[host2.lab.test]", desired: "10.88.0.12 host2.lab.test", observed: nil, rule: .cluster)
            ])
    }

    /// | this machine finds | the others find         | the line's address |
    /// |--------------------|-------------------------|--------------------|
    /// | an address         | anything                | this machine's     |
    /// | several            | anything                | the first IPv4     |
    /// | a loopback one     | one and the same        | the others'        |
    /// | nothing, unknown   | one and the same        | the others'        |
    /// | nothing            | two different ones      | none: held         |
    /// | nothing            | nothing                 | none: held         |
    private static let sources: [(Reading<[String]>, [String], [String], String?)] = [
        (.known(["10.9.9.9"]), ["10.88.0.12"], ["10.88.0.12"], "10.9.9.9"),
        (.known(["fd00::2", "10.9.9.9"]), ["10.88.0.12"], ["10.88.0.12"], "10.9.9.9"),
        (.known(["127.0.1.1"]), ["10.88.0.12"], ["127.0.1.1", "10.88.0.12"], "10.88.0.12"),
        (.absent, ["10.88.0.12"], ["10.88.0.12"], "10.88.0.12"),
        (.unknown(.notAsked), ["10.88.0.12"], ["10.88.0.12"], "10.88.0.12"),
        (.absent, ["10.88.0.12"], ["10.88.0.13"], nil), (.absent, [], [], nil),
    ]

    /// Whether the hold says which field could give host2 an address.
    private static func namesAddress(_ waiting: WaitingOn) -> Bool {
        switch waiting {
        case .host(.nameNotFound(_, _, .ambiguous(_, field: "spec.address", host: "host2"))),
            .host(.nameNotFound(_, _, .unknownEverywhere(field: "spec.address", host: "host2"))):
            true
        default: false
        }
    }

    @Test(arguments: sources)
    func whereTheAddressComesFrom(
        _ here: Reading<[String]>, _ second: [String], _ third: [String], _ expected: String?
    ) {
        let plan = plan(here: here) { name, host in
            let answers = ["host2": second, "host3": third][name.text] ?? []
            host.os.addresses[Self.name] = answers.isEmpty ? .absent : .known(answers)
        }
        guard let expected else {
            #expect(plan.ready.isEmpty)
            #expect(plan.held.flatMap(\.waitingOn).contains { $0.reason == "NameNotFound" })
            #expect(plan.held.flatMap(\.waitingOn).contains(where: Self.namesAddress))
            return
        }
        #expect(text(plan) == "127.0.0.1 localhost\n\(expected) host2.lab.test\n")
    }

    @Test func aLineThatLeadsElsewhereIsAConflictAndStays() {
        let plan = plan { name, host in
            guard name == "host1" else { return }
            host.os.addresses[Self.name] = .known(["10.1.1.1"])
            host.os.files[.hosts] = .known(Make.hostsFile(["10.1.1.1 host2.lab.test"]))
        }
        // Two of three find another address; this machine was not asked in this test.
        #expect(plan.ready.isEmpty)
        let here = self.plan(here: .known(["10.88.0.12"])) { name, host in
            guard name == "host1" else { return }
            host.os.addresses[Self.name] = .known(["10.1.1.1"])
            host.os.files[.hosts] = .known(Make.hostsFile(["10.1.1.1 host2.lab.test"]))
        }
        #expect(
            here.held.map(\.waitingOn) == [
                [.host(.nameConflict("host1", name: Self.name, found: "10.1.1.1", expected: "10.88.0.12"))]
            ])
    }

    @Test func aHostMayKnowItselfByALoopbackAddress() {
        let plan = plan(here: .known(["10.88.0.12"])) { name, host in
            guard name == "host2" else { return }
            host.os.addresses[Self.name] = .known(["127.0.1.1"])
            host.os.files[.hosts] = .known(Make.hostsFile(["127.0.1.1 host2.lab.test"]))
        }
        #expect(plan.isConverged)
    }

    @Test(arguments: ClusterSpec.HostsFileCare.allCases) func itIsManagedCheckedOrIgnored(
        _ care: ClusterSpec.HostsFileCare
    ) {
        var desired = desired
        desired.spec.hostsFile = care
        let plan = plan(desired) { name, host in if name == "host1" { host.os.addresses[Self.name] = .absent } }
        #expect(plan.ready.count == (care == .manage ? 1 : 0))
        #expect(plan.held.flatMap(\.waitingOn).map(\.reason) == (care == .check ? ["NameNotFound"] : []))
    }

    @Test func aNumericAddressIsNoName() {
        var desired = desired
        desired.hosts["host2"]?.address = "10.88.0.12"
        #expect(!desired.hostNames.map(\.name).contains(Self.name))
        #expect(desired.hostNames.count == 2)
    }

    @Test func anUnreadAnswerIsUnknownAndNothingIsWritten() {
        let why = UnknownReason.timeLimitPassed(command: "getent ahosts host2.lab.test", .seconds(12))
        let plan = plan { name, host in if name == "host1" { host.os.addresses[Self.name] = .unknown(why) } }
        #expect(plan.ready.isEmpty && plan.unknown == [UnknownFact(.host("host1"), on: "host1", why)])
    }

    @Test func nobodyIsProbedWhileANameIsMissing() {
        let plan = plan { name, host in
            guard case .known(let view) = host.gluster.view else { return }
            host.gluster.view = .known(
                GlusterView(uuid: view.uuid, opVersion: view.opVersion, peers: [], volumes: []))
            host.gluster.storedVolumes = .known([])
            if name == "host1" { host.os.addresses[Self.name] = .absent }
        }
        #expect(plan.ready.allSatisfy { if case .gluster(.probe, _) = $0.action { false } else { true } })
        #expect(plan.held.contains { $0.step?.action.name == "gluster.probe" })
    }
}
