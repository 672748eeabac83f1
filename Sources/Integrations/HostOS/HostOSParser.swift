package import ClusterModel
package import World

/// What a host's tools answered, as values. A fact is absent only where the tool itself says so of exactly that thing;
/// everything else that is not an answer is unknown, with the tool's words.
package enum HostOSParser {
    /// The term's file: digits and a line feed.
    package static func term(_ answer: QueryResult) -> Reading<Term> {
        answer.isMissingFile ? .absent : Reading(try termNumber(answer))
    }

    private static func termNumber(_ answer: QueryResult) throws(UnknownReason) -> Term {
        let text = try answer.text()
        guard text.last == "\n", let number = UInt64(text.dropLast()) else {
            throw answer.unreadable("it is not a number on a line of its own", excerpt: text)
        }
        return Term(number)
    }

    /// By package name. dpkg-query ends with 1 when it does not know one of them, and names it.
    package static func packages(_ answer: QueryResult, of names: [String]) -> [String: Reading<InstalledPackage>] {
        each(of: names) { () throws(UnknownReason) in
            let end = try answer.end(oneOf: [0, 1])
            let lines = end.outputLines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
            let errors = Set(end.errorLines)
            return { name in
                if let found = package(lines.filter { $0[0] == name }, answer) { return found }
                let isUnheardOf = errors.contains("dpkg-query: no packages found matching \(name)")
                return isUnheardOf ? .absent : .unknown(answer.silent(about: name, end))
            }
        }
    }

    /// From the lines of one package, one an architecture. Unpacked and configured is installed; a pending trigger of
    /// another package changes nothing about that. Half-installed is not there: dpkg cannot finish it and wants it
    /// installed again (dpkg(1)).
    private static func package(_ lines: [[Substring]], _ answer: QueryResult) -> Reading<InstalledPackage>? {
        guard let line = lines.first(where: { $0.count == 3 && settled.contains($0[1]) }) ?? lines.first else {
            return nil
        }
        guard line.count == 3 else {
            return .unknown(answer.unreadable("a line has not three fields", excerpt: line.joined(separator: " ")))
        }
        switch line[1] {
        case let state where settled.contains(state): return .known(InstalledPackage(version: String(line[2])))
        case "not-installed", "config-files", "half-installed": return .absent
        case "unpacked", "half-configured":
            return .known(InstalledPackage(version: String(line[2]), isConfigured: false))
        default:
            return .unknown(
                answer.unreadable("it is neither installed nor removed", excerpt: line.joined(separator: " ")))
        }
    }

    private static let settled: Set<Substring> = ["installed", "triggers-awaited", "triggers-pending"]

    /// By unit name as asked. Of an alias systemd prints the real name, so it is the order that counts.
    package static func services(_ answer: QueryResult, of units: [String]) -> [String: Reading<ServiceState>] {
        each(of: units) { () throws(UnknownReason) in
            let end = try answer.end(oneOf: [0])
            let blocks = end.outputLines.split(separator: "", omittingEmptySubsequences: false)
            guard blocks.count == units.count else {
                throw answer.unreadable("\(units.count) units were asked for, not \(blocks.count)", excerpt: end.words)
            }
            let states = Dictionary(zip(units, blocks)) { first, _ in first }
            return { unit in
                guard let state = states[unit].flatMap(service) else {
                    return .unknown(answer.unreadable("\(unit) lacks a property", excerpt: end.words))
                }
                return .known(state)
            }
        }
    }

    private static func service(_ lines: ArraySlice<String>) -> ServiceState? {
        func value(_ name: String) -> String? {
            lines.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
        }
        guard let load = value("LoadState"), let active = value("ActiveState"), let enablement = value("UnitFileState")
        else { return nil }
        let started = value("InactiveExitTimestampMonotonic").flatMap { UInt64($0) }.flatMap { $0 == 0 ? nil : $0 }
        return ServiceState(
            load: load, active: active, enablement: enablement, startedAt: started.map { .microseconds(Int64($0)) })
    }

    /// The same judgement for each of several things that one command was asked about. If the command as a whole gave
    /// no answer, all of them are unknown for that reason.
    static func each<Value>(
        of names: [String], _ judge: () throws(UnknownReason) -> (String) -> Reading<Value>
    ) -> [String: Reading<Value>] {
        let verdict: (String) -> Reading<Value>
        do throws(UnknownReason) {
            verdict = try judge()
        } catch {
            verdict = { _ in .unknown(error) }
        }
        return Dictionary(names.map { ($0, verdict($0)) }) { first, _ in first }
    }
}
