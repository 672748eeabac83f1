package import ClusterModel
package import World

extension GlusterParser {
    /// Errors of the log that are kept: the last ones name the cause.
    private static let keptErrors = 3

    /// Empty files, and the last errors that glusterd logged. A path that does not exist is none of them.
    package static func damage(_ files: QueryResult, log: QueryResult) -> Reading<StoreDamage> {
        Reading(try damageFound(files, log))
    }

    private static func damageFound(
        _ files: QueryResult, _ log: QueryResult
    ) throws(UnknownReason) -> StoreDamage {
        let paths = try files.end(oneOf: [0, 1]).outputLines.filter { $0.hasPrefix("/") }
        let lines = (try? log.end(oneOf: [0, 1]).outputLines) ?? []
        return StoreDamage(emptyFiles: paths.sorted(), words: errors(lines))
    }

    /// `[2026-11-28 10:00:00.000000 +0000] E [MSGID: …] … 0-management: words`: the words of the errors.
    private static func errors(_ lines: [String]) -> [String] {
        let marked = lines.filter { $0.contains("] E [") }
        let words = marked.map { line in
            line.ranges(of: "0-management: ").last.map { String(line[$0.upperBound...]) } ?? line
        }
        return Array(words.suffix(keptErrors))
    }

    /// The UUID that glusterd's store has for its own host, lower case; absent before there is one.
    package static func identity(_ answer: QueryResult) -> Reading<String> {
        guard !answer.isMissingFile else { return .absent }
        let text = Reading(try answer.end(oneOf: [0]).outputLines)
        guard case .known(let lines) = text else {
            if case .unknown(let why) = text { return .unknown(why) }
            return .absent
        }
        guard let line = lines.first(where: { $0.hasPrefix("UUID=") }) else { return .absent }
        return .known(line.dropFirst("UUID=".count).lowercased())
    }

    /// By volume, a sum of what the store has of it: its checksum and its description.
    package static func storeSums(_ answer: QueryResult) -> Reading<[String: String]> {
        Reading(try sumsFound(answer))
    }

    private static func sumsFound(_ answer: QueryResult) throws(UnknownReason) -> [String: String] {
        let lines = try answer.end(oneOf: [0, 1]).outputLines
        let prefix = "\(GlusterCommands.storePath)/"
        var found: [String: [String]] = [:]
        for line in lines where line.hasPrefix(prefix) {
            let rest = line.dropFirst(prefix.count)
            guard let end = rest.firstIndex(of: "/") else { continue }
            let file = rest[rest.index(after: end)...]
            guard file.hasPrefix("cksum:") || file.hasPrefix("info:") else { continue }
            found[String(rest[..<end]), default: []].append(String(file))
        }
        // gluster sorts the lines itself before it computes the checksum (glusterd_compute_cksum).
        return found.mapValues { FNV1a.hex($0.sorted().joined(separator: "\n").utf8) }
    }

    /// What is wrong with the files of TLS: missing, unreadable, expired, not matching, not vouched for.
    package static func tls(certificate: QueryResult, key: QueryResult, verification: QueryResult) -> Reading<TLSFiles>
    {
        Reading(try tlsFound(certificate, key, verification))
    }

    private static func tlsFound(
        _ certificate: QueryResult, _ key: QueryResult, _ verification: QueryResult
    ) throws(UnknownReason) -> TLSFiles {
        let (own, secret, trust) = (
            try certificate.end(oneOf: [0, 1]), try key.end(oneOf: [0, 1]), try verification.end(oneOf: [0, 1, 2])
        )
        var problems: [String] = []
        let hasCertificate = own.outputLines.contains { $0.hasPrefix("-----BEGIN") }
        let hasKey = secret.exitStatus == 0
        if !hasCertificate { problems.append("\(GlusterCommands.certificate) is missing or no certificate") }
        if !hasKey { problems.append("\(GlusterCommands.key) is missing or no private key") }
        if hasCertificate, own.exitStatus != 0 { problems.append("\(GlusterCommands.certificate) has expired") }
        if hasCertificate, hasKey, publicKey(own.outputLines) != publicKey(secret.outputLines) {
            problems.append("\(GlusterCommands.key) does not belong to \(GlusterCommands.certificate)")
        }
        if hasCertificate, trust.exitStatus != 0 {
            problems.append("\(GlusterCommands.authorities) is missing or does not vouch for the certificate")
        }
        return TLSFiles(problems: problems)
    }

    private static func publicKey(_ lines: [String]) -> [String] {
        Array(lines.drop { !$0.hasPrefix("-----BEGIN") }.prefix { !$0.hasPrefix("-----END") })
    }
}
