package import ClusterModel
package import World

extension HostOSParser {
    /// A managed file; the digests were asked for before the text.
    ///
    /// | text         | digest   | file                                         |
    /// |--------------|----------|----------------------------------------------|
    /// | no such file | a digest | unknown: it was removed between the two      |
    /// | no such file | none     | absent                                       |
    /// | bytes        | a digest | known                                        |
    /// | bytes        | none     | unknown: it was made between the two, or not read |
    package static func file(
        _ id: ManagedFile.ID, digests: QueryResult, text: QueryResult, age: QueryResult?,
        daemon: Reading<ServiceState> = .unknown(.notAsked)
    ) -> Reading<ObservedFile> {
        guard text.isMissingFile else { return Reading(try fileFound(id, digests, text, newer(age, daemon))) }
        let digest = Reading(try fileDigest(id, digests))
        guard case .known = digest else { return .absent }
        return .unknown(text.unreadable("it was removed while it was read", excerpt: id.path))
    }

    private static func fileFound(
        _ id: ManagedFile.ID, _ digests: QueryResult, _ text: QueryResult, _ isNewer: Reading<Bool>
    ) throws(UnknownReason) -> ObservedFile {
        ObservedFile(
            id, FileText(try text.end(oneOf: [0]).output), digest: try fileDigest(id, digests),
            isNewerThanReader: isNewer)
    }

    /// Of several files sha256sum ends with 1 when it cannot read one of them, and names it.
    private static func fileDigest(_ id: ManagedFile.ID, _ answer: QueryResult) throws(UnknownReason) -> String {
        let end = try answer.end(oneOf: [0, 1])
        guard let line = end.outputLines.first(where: { $0.hasSuffix("  \(id.path)") }) else {
            throw end.complaints(of: "sha256sum")[id.path] == nil
                ? answer.silent(about: id.path, end) : answer.refused(end)
        }
        let hex = line.dropLast(id.path.utf8.count + 2)
        guard hex.utf8.count == 64, hex.allSatisfy(\.isHexDigit) else {
            throw answer.unreadable("it is no SHA-256", excerpt: line)
        }
        return hex.lowercased()
    }

    /// Whether the file was changed after its daemon was started. Without a running daemon it was not read.
    private static func newer(_ age: QueryResult?, _ daemon: Reading<ServiceState>) -> Reading<Bool> {
        guard let age else { return .absent }
        switch daemon {
        case .absent: return .absent
        case .unknown(let why): return .unknown(why)
        case .known(let state) where state.active != "active": return .absent
        case .known(let state):
            guard let started = state.startedAt else { return .unknown(.notReported) }
            return Reading(try changed(age, after: started))
        }
    }

    private static func changed(_ answer: QueryResult, after started: Duration) throws(UnknownReason) -> Bool {
        let lines = try answer.end(oneOf: [0]).outputLines
        guard lines.count == 3, let changed = seconds(lines[0], after: "changed "),
            let now = seconds(lines[1], after: "now "), let uptime = seconds(lines[2], after: "")
        else { throw answer.unreadable("it is not a time of change, a clock and an uptime", excerpt: lines.joined()) }
        guard changed <= now + clockGrain else {
            throw answer.unreadable(
                "the file was changed at a time that is yet to come on the host's clock",
                excerpt: lines.joined(separator: "; "))
        }
        return now - changed < uptime - started.seconds
    }

    /// Seconds by which a time of change may be ahead of the clock that is read after it: the kernel stamps files with
    /// the time of its last tick, which is behind, so that none is needed; one allows for a clock that is being slewed.
    private static let clockGrain = 1.0

    /// The number that follows the word, up to a space.
    private static func seconds(_ line: String, after word: String) -> Double? {
        guard line.hasPrefix(word) else { return nil }
        return Double(line.dropFirst(word.count).prefix { $0 != " " })
    }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
