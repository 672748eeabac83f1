package import ClusterModel
package import World

/// What a host shows of its own part: configuration, flags, release, and the run of the installer.
extension HostedEngineParser {
    /// Absent where there is no file. A line without `=` is none of the file's form and is passed over, as the command's
    /// shell does with an empty one.
    package static func configuration(_ answer: QueryResult) -> Reading<HostedEngineConfiguration> {
        answer.isMissingFile ? .absent : Reading(HostedEngineConfiguration(pairs(try answer.text())))
    }

    /// Absent where the host never had an agent.
    package static func localMaintenance(_ answer: QueryResult) -> Reading<Bool> {
        answer.isMissingFile ? .absent : Reading(pairs(try answer.text())["local_maintenance"] == "True")
    }

    /// By the verbs that the usage text lists.
    package static func release(_ answer: QueryResult) -> Reading<HostedEngineRelease> {
        if case .notRun(.absent) = answer.outcome { return .absent }
        return Reading(try release(of: answer))
    }

    private static func release(of answer: QueryResult) throws(UnknownReason) -> HostedEngineRelease {
        let text = try answer.text()
        guard text.hasPrefix("Usage: ") else { throw answer.unreadable("it is no usage text", excerpt: text) }
        return HostedEngineRelease(hasSharedConfiguration: text.contains("--set-shared-config"))
    }

    /// `KEY : VALUE, type : broker` of each key; absent where the host is not deployed, or has no such command.
    package static func broker(_ answer: QueryResult) -> Reading<[String: String]> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 1])
            var values: [String: String] = [:]
            for line in end.outputLines where line.hasSuffix(brokerEnd) {
                let parts = line.dropLast(brokerEnd.count).split(
                    separator: " : ", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
            }
            if HostedEngineBroker.keys.allSatisfy({ values[$0] != nil }) { return .known(values) }
            let isMissing = end.errorLines.contains { $0.hasSuffix(missingProgram) }
            let isOlder = end.errorLines.contains { $0.hasPrefix(unknownVerb) }
            guard isMissing || isOlder || end.outputLines.contains(notDeployed) else {
                throw answer.silent(about: "all settings of the brokers", end)
            }
            return .absent
        } catch {
            return .unknown(error)
        }
    }

    private static let brokerEnd = ", type : broker"
    /// Of releases before 4.1.
    private static let unknownVerb = "Invalid option '--get-shared-config'"
    /// find's words of a program that it cannot run.
    private static let missingProgram = "No such file or directory"

    private static func pairs(_ text: String) -> [String: String] {
        text.split(separator: "\n").reduce(into: [:]) { pairs, line in
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, !line.hasPrefix("#") { pairs[trimmed(parts[0])] = trimmed(parts[1]) }
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// The run of the installer, in a unit of its own.
extension HostedEngineParser {
    /// One that ended well is forgotten by systemd.
    package static func deployment(
        _ state: QueryResult, words: QueryResult, uptime: QueryResult
    ) -> Reading<HostOperation> {
        do throws(UnknownReason) {
            let facts = pairs(try state.text())
            guard let active = facts["ActiveState"] else {
                throw state.unreadable("ActiveState is missing", excerpt: "\(facts)")
            }
            let lines = try words.end(oneOf: [0]).outputLines.filter { !$0.isEmpty }
            switch active {
            case "active", "activating", "deactivating", "reloading":
                let begun = facts["InactiveExitTimestampMonotonic"].flatMap { Int64($0) } ?? 0
                return .known(HostOperation(.running, elapsed: elapsed(since: begun, uptime), words: ownWords(lines)))
            case "failed":
                let status = facts["ExecMainStatus"].flatMap { Int($0) } ?? -1
                return .known(
                    HostOperation(
                        .failed(result: facts["Result"] ?? "", status: status), elapsed: nil, words: ownWords(lines)))
            default: return .absent
            }
        } catch {
            return .unknown(error)
        }
    }

    /// Without systemd's account of the unit, and without the lines of earlier runs.
    private static func ownWords(_ lines: [String]) -> [String] {
        let unit = HostedEngineCommands.unit
        let start = lines.lastIndex { $0.hasPrefix("Started \(unit)") }.map { $0 + 1 } ?? 0
        return lines[start...].filter { !$0.hasPrefix("\(unit): ") }
    }

    /// `microseconds` of the monotonic clock against the seconds that the host has been up.
    private static func elapsed(since microseconds: Int64, _ uptime: QueryResult) -> Duration? {
        guard microseconds > 0, let word = (try? uptime.text())?.split(separator: ".").first, let seconds = Int64(word)
        else { return nil }
        return .seconds(max(0, seconds - microseconds / 1_000_000))
    }
}
