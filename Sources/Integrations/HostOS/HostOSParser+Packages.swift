package import ClusterModel
package import World

extension HostOSParser {
    /// By package: the version after `Candidate:` in the block that the package's name begins; `(none)`, or no block at
    /// all, is absent (apt-cache(8)).
    package static func candidates(_ answer: QueryResult, of names: [String]) -> [String: Reading<String>] {
        each(of: names) { () throws(UnknownReason) in
            let lines = try answer.end(oneOf: [0]).outputLines
            return { name in
                let block = lines.drop { $0 != "\(name):" }.dropFirst().prefix { $0.hasPrefix(" ") }
                let found = block.first { $0.hasPrefix("  Candidate: ") }?.dropFirst("  Candidate: ".count)
                guard let found, found != "(none)" else { return .absent }
                return .known(String(found))
            }
        }
    }

    /// The unit that installs packages. One that ended well is forgotten by systemd.
    package static func packageWork(_ state: QueryResult, words: QueryResult, uptime: QueryResult) -> Reading<
        HostOperation
    > {
        do throws(UnknownReason) {
            let facts = try state.end(oneOf: [0]).outputLines
            func value(_ name: String) throws(UnknownReason) -> String {
                guard let line = facts.first(where: { $0.hasPrefix("\(name)=") }) else {
                    throw state.unreadable("\(name) is missing", excerpt: facts.joined(separator: " "))
                }
                return String(line.dropFirst(name.count + 1))
            }
            let lines = try words.end(oneOf: [0]).outputLines.filter { !$0.isEmpty }
            let last = Array(lines.suffix(wordLines))
            switch try value("ActiveState") {
            case "active", "activating", "deactivating", "reloading":
                let began = UInt64(try value("InactiveExitTimestampMonotonic")) ?? 0
                let elapsed = elapsed(since: began, uptime)
                return .known(
                    HostOperation(
                        .running, elapsed: elapsed, words: last, progress: AptProgress(lines)?.progress(elapsed)))
            case "failed":
                let status = Int(try value("ExecMainStatus")) ?? -1
                return .known(
                    HostOperation(
                        .failed(result: try value("Result"), status: status), elapsed: nil, words: ownWords(last)))
            default: return .absent
            }
        } catch {
            return .unknown(error)
        }
    }

    /// Lines that are kept of what was printed: the last ones of a failed installation are apt's own and two of
    /// systemd's.
    private static let wordLines = 5

    /// What the program itself said, without systemd's account of its end.
    private static func ownWords(_ lines: [String]) -> [String] {
        lines.filter { !$0.hasPrefix("\(HostOperation.packages).service: ") }
    }

    /// `microseconds` of the monotonic clock against the seconds that the host has been up.
    private static func elapsed(since microseconds: UInt64, _ uptime: QueryResult) -> Duration? {
        guard let text = try? uptime.text(), let word = text.split(separator: " ").first,
            let seconds = UInt64(word.prefix { $0 != "." }), microseconds > 0
        else { return nil }
        let began = microseconds / 1_000_000
        return .seconds(seconds >= began ? Int64(seconds - began) : 0)
    }
}
