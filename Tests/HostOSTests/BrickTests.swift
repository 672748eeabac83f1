import ClusterModel
import HostOS
import TestSupport
import Testing
import World

@Suite struct BrickTests {
    static let paths = ["/gluster/engine/brick", "/gluster/data/brick", "/gluster/empty"]

    static func reading(_ name: String, _ paths: [String] = paths) throws -> [String: Reading<BrickDirectory>] {
        let directories = try Fixture("find/4.9.0/directories-\(name)")
        return HostOSParser.bricks(
            paths, directories: directories.answer(to: HostOSCommands.brickDirectories(paths)),
            marks: try Fixture("getfattr/2.5.1/\(name)").answer(to: HostOSCommands.brickMarks(paths)))
    }

    @Test(arguments: ["created", "started", "healing", "healed"])
    func bricksOfVolumesAreMarked(_ name: String) throws {
        let found = try Self.reading(name)
        #expect(found["/gluster/empty"] == .known(BrickDirectory(isEmpty: true, volumeID: nil)))
        for path in Self.paths.dropLast() {
            guard case .known(let brick)? = found[path], let id = brick.volumeID else {
                Issue.record("\(path) has no mark: \(String(describing: found[path]))")
                continue
            }
            #expect(!brick.isEmpty)
            #expect(id.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
            #expect(id == id.lowercased())
        }
    }

    @Test func missingDirectoriesAreAbsent() throws {
        let paths = Array(Self.paths.dropLast())
        #expect(try Self.reading("missing", paths) == [paths[0]: .absent, paths[1]: .absent])
    }

    /// A file where the directory should be, and a path through a file, are no absence: mkdir would not mend them.
    @Test func whatIsInTheWayIsUnknown() throws {
        let found = try Self.reading("no-directory", ["/etc/fstab", "/etc/fstab/brick"])
        expect(found["/etc/fstab"], is: nil)
        expect(found["/etc/fstab/brick"], is: nil)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        /// What find and getfattr say of /b: output, errors.
        let find: (String, String)
        let getfattr: (String, String)
        let verdict: Reading<BrickDirectory>?
        var testDescription: String { "\(find) \(getfattr)" }

        init(_ find: (String, String), _ getfattr: (String, String), _ verdict: Reading<BrickDirectory>?) {
            self.find = find
            self.getfattr = getfattr
            self.verdict = verdict
        }
    }

    static let id = "f6a90261e7164d47b14abeee73ca0f84"
    static let mark = ("# file: /b\ntrusted.glusterfs.volume-id=0x\(id)\n\n", "")
    static let noMark = ("", "/b: trusted.glusterfs.volume-id: No such attribute\n")
    static let noPath = ("", "getfattr: /b: No such file or directory\n")
    static let noSupport = ("", "/b: trusted.glusterfs.volume-id: Operation not supported\n")
    static let badMark = ("# file: /b\ntrusted.glusterfs.volume-id=0x12\n\n", "")
    static let otherMark = ("# file: /b/c\ntrusted.glusterfs.volume-id=0x\(id)\n\n", "")
    static let nothing = ("", "")
    static let empty = ("empty /b\n", "")
    static let full = ("full /b\n", "")
    static let file = ("other /b\n", "")
    static let gone = ("", "find: '/b': No such file or directory\n")
    static let otherGone = ("", "find: '/b/c': No such file or directory\n")
    static let denied = ("full /b\n", "find: '/b': Permission denied\n")
    static let dead = ("", "find: '/b': Input/output error\n")

    static let rows = [
        Row(full, mark, .known(BrickDirectory(isEmpty: false, volumeID: "f6a90261-e716-4d47-b14a-beee73ca0f84"))),
        Row(full, noMark, .known(BrickDirectory(isEmpty: false, volumeID: nil))),
        Row(empty, noMark, .known(BrickDirectory(isEmpty: true, volumeID: nil))),
        Row(empty, noPath, nil),
        Row(empty, noSupport, nil),
        Row(empty, badMark, nil),
        Row(empty, otherMark, nil),
        Row(empty, nothing, nil),
        Row(gone, noPath, .absent),
        Row(gone, mark, .absent),
        Row(gone, nothing, .absent),
        Row(otherGone, noPath, nil),
        Row(denied, noMark, nil),
        Row(dead, noPath, nil),
        Row(file, noMark, nil),
        Row(nothing, noMark, nil),
    ]

    @Test(arguments: rows) func verdict(_ row: Row) {
        func reply(_ query: Query, _ words: (String, String)) -> QueryResult {
            Reply.to(query, words.0, status: words.1.isEmpty ? 0 : 1, errors: words.1)
        }
        let found = HostOSParser.bricks(
            ["/b"], directories: reply(HostOSCommands.brickDirectories(["/b"]), row.find),
            marks: reply(HostOSCommands.brickMarks(["/b"]), row.getfattr))
        expect(found["/b"], is: row.verdict)
    }
}

@Suite struct HealBacklogTests {
    static func reading(_ name: String, _ paths: [String] = BrickTests.paths) throws -> [String: Reading<Int>] {
        let answer = try Fixture("find/4.9.0/indices-\(name)").answer(to: HostOSCommands.healIndices(paths))
        return HostOSParser.healBacklog(answer, of: paths)
    }

    /// Five files and the directory that they were made in.
    @Test(arguments: [
        ("created", [Reading<Int>.absent, .absent, .absent]), ("started", [.known(0), .known(0), .absent]),
        ("healing", [.known(6), .known(0), .absent]), ("healed", [.known(0), .known(0), .absent]),
    ])
    func fixtures(_ name: String, _ expected: [Reading<Int>]) throws {
        let found = try Self.reading(name)
        #expect(BrickTests.paths.map { found[$0] } == expected)
    }

    @Test func missingBricksKeepNoIndex() throws {
        let paths = Array(BrickTests.paths.dropLast())
        #expect(try Self.reading("missing", paths) == [paths[0]: .absent, paths[1]: .absent])
    }

    @Test func aPathThroughAFileIsUnknown() throws {
        let found = try Self.reading("no-directory", ["/etc/fstab", "/etc/fstab/brick"])
        expect(found["/etc/fstab"], is: nil)
        expect(found["/etc/fstab/brick"], is: nil)
    }

    static let index = "/b/.glusterfs/indices/xattrop"

    @Test(arguments: [
        ("end \(index)\n", "", Reading.known(0)),
        ("1 \(index)\nend \(index)\n", "", .known(0)),
        ("3 \(index)\n5 \(index)\nend \(index)\n", "", .known(6)),
        ("3 \(index)\n", "", nil),
        ("end \(index)\n3 \(index)\n", "", nil),
        ("0 \(index)\nend \(index)\n", "", nil),
        ("x \(index)\nend \(index)\n", "", nil),
        ("end \(index)", "", nil),
        ("end \(index)/more\n", "", nil),
        ("end \(index)\n", "find: '\(index)': Input/output error\n", nil),
        ("", "find: '\(index)': No such file or directory\n", .absent),
        ("", "find: '\(index)': No such file or directory", nil),
        ("", "find: '/b': No such file or directory\n", nil),
        ("", "", nil),
    ])
    func replies(_ output: String, _ errors: String, _ expected: Reading<Int>?) {
        let answer = Reply.to(
            HostOSCommands.healIndices(["/b"]), output, status: errors.isEmpty ? 0 : 1, errors: errors)
        expect(HostOSParser.healBacklog(answer, of: ["/b"])["/b"], is: expected)
    }
}
