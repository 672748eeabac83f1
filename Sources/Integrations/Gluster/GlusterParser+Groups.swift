package import ClusterModel
package import World

extension GlusterParser {
    /// The files of option groups, by name: the digests were asked for before the lines.
    ///
    /// | digest | lines          | file                                 |
    /// |--------|----------------|--------------------------------------|
    /// | absent | any            | absent                               |
    /// | known  | known          | known; no line at all is an empty one |
    /// | known  | no such file   | unknown: it went in between          |
    package static func optionGroups(
        _ groups: [OptionGroupName], digests: QueryResult, lines: QueryResult
    ) -> [OptionGroupName: Reading<OptionGroupFile>] {
        Dictionary(groups.map { ($0, optionGroup($0, digests, lines)) }) { first, _ in first }
    }

    private static func optionGroup(
        _ group: OptionGroupName, _ digests: QueryResult, _ lines: QueryResult
    ) -> Reading<OptionGroupFile> {
        let path = OptionGroupFile.path(of: group)
        if case .finished(let end) = digests.outcome, end.exitStatus == 1,
            end.complaints(of: "sha256sum")[path] == "No such file or directory"
        {
            return .absent
        }
        return Reading(try optionGroupFound(path, digests, lines))
    }

    private static func optionGroupFound(
        _ path: String, _ digests: QueryResult, _ lines: QueryResult
    ) throws(UnknownReason) -> OptionGroupFile {
        let digest = try digest(of: path, digests)
        // grep ends with 1 where no file has a line, with 2 where one of them could not be read.
        let end = try lines.end(oneOf: [0, 1, 2])
        if end.complaints(of: "grep")[path] != nil { throw lines.refused(end) }
        let own = end.outputLines.filter { $0.hasPrefix("\(path):") }.map { String($0.dropFirst(path.count + 1)) }
        return OptionGroupFile(digest: digest, lines: own)
    }

    private static func digest(of path: String, _ answer: QueryResult) throws(UnknownReason) -> String {
        let end = try answer.end(oneOf: [0, 1])
        guard let line = end.outputLines.first(where: { $0.hasSuffix("  \(path)") }) else {
            throw end.complaints(of: "sha256sum")[path] == nil ? answer.silent(about: path, end) : answer.refused(end)
        }
        let hex = line.dropLast(path.count + 2)
        guard hex.utf8.count == 64, hex.allSatisfy(\.isHexDigit) else {
            throw answer.unreadable("it is no SHA-256", excerpt: line)
        }
        return hex.lowercased()
    }
}
