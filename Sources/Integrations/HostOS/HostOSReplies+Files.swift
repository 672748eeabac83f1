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
        _ id: ManagedFile.ID, digests: QueryResult, text: QueryResult, age: QueryResult?
    ) -> Reading<ObservedFile> {
        guard text.isMissingFile else { return Reading(try fileFound(id, digests, text, age)) }
        let digest = Reading(try fileDigest(id, digests))
        guard case .known = digest else { return .absent }
        return .unknown(text.unreadable("it was removed while it was read", excerpt: id.path))
    }

    private static func fileFound(
        _ id: ManagedFile.ID, _ digests: QueryResult, _ text: QueryResult, _ age: QueryResult?
    ) throws(UnknownReason) -> ObservedFile {
        ObservedFile(
            id, FileText(try text.end(oneOf: [0]).output), digest: try fileDigest(id, digests),
            isNewerThanReader: newer(age, than: id.declaration.reader))
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

    /// Without a process number no daemon runs that could have read the file.
    private static func newer(_ answer: QueryResult?, than reader: ManagedFile.Reader) -> Reading<Bool> {
        guard let answer, case .daemon(_, let pidFile, _) = reader else { return .absent }
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 1])
            if end.exitStatus == 0 { return .known(end.outputLines == ["newer"]) }
            let isMissing = end.words.contains(pidFile) && end.words.contains("No such file")
            return isMissing ? .absent : .unknown(answer.refused(end))
        } catch {
            return .unknown(error)
        }
    }
}
