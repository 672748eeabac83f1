import ClusterModel
import Gluster
import TestSupport
import Testing
import World

/// The files of option groups, from what real tools said of them.
@Suite struct OptionGroupReplyTests {
    private func groups(
        _ names: [OptionGroupName], _ digests: String, _ lines: String
    ) throws -> [OptionGroupName: Reading<OptionGroupFile>] {
        GlusterParser.optionGroups(
            names,
            digests: try Fixture("sha256sum/9.1/groups-\(digests)").answer(to: GlusterCommands.groupDigests(names)),
            lines: try Fixture("grep/3.8/groups-\(lines)").answer(to: GlusterCommands.groupLines(names)))
    }

    @Test func theOneThatDebianShips() throws {
        let file = try #require(try groups(["virt"], "shipped", "shipped")["virt"])
        guard case .known(let file) = file else {
            Issue.record("\(file)")
            return
        }
        #expect(file.lines.count == 25)
        #expect(file.lines.first == "performance.quick-read=off")
        #expect(file.digest.hasPrefix("f312c1e1"))
    }

    @Test func oneOfTwoIsNotThere() throws {
        let found = try groups(["virt", "nosuch"], "one-missing", "one-missing")
        #expect(found["nosuch"] == .absent)
        guard case .known? = found["virt"] else {
            Issue.record("virt: \(String(describing: found["virt"]))")
            return
        }
        #expect(try groups(["nosuch"], "missing", "missing")["nosuch"] == .absent)
    }

    @Test func emptyFilesAndLinesWithoutAnEnd() throws {
        let found = try groups(["empty", "cut"], "written", "written").mapValues { $0.map(\.lines) }
        #expect(found == ["empty": .known([]), "cut": .known(["a=b", "no end"])])
        #expect(try groups(["empty"], "empty", "empty")["empty"]?.map(\.lines) == .known([]))
    }

    /// Gone between the two questions: nothing is written on that.
    @Test func aFileThatWentInBetweenIsUnknown() throws {
        let words = "grep: /var/lib/glusterd/groups/virt: No such file or directory\n"
        let end = Finished(exitStatus: 2, errors: Array(words.utf8))
        let found = GlusterParser.optionGroups(
            ["virt"],
            digests: try Fixture("sha256sum/9.1/groups-shipped").answer(to: GlusterCommands.groupDigests(["virt"])),
            lines: QueryResult(to: GlusterCommands.groupLines(["virt"]), from: "host1", .finished(end)))
        guard case .unknown? = found["virt"] else {
            Issue.record("it is known")
            return
        }
    }

    @Test func eachWayOfNotAnsweringIsGivenAsTheReason() throws {
        let query = GlusterCommands.groupDigests(["virt"])
        for failure in everyFailure(command: query.title, host: "host1") {
            let answer = QueryResult(to: query, from: "host1", failure.outcome)
            let lines = try Fixture("grep/3.8/groups-shipped").answer(to: GlusterCommands.groupLines(["virt"]))
            #expect(
                GlusterParser.optionGroups(["virt"], digests: answer, lines: lines)["virt"] == .unknown(failure.why))
        }
    }
}
