package import ClusterModel

/// One question that was put to a host and what became of it: the way from an `Outcome` to an `UnknownReason`, the same
/// for every integration.
package struct QueryResult: Sendable, Hashable {
    /// The question as one line, for messages.
    package let command: String
    /// Who was asked.
    package let host: HostName
    /// What became of it.
    package let outcome: Outcome
    private let asksForFile: Bool

    /// What became of a query.
    package init(to query: Query, from host: HostName, _ outcome: Outcome) {
        command = query.title
        self.host = host
        self.outcome = outcome
        asksForFile = if case .read = query { true } else { false }
    }

    /// A file was asked for, and there is none. A missing program is not that.
    package var isMissingFile: Bool {
        if asksForFile, case .notRun(.absent) = outcome { true } else { false }
    }

    /// The program's end, whatever its exit status; throws why nothing is known where there was none.
    package func end() throws(UnknownReason) -> Finished {
        switch outcome {
        case .finished(let end): return end
        case .notRun(let failure), .indeterminate(let failure): throw ignorance(failure)
        }
    }

    /// The program's end; throws its words where its exit status is none of those that carry an answer.
    package func end(oneOf statuses: Set<Int>) throws(UnknownReason) -> Finished {
        let end = try end()
        guard statuses.contains(end.exitStatus) else { throw refused(end) }
        return end
    }

    /// Standard output as text; throws unless the program ended with 0 and wrote UTF-8.
    package func text() throws(UnknownReason) -> String {
        let end = try end(oneOf: [0])
        guard let text = String(validating: end.output, as: UTF8.self) else {
            throw unreadable("it is not UTF-8", excerpt: end.words)
        }
        return text
    }

    /// The program ran and would not answer: its exit status and all its words, up to `Finished.wordsLimit`.
    package func refused(_ end: Finished) -> UnknownReason {
        .refused(command: command, exitStatus: end.exitStatus, words: end.words)
    }

    /// The program answered something that this version does not understand.
    package func unreadable(_ why: String, excerpt: String) -> UnknownReason {
        .unreadable(command: command, why: why, excerpt: String(excerpt.prefix(Self.excerptLimit)))
    }

    /// The program ended, and nothing it said is about one of the things that it was asked about.
    package func silent(about thing: String, _ end: Finished) -> UnknownReason {
        end.exitStatus == 0 ? unreadable("it says nothing about \(thing)", excerpt: end.words) : refused(end)
    }

    /// Characters of an excerpt: enough to find the place, short enough for one line of a report.
    package static let excerptLimit = 120
    /// As a shell says it of a program that it does not find.
    package static let notFoundStatus = 127

    private func ignorance(_ failure: TransportFailure) -> UnknownReason {
        switch failure {
        case .timeLimitPassed(let limit): .timeLimitPassed(command: command, limit)
        case .outputTooLong(let limit): .outputTooLong(command: command, limit: limit)
        case .inactive(let unit): .inactive(command: command, unit: unit)
        case .absent, .expectation:
            .refused(command: command, exitStatus: Self.notFoundStatus, words: "\(failure)")
        case .unreachable, .hostKey, .notAuthenticated, .connectionLost, .staleTerm, .fenceBusy, .stagingFailed:
            .hostUnreachable(host, detail: "\(failure)")
        }
    }
}

extension Finished {
    /// Bytes of a program's words that are kept: a screenful. More would fill journals with a tool's usage text.
    package static let wordsLimit = 2000

    /// All it said on standard error and, where that was nothing, on standard output; white space around it left out.
    package var words: String {
        let said = Self.trimmed(errors)
        return said.isEmpty ? Self.trimmed(output) : said
    }

    /// Standard output in lines. What does not end with a line feed is cut off, and no line.
    package var outputLines: [String] { Self.lines(output) }
    /// Standard error in lines, likewise.
    package var errorLines: [String] { Self.lines(errors) }

    /// What a tool complained about on standard error, by path: `find: 'PATH': words`, `getfattr: PATH: words`. Some
    /// tools begin with the whole path they were called by.
    package func complaints(of tool: String) -> [String: String] {
        var complaints: [String: String] = [:]
        for line in errorLines {
            let colons = line.ranges(of: ": ")
            guard let first = colons.first, let last = colons.last, colons.count > 1 else { continue }
            let name = line[..<first.lowerBound]
            guard name == tool || name.hasSuffix("/\(tool)") else { continue }
            let path = line[first.upperBound..<last.lowerBound]
            let isQuoted = path.count > 2 && path.first == "'" && path.last == "'"
            complaints[String(isQuoted ? path.dropFirst().dropLast() : path)] = String(line[last.upperBound...])
        }
        return complaints
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(wordsLimit), as: UTF8.self)
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}

extension Reading {
    /// Known if `value` can be had; never absent.
    package init(_ value: @autoclosure () throws(UnknownReason) -> Value) {
        do throws(UnknownReason) {
            self = .known(try value())
        } catch {
            self = .unknown(error)
        }
    }
}

extension Outcome {
    /// The program ran to its end, and that end was 0.
    package var succeeded: Bool {
        if case .finished(let end) = self { end.exitStatus == 0 } else { false }
    }
}
