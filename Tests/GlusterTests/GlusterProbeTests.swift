import ClusterModel
import Gluster
import TestSupport
import Testing
import World

@Suite struct GlusterProbeTests {
    static let probe = GlusterProbe.probe(file: "fixture", host: "host1")
    static let queries = probe.queries

    static func facts(_ outcomes: [Outcome]) -> GlusterFacts {
        probe.answer(outcomes).facts
    }

    static func finished(_ path: String) throws -> Outcome { .finished(try Fixture(path).end) }

    @Test func twoCommandsWhateverTheNumberOfVolumes() {
        #expect(
            Self.queries.map(\.fullCommand) == [
                "gluster get-state glusterd odir /run/hcctl file fixture",
                #"find /var/lib/glusterd/vols -maxdepth 1 -depth -type d -printf '%P\n'"#,
            ])
    }

    @Test func aMemberOfAPool() throws {
        let facts = Self.facts([
            try Self.finished("gluster/10.3/state-stopped"), try Self.finished("find/4.9.0/stored-volumes-volumes"),
        ])
        #expect(facts.storedVolumes == .known(["data", "engine", "single"]))
        #expect(facts.view == .known(try GlusterStateTests.view("stopped")))
    }

    /// Nothing runs and nothing is stored; or it runs and nothing is stored yet.
    @Test(arguments: [
        ("no-glusterd", "missing", Reading<[String]>.absent), ("alone", "empty", .known([])),
    ])
    func aBareHost(_ state: String, _ store: String, _ expected: Reading<[String]>) throws {
        let facts = Self.facts([
            try Self.finished("gluster/10.3/state-\(state)"),
            try Self.finished("find/4.9.0/stored-volumes-\(store)"),
        ])
        #expect(facts.storedVolumes == expected)
    }

    @Test func eachWayOfNotAnsweringIsGivenAsTheReason() {
        for index in everyFailure(command: "", host: "host1").indices {
            let failures = Self.queries.map { everyFailure(command: $0.title, host: "host1")[index] }
            let facts = Self.facts(failures.map(\.outcome))
            #expect(facts.view == .unknown(failures[0].why))
            #expect(facts.storedVolumes == .unknown(failures[1].why))
        }
    }

    @Test func outcomesThatAreMissingAreUnknown() throws {
        let why = UnknownReason.hostUnreachable(
            "host1", detail: "what was sent did not arrive whole: no outcome was handed on")
        var unknown = GlusterFacts()
        unknown.view = .unknown(why)
        unknown.storedVolumes = .unknown(why)
        #expect(Self.facts([]) == unknown)
        let one = Self.facts([try Self.finished("gluster/10.3/state-alone")])
        #expect(one.view == .known(try GlusterStateTests.view("alone")))
        #expect(one.storedVolumes == .unknown(why))
    }
}

/// Whether a blank disk may be formatted hangs on this list while glusterd does not run.
@Suite struct StoredVolumesTests {
    static let query = GlusterCommands.storedVolumes

    static func reading(_ end: Finished) -> Reading<[String]> {
        GlusterParser.storedVolumes(QueryResult(to: query, from: "host1", .finished(end)))
    }

    /// No way of losing the end turns three volumes into fewer.
    @Test(arguments: ["volumes", "empty", "missing"]) func aListThatIsCutOff(_ name: String) throws {
        let fixture = try Fixture("find/4.9.0/stored-volumes-\(name)")
        let whole = GlusterParser.storedVolumes(fixture.answer(to: Self.query))
        for cut in everyCut(of: fixture.end) {
            switch Self.reading(cut) {
            case .unknown: continue
            case let reading: #expect(reading == whole)
            }
        }
    }

    @Test(arguments: [
        ("a\n\n", 0, "", true), ("\n", 0, "", true), ("", 0, "", false), ("a\n", 0, "", false),
        ("a\n\n", 1, "find: '/var/lib/glusterd/vols/a': Input/output error\n", false),
        ("", 1, "find: '/var/lib/glusterd/vols': Permission denied\n", false),
        ("", 1, "find: '/var/lib/glusterd': No such file or directory\n", false),
        ("", 1, "", false),
    ])
    func onlyAWholeListIsKnown(_ output: String, _ status: Int, _ errors: String, _ isKnown: Bool) {
        let end = Finished(exitStatus: status, output: Array(output.utf8), errors: Array(errors.utf8))
        switch Self.reading(end) {
        case .known: #expect(isKnown)
        case .absent: Issue.record("it is not said to be missing")
        case .unknown: #expect(!isKnown)
        }
    }
}
