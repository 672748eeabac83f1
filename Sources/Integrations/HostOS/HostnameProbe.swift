package import ClusterModel
package import World

/// Reads a host's own name.
package enum HostnameProbe {
    /// The first label of /etc/hostname in lower case; absent where the file is missing or holds no name (hostname(5)).
    package static func probe(host: HostName) -> Probe<Reading<String>> {
        let query = HostOSCommands.hostname
        return Probe([query]) { outcomes in name(QueryResult(to: query, from: host, outcomes[0])) }
    }

    private static func name(_ answer: QueryResult) -> Reading<String> {
        guard !answer.isMissingFile else { return .absent }
        let text = Reading(try answer.text()).map { text in
            text.split(separator: "\n").first { !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace) } ?? ""
        }
        guard case .known(let line) = text else { return text.map(String.init) }
        let label = line.lowercased().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let isName = label.first?.isLetter == true && label.last != "-"
        return isName ? .known(String(label)) : .absent
    }
}
