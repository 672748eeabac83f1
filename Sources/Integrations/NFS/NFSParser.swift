package import ClusterModel
internal import Foundation
package import World

/// What rpcinfo and Ganesha's D-Bus objects answered, as values.
package enum NFSParser {
    /// The version that was answered. A refused connection is absent: nothing listens. A server that hangs is unknown.
    package static func nullCall(_ answer: QueryResult, version: Int) -> Reading<Int> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 1])
            if end.exitStatus == 0 {
                let expected = "program \(NFSCommands.nfsProgram) version \(version) ready and waiting"
                return end.outputLines == [expected]
                    ? .known(version) : .unknown(answer.unreadable("it is no answer of rpcinfo", excerpt: end.words))
            }
            let isAbsent = end.errorLines.contains { line in absenceWords.contains { line.hasSuffix($0) } }
            return isAbsent ? .absent : .unknown(answer.refused(end))
        } catch {
            return .unknown(error)
        }
    }

    /// No server: nothing listens on the port; or rpcbind, which rpcinfo asks where it runs, knows no such program.
    private static let absenceWords = ["Connection refused", "Program not registered"]

    /// Registrations over TCP; absent where nothing listens on rpcbind's port.
    package static func ports(_ answer: QueryResult) -> Reading<[RegisteredPort]> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 1])
            if end.exitStatus != 0 {
                let isAbsent = end.errorLines.contains { line in absenceWords.contains { line.hasSuffix($0) } }
                return isAbsent ? .absent : .unknown(answer.refused(end))
            }
            let lines = end.outputLines.map { $0.split(separator: " ").map(String.init) }
            guard lines.first?.first == "program", end.output.last == UInt8(ascii: "\n") else {
                throw answer.unreadable("it is no table of rpcinfo", excerpt: end.words)
            }
            return .known(lines.dropFirst().compactMap(port))
        } catch {
            return .unknown(error)
        }
    }

    /// `100024 1 tcp 39543 status`.
    private static func port(_ fields: [String]) -> RegisteredPort? {
        guard fields.count >= 4, fields[2] == "tcp", let program = Int(fields[0]), let version = Int(fields[1]),
            let port = Int(fields[3])
        else { return nil }
        return RegisteredPort(program: program, version: version, port: port)
    }

    /// What one `NFSCommands.state` told.
    package struct State: Sendable, Hashable {
        /// As in `NFSFacts`.
        package let isInGrace: Reading<Bool>
        /// As in `NFSFacts`.
        package let exports: Reading<[ServedExport]>
    }

    /// The answers by their D-Bus signatures: a call that failed has no line, and its words are on standard error.
    package static func state(_ answer: QueryResult, of asked: [Int]) -> State {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0])
            if end.errorLines.contains(where: { $0.contains(missingWords) }) {
                return State(isInGrace: .absent, exports: .absent)
            }
            let replies = try end.outputLines.map { line throws(UnknownReason) in try Reply(line, answer) }
            return State(
                isInGrace: Reading(try grace(replies, answer, end)),
                exports: Reading(try exports(replies, asked, answer, end)))
        } catch {
            return State(isInGrace: .unknown(error), exports: .unknown(error))
        }
    }

    /// Of a name that nobody has on the bus: no server runs, or one that has not got so far yet.
    private static let missingWords = "The name org.ganesha.nfsd was not provided"
    /// What busctl says when its own limit passes.
    private static let timeoutWords = "Call failed: Connection timed out"

    private static func grace(_ replies: [Reply], _ answer: QueryResult, _ end: Finished) throws(UnknownReason) -> Bool
    {
        guard let reply = replies.first(where: { $0.type == "bbs" }) else { throw silent(answer, "grace", end) }
        guard reply.data.count == 3, let isInGrace = reply.data[0] as? Bool, reply.data[1] as? Bool == true else {
            throw answer.unreadable("it does not tell whether it is in grace", excerpt: end.words)
        }
        return isInGrace
    }

    /// All that ShowExports lists, with details where they were asked for. One that was removed between the two calls
    /// makes the list unknown.
    private static func exports(
        _ replies: [Reply], _ asked: [Int], _ answer: QueryResult, _ end: Finished
    ) throws(UnknownReason) -> [ServedExport] {
        guard let list = replies.first(where: { $0.type.hasPrefix("(tt)a(qs") })?.data.last as? [[Any]] else {
            throw silent(answer, "exports", end)
        }
        var details: [Int: ServedExport] = [:]
        for reply in replies where reply.type.hasPrefix("qsssa(") {
            let export = try detailed(reply, answer, end)
            details[export.id] = export
        }
        var exports: [ServedExport] = []
        for entry in list {
            guard entry.count > 1, let id = entry[0] as? Int, let path = entry[1] as? String else {
                throw answer.unreadable("an export has no number or no path", excerpt: end.words)
            }
            guard !asked.contains(id) || details[id] != nil else { throw silent(answer, "export \(id)", end) }
            exports.append(details[id] ?? ServedExport(id: id, pseudoPath: path))
        }
        return exports
    }

    private static func silent(_ answer: QueryResult, _ what: String, _ end: Finished) -> UnknownReason {
        end.errorLines.contains(timeoutWords)
            ? .timeLimitPassed(command: answer.command, .seconds(NFSCommands.seconds)) : answer.silent(about: what, end)
    }

    /// `[number, path, pseudo path, tag, [clients]]`.
    private static func detailed(
        _ reply: Reply, _ answer: QueryResult, _ end: Finished
    ) throws(UnknownReason) -> ServedExport {
        guard reply.data.count == 5, let id = reply.data[0] as? Int, let path = reply.data[1] as? String,
            let pseudo = reply.data[2] as? String, let entries = reply.data[4] as? [[Any]]
        else { throw answer.unreadable("an export's details are of another form", excerpt: end.words) }
        let clients = entries.compactMap(client)
        guard clients.count == entries.count else {
            throw answer.unreadable("a client of an export is of another form", excerpt: end.words)
        }
        return ServedExport(id: id, pseudoPath: pseudo, details: .init(path: path, clients: clients))
    }

    /// The ninth number of a client has its permissions as bits (EXPORT_OPTION_… of Ganesha).
    private static func client(_ entry: [Any]) -> ServedExport.Client? {
        guard entry.count == 10, let text = entry[0] as? String, let bits = entry[8] as? Int else { return nil }
        func has(_ bit: Int) -> Bool { bits & bit != 0 }
        return ServedExport.Client(
            text, accessType: has(writeBit) ? .readWrite : .readOnly,
            squash: has(squashAllBit) ? .all : has(squashRootBit) ? .root : .none,
            protocols: (has(version3Bit) ? [3] : []) + (has(version4Bit) ? [4] : []))
    }

    private static let squashRootBit = 0x2
    private static let squashAllBit = 0x4
    private static let writeBit = 0x40
    private static let version3Bit = 0x10_0000
    private static let version4Bit = 0x20_0000

    /// One line of busctl: `{"type": …, "data": […]}`.
    private struct Reply {
        let type: String
        let data: [Any]

        init(_ line: String, _ answer: QueryResult) throws(UnknownReason) {
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let type = object?["type"] as? String, let data = object?["data"] as? [Any] else {
                throw answer.unreadable("it is not the JSON of busctl", excerpt: line)
            }
            self.type = type
            self.data = data
        }
    }
}
