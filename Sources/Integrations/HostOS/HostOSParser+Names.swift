package import ClusterModel
package import World

extension HostOSParser {
    /// getent ends with 2 where the name is not found (getent(1)); an address stands once for each sort of socket.
    package static func addresses(_ answer: QueryResult) -> Reading<[String]> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 2])
            guard end.exitStatus == 0 else { return .absent }
            var found: [String] = []
            for line in end.outputLines {
                let address = String(line.prefix { $0 != " " && $0 != "\t" })
                if !address.isEmpty, !found.contains(address) { found.append(address) }
            }
            return found.isEmpty ? .unknown(answer.unreadable("it has no address", excerpt: end.words)) : .known(found)
        } catch {
            return .unknown(error)
        }
    }

    /// The file; its digest was asked for before its text.
    package static func hostsFile(digest: QueryResult, text: QueryResult) -> Reading<HostsFile> {
        text.isMissingFile ? .absent : Reading(try hostsFound(digest, text))
    }

    private static func hostsFound(_ digest: QueryResult, _ text: QueryResult) throws(UnknownReason) -> HostsFile {
        let contents = try text.text()
        return HostsFile(
            text: contents, digest: try hexDigest(digest, of: HostOSCommands.hostsPath), entries: hostsEntries(contents)
        )
    }

    /// The entries as the resolver reads them: up to a `#`, an address and at least one name (hosts(5)).
    package static func hostsEntries(_ text: String) -> [HostsFile.Entry] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let fields = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
            return fields.count < 2 ? nil : HostsFile.Entry(address: fields[0], names: Array(fields.dropFirst()))
        }
    }
}
