import ClusterModel
import TestSupport
import Testing
import World

@Suite struct AnswerTests {
    static let query = Query.run(Invocation(["tool", "-x", "a b"]))
    static let file = Query.read(path: "/etc/fstab", limit: 9)

    static func answer(_ output: [UInt8] = [], status: Int = 0, errors: String = "") -> QueryResult {
        let end = Finished(exitStatus: status, output: output, errors: Array(errors.utf8))
        return QueryResult(to: query, from: "host1", .finished(end))
    }

    @Test func everyOutcomeOtherThanAnEndThrowsItsReason() {
        for (outcome, why) in everyFailure(command: "tool -x 'a b'", host: "host1") {
            #expect(throws: why) { try QueryResult(to: Self.query, from: "host1", outcome).text() }
        }
    }

    @Test func onlyAFileCanBeMissing() {
        let absent = Outcome.notRun(.absent("/etc/fstab"))
        #expect(QueryResult(to: Self.file, from: "host1", absent).isMissingFile)
        #expect(!QueryResult(to: Self.query, from: "host1", absent).isMissingFile)
        #expect(!QueryResult(to: Self.file, from: "host1", .indeterminate(.absent("/etc/fstab"))).isMissingFile)
        #expect(!QueryResult(to: Self.file, from: "host1", .notRun(.unreachable("no route"))).isMissingFile)
    }

    @Test func textIsUTF8OrUnreadable() throws {
        #expect(try Self.answer(Array("ü\n".utf8)).text() == "ü\n")
        #expect(throws: UnknownReason.unreadable(command: "tool -x 'a b'", why: "it is not UTF-8", excerpt: "�")) {
            try Self.answer([0xff]).text()
        }
    }

    @Test(arguments: [(0, [0, 1], true), (1, [0, 1], true), (2, [0, 1], false), (143, [0], false)])
    func onlySomeStatusesCarryAnAnswer(_ status: Int, _ allowed: [Int], _ carries: Bool) {
        let answer = Self.answer(status: status, errors: "no\n")
        if carries {
            #expect(throws: Never.self) { try answer.end(oneOf: Set(allowed)) }
        } else {
            #expect(throws: UnknownReason.refused(command: "tool -x 'a b'", exitStatus: status, words: "no")) {
                try answer.end(oneOf: Set(allowed))
            }
        }
    }

    @Test func missingAnswerIsRefusedOrUnreadable() throws {
        let failed = try Self.answer(status: 1, errors: "no\n").end()
        #expect(Self.answer().silent(about: "a", failed).reason == "CommandRefused")
        let ended = try Self.answer(Array("b\n".utf8)).end()
        let why = UnknownReason.unreadable(command: "tool -x 'a b'", why: "it says nothing about a", excerpt: "b")
        #expect(Self.answer().silent(about: "a", ended) == why)
    }

    @Test func anExcerptIsShort() {
        guard
            case .unreadable(_, _, let excerpt) = Self.answer().unreadable(
                "x", excerpt: String(repeating: "y", count: 999))
        else { return }
        #expect(excerpt.count == QueryResult.excerptLimit)
    }

    @Test(arguments: [
        ("", "", ""), ("out\n", "", "out"), ("out\n", "err\n", "err"), ("out", " \n\t", "out"),
        ("", "  a\n  b  \n\n", "a\n  b"),
    ])
    func wordsAreErrorsBeforeOutput(_ output: String, _ errors: String, _ words: String) {
        let end = Finished(exitStatus: 1, output: Array(output.utf8), errors: Array(errors.utf8))
        #expect(end.words == words)
    }

    @Test func wordsAreAScreenful() {
        let end = Finished(exitStatus: 1, errors: Array(repeating: UInt8(ascii: "x"), count: 99_999))
        #expect(end.words.utf8.count == Finished.wordsLimit)
    }

    @Test(arguments: [
        ("", []), ("a", []), ("a\n", ["a"]), ("a\nb", ["a"]), ("a\n\nb\n", ["a", "", "b"]), ("\n", [""]),
        ("a\r\nb\r\n", ["a\r", "b\r"]),
    ])
    func aLineEndsWithALineFeed(_ text: String, _ lines: [String]) {
        let end = Finished(exitStatus: 0, output: Array(text.utf8), errors: Array(text.utf8))
        #expect(end.outputLines == lines)
        #expect(end.errorLines == lines)
    }

    @Test(arguments: [
        ("find: '/a': No such file or directory\n", ["/a": "No such file or directory"]),
        ("/usr/bin/find: '/a': No such file or directory\n", ["/a": "No such file or directory"]),
        ("find: /a: b: Input/output error\n", ["/a: b": "Input/output error"]),
        ("find: '/a'\\''b': Denied\n", ["/a'\\''b": "Denied"]),
        ("find: '/a': One\nfind: '/b': Two\n", ["/a": "One", "/b": "Two"]),
        ("finder: '/a': No\n", [:]), ("find: usage\n", [:]), ("find: '/a': No such file", [:]), ("", [:]),
    ])
    func complaintsByPath(_ errors: String, _ expected: [String: String]) {
        #expect(Finished(exitStatus: 1, errors: Array(errors.utf8)).complaints(of: "find") == expected)
    }

    @Test func aReadingIsKnownOrHasAReason() {
        func value(_ why: UnknownReason?) throws(UnknownReason) -> Int {
            if let why { throw why }
            return 4
        }
        #expect(Reading(try value(nil)) == .known(4))
        #expect(Reading(try value(.notAsked)) == Reading<Int>.unknown(.notAsked))
    }

    @Test(arguments: [
        (Outcome.finished(Finished(exitStatus: 0)), true), (.finished(Finished(exitStatus: 1)), false),
        (.notRun(.unreachable("no")), false), (.indeterminate(.connectionLost("no")), false),
    ])
    func onlyAnEndWithZeroSucceeds(_ outcome: Outcome, _ succeeds: Bool) {
        #expect(outcome.succeeded == succeeds)
    }
}

@Suite struct PreviewTests {
    @Test func aTitleIsTheCommandCutWhereItIsLong() {
        #expect(AnswerTests.query.title == "tool -x 'a b'")
        #expect(AnswerTests.file.title == "read /etc/fstab")
        #expect(Query.runForFile(Invocation(["gluster", "get-state"]), answer: "/run/x").title == "gluster get-state")
        let many = Query.run(Invocation(["find"] + (0..<500).map { "/gluster/\($0)" }))
        #expect(many.title.count == 161)
        #expect(many.title.hasPrefix("find /gluster/0 /gluster/1 "))
        #expect(many.title.hasSuffix("…"))
    }

    /// Nothing that a program or a file is given to read is ever shown.
    @Test func changesShowNoContents() {
        let secret = Invocation.Input.secret(Secret(Array("hunter2".utf8)))
        let changes: [Change] = [
            .run(Invocation(["passwd", "a b"], input: secret)),
            .write(FileWrite(path: "/etc/x", contents: secret, mode: 0o600, expecting: .absent)),
            .remove(path: "/etc/y", expecting: .anything),
        ]
        let shown = changes.map(\.commandLine.description)
        #expect(shown == ["passwd 'a b'", "hcctl:write /etc/x", "hcctl:remove /etc/y"])
    }
}
