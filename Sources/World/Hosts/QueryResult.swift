package import ClusterModel

/// A query, the host it was sent to, and its outcome. Turns an `Outcome` into an answer or an `UnknownReason`, in the
/// same way for every integration.
package struct QueryResult: Sendable, Hashable {
    /// The query as one line, for messages.
    package let command: String
    package let host: HostName
    package let outcome: Outcome
    private let asksForFile: Bool

    package init(to query: Query, from host: HostName, _ outcome: Outcome) {
        command = query.title
        self.host = host
        self.outcome = outcome
        asksForFile = if case .read = query { true } else { false }
    }

    /// Whether a file was read and does not exist. False for a missing program.
    package var isMissingFile: Bool {
        if asksForFile, case .notRun(.absent) = outcome { true } else { false }
    }

    /// The program's end, with any exit status; throws the reason if it did not end.
    package func end() throws(UnknownReason) -> Finished {
        switch outcome {
        case .finished(let end): return end
        case .notRun(let failure), .indeterminate(let failure): throw ignorance(failure)
        }
    }

    /// The program's end; throws its output if the exit status is not one of those that carry an answer.
    package func end(oneOf statuses: Set<Int>) throws(UnknownReason) -> Finished {
        let end = try end()
        guard statuses.contains(end.exitStatus) else { throw refused(end) }
        return end
    }

    /// Standard output as text; throws unless the exit status is 0 and the output is UTF-8.
    package func text() throws(UnknownReason) -> String {
        let end = try end(oneOf: [0])
        guard let text = String(validating: end.output, as: UTF8.self) else {
            throw unreadable("it is not UTF-8", excerpt: end.words)
        }
        return text
    }

    /// The reason for a program that ended with an error: exit status and output, up to `Finished.wordsLimit`.
    package func refused(_ end: Finished) -> UnknownReason {
        .refused(command: command, exitStatus: end.exitStatus, words: end.words)
    }

    /// The reason for an answer that this version cannot parse.
    package func unreadable(_ why: String, excerpt: String) -> UnknownReason {
        .unreadable(command: command, why: why, excerpt: String(excerpt.prefix(Self.excerptLimit)))
    }

    /// The reason for an answer that lacks one of the things that were asked about.
    package func silent(about thing: String, _ end: Finished) -> UnknownReason {
        end.exitStatus == 0 ? unreadable("it says nothing about \(thing)", excerpt: end.words) : refused(end)
    }

    /// Characters of an excerpt: enough to find the place, few enough for one line of a report.
    package static let excerptLimit = 120
    /// The exit status of a shell for a program that does not exist.
    package static let notFoundStatus = 127

    private func ignorance(_ failure: TransportFailure) -> UnknownReason {
        switch failure {
        case .timeLimitPassed(let limit): .timeLimitPassed(command: command, limit)
        case .outputTooLong(let limit): .outputTooLong(command: command, limit: limit)
        case .inactive(let unit): .inactive(command: command, unit: unit)
        case .absent, .expectation:
            .refused(command: command, exitStatus: Self.notFoundStatus, words: "\(failure)")
        case .unreachable, .hostKey, .notAuthenticated, .connectionLost, .staleTerm, .fenceBusy, .stagingFailed,
            .noSecret:
            .hostUnreachable(host, detail: "\(failure)")
        }
    }
}

extension Finished {
    /// Bytes kept of a program's output in messages: a screenful. More would fill journals with a tool's usage text.
    package static let wordsLimit = 2000

    /// Standard error or, if that is empty, standard output; without white space around it.
    package var words: String {
        let said = Self.trimmed(errors)
        return said.isEmpty ? Self.trimmed(output) : said
    }

    /// The complete lines of standard output. Text after the last line feed was cut off and is left out.
    package var outputLines: [String] { Self.lines(output) }
    /// The complete lines of standard error.
    package var errorLines: [String] { Self.lines(errors) }

    /// The error messages of a tool on standard error, by path: `find: 'PATH': words`, `getfattr: PATH: words`. Some tools
    /// begin with the whole path by which they were called.
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
    /// Known, or unknown with the reason that `value` throws; never absent.
    package init(_ value: @autoclosure () throws(UnknownReason) -> Value) {
        do throws(UnknownReason) {
            self = .known(try value())
        } catch {
            self = .unknown(error)
        }
    }
}

extension Outcome {
    /// Whether the program ended with exit status 0.
    package var succeeded: Bool {
        if case .finished(let end) = self { end.exitStatus == 0 } else { false }
    }
}
