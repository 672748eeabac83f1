import Audit
import ClusterModel
import TestSupport
import Testing

/// The audit's own opinion on managed files: only lines that are hcctl's change.
@Suite struct FileRuleTests {
    private func objections(
        _ id: ManagedFile.ID, _ old: String, _ new: String, _ lines: [OwnedLine], seen: Reading<ObservedFile>? = nil
    ) -> [String] {
        let read = Make.file(id, old)
        let step = Step(
            resource: .host("host1"),
            action: .host(.replaceFile(FileReplacement(id, of: read, by: FileText(new))), on: "host1"),
            postcondition: .host(.fileHolds("host1", id, lines)), risk: .benign, scope: .host("host1"), differences: [])
        let observed = Make.observed { _, host in host.os.files[id] = seen ?? .known(read) }
        return Auditor(for: "lab").judge(Plan(ready: [step]), observed, now: Make.now).map(\.description)
    }

    private static func line(_ key: String, _ text: String) -> OwnedLine { OwnedLine(key: key, text: text, fields: []) }

    private static let old = "# a comment\nUUID=a /x xfs rw 0 0\n"
    private static let added = line("/gluster", "new /gluster xfs rw 0 0")
    private static let changed = line("/x", "UUID=a /x xfs ro 0 0")

    @Test(arguments: [
        (old + "new /gluster xfs rw 0 0\n", [added], true), ("# a comment\nUUID=a /x xfs ro 0 0\n", [changed], true),
        ("# a comment\n\tUUID=a /x xfs ro 0 0\n", [changed], true),
        // Not the line that is named, or one that is not named.
        ("# a comment\nUUID=a /x xfs ro 0 1\n", [changed], false),
        ("# a comment\nUUID=a /x xfs ro 0 0\n", [added], false), (old + "new /gluster xfs rw 0 0\n", [], false),
        // A line is lost, moved, doubled, or has another end.
        ("UUID=a /x xfs rw 0 0\nnew /gluster xfs rw 0 0\n", [added], false), ("# a comment\n", [changed], false),
        ("", [], false), ("new /gluster xfs rw 0 0\n" + old, [added], false),
        (old + "new /gluster xfs rw 0 0\nnew /gluster xfs rw 0 0\n", [added], false),
        ("# a comment\nUUID=a /x xfs ro 0 0\r\n", [changed], false), (old + "new /gluster xfs rw 0 0", [added], false),
        ("# a comment\nUUID=b /y xfs rw 0 0\n", [line("/y", "UUID=b /y xfs rw 0 0")], false),
    ])
    func otherLinesOfFstabStay(_ new: String, _ lines: [OwnedLine], _ passes: Bool) {
        #expect(objections(.fstab, Self.old, new, lines).isEmpty == passes)
        let other = Reading.known(Make.file(.fstab, Self.old, digest: "other"))
        #expect(!objections(.fstab, Self.old, new, lines, seen: other).isEmpty)
        #expect(!objections(.fstab, Self.old, new, lines, seen: .absent).isEmpty)
    }

    /// Defect 1 of the review: the audit split at `Character`s, too.
    @Test func aTableWithCarriageReturnsIsNotOneLine() {
        let old = "UUID=a /x xfs rw 0 0\r\nUUID=root / ext4 rw 0 1\r\n/dev/sda2 none swap sw 0 0\r\n"
        #expect(!objections(.fstab, old, "UUID=a /x xfs ro 0 0", [Self.changed]).isEmpty)
        #expect(!objections(.fstab, old, "UUID=a /x xfs ro 0 0\r\n", [Self.changed]).isEmpty)
        #expect(objections(.fstab, old, old.replacing("xfs rw", with: "xfs ro"), [Self.changed]) == [])
    }

    /// CTDB counts the lines: a comment holds the number of a node that left, whatever it says.
    @Test(arguments: [("# added by hand", true), ("#10.88.0.12", true), ("10.88.0.12 host2", false), ("", false)])
    func aListOfNodesHoldsAddressesAndComments(_ second: String, _ passes: Bool) {
        let lines = [Self.line("1", "10.88.0.11"), Self.line("2", second)]
        let found = objections(.ctdb(.nodes), "10.88.0.11\n", "10.88.0.11\n\(second)\n", lines)
        #expect(found.isEmpty == passes, "\(found)")
    }

    @Test func theRootFileSystemIsNeverOurs() {
        let old = "UUID=root / ext4 rw 0 1\n"
        let line = Self.line("/", "UUID=root / ext4 ro 0 1")
        #expect(!objections(.fstab, old, "UUID=root / ext4 ro 0 1\n", [line]).isEmpty)
    }

    @Test func aLastLineWithoutAnEndGetsOneOnlyBeforeANewLine() {
        let line = "new /gluster xfs rw 0 0\n"
        #expect(objections(.fstab, "# end", "# end\n" + line, [Self.added]).isEmpty)
        #expect(
            !objections(.fstab, "UUID=a /x xfs rw 0 0\n# end", "UUID=a /x xfs ro 0 0\n# end\n", [Self.changed]).isEmpty)
    }

    @Test(arguments: [
        ("127.0.0.1 localhost # h2\n10.0.0.2 h2\n", true), ("10.0.0.2 h2\n127.0.0.1 localhost # h2\n", false),
        ("127.0.0.1 localhost # h2\n10.0.0.3 h2\n", false), ("127.0.0.1 localhost\n10.0.0.2 h2\n", false),
    ])
    func aNameGetsALineBehindTheOthers(_ new: String, _ passes: Bool) {
        let line = Self.line("h2", "10.0.0.2 h2")
        #expect(objections(.hosts, "127.0.0.1 localhost # h2\n", new, [line]).isEmpty == passes)
        #expect(!objections(.hosts, "10.9.9.9\tx H2\r\n", "10.9.9.9\tx H2\r\n10.0.0.2 h2\r\n", [line]).isEmpty)
    }

    @Test func onlyPortsOfGlusterdChange() {
        let old = "volume management\n    option ping-timeout 0\n    option max-port 60999\nend-volume\n"
        let (ports, ping) = (
            Self.line("max-port", "option max-port 50651"), Self.line("ping-timeout", "option ping-timeout 5")
        )
        let base = Self.line("base-port", "option base-port 49152")
        #expect(objections(.glusterdVolfile, old, old.replacing("60999", with: "50651"), [ports]) == [])
        #expect(!objections(.glusterdVolfile, old, old.replacing("timeout 0", with: "timeout 5"), [ping]).isEmpty)
        let new = old.replacing("end-volume", with: "    option base-port 49152\nend-volume")
        #expect(objections(.glusterdVolfile, old, new, [base]) == [])
        #expect(!objections(.glusterdVolfile, old, old + "    option base-port 49152\n", [base]).isEmpty)
    }
}
