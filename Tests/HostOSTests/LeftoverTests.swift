import ClusterModel
import HostOS
import TestSupport
import Testing
import World

/// Whether a directory is what a refused create left: everything but its exact shape is not.
@Suite struct LeftoverTests {
    private static let path = "/gluster/half/brick"

    private func leftover(_ output: String, status: Int = 0, errors: String = "") -> Reading<BrickDirectory.Leftover> {
        let end = Finished(exitStatus: status, output: Array(output.utf8), errors: Array(errors.utf8))
        return HostOSParser.leftover(
            Self.path, QueryResult(to: HostOSCommands.leftover(Self.path), from: "host1", .finished(end)))
    }

    @Test(arguments: [
        ("seen \nseen .glusterfs\n", BrickDirectory.Leftover.yes), ("young \nseen .glusterfs\n", .young),
        ("seen \n", .no), ("seen \nmore data\n", .no), ("seen \nseen .glusterfs\nmore .glusterfs/indices\n", .no),
        ("seen \nseen .glusterfs\nmore data\n", .no), ("young \n", .no),
    ])
    func shapes(_ output: String, _ expected: BrickDirectory.Leftover) {
        #expect(leftover(output) == .known(expected))
    }

    @Test(arguments: ["", "more data\n", "seen .glusterfs\n"]) func withoutItsBeginItIsUnknown(_ output: String) {
        guard case .unknown = leftover(output) else {
            Issue.record("it is known")
            return
        }
    }

    @Test func anErrorIsUnknown() {
        let reading = leftover("seen \n", status: 1, errors: "find: '\(Self.path)': Input/output error\n")
        guard case .unknown = reading else {
            Issue.record("it is known")
            return
        }
    }

    @Test(arguments: ["empty", "half", "unmarked", "brick"]) func recorded(_ name: String) throws {
        let fixture = try Fixture("find/4.9.0/leftover-\(name)")
        let path = name == "empty" ? "/gluster/empty" : name == "brick" ? "/gluster/engine/brick" : Self.path
        let reading = HostOSParser.leftover(path, fixture.answer(to: HostOSCommands.leftover(path)))
        let isLeftover = reading == .known(.yes) || reading == .known(.young)
        #expect(isLeftover == ["half", "unmarked"].contains(name))
    }
}
