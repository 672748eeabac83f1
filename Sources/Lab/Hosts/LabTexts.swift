/// The files of names and keys that the lab writes.
enum LabTexts {
    /// /etc/hosts for the hub and for a new host that knows these.
    static func names(_ hosts: [LabHost]) -> String {
        (["127.0.0.1 localhost", "::1 localhost ip6-localhost", "\(LabLayout.hubAddress) hub.\(LabLayout.domain) hub"]
            + hosts.map(line)).joined(separator: "\n") + "\n"
    }

    /// Above the names in the hub of a lab whose hosts do not find each other's names.
    static let hidden = "# These names are known in the hub alone: each host knows but its own.\n"

    /// /etc/hosts for the hub.
    static func hubNames(_ hosts: [LabHost], hidden isHidden: Bool) -> String {
        (isHidden ? hidden : "") + names(hosts)
    }

    static func line(_ host: LabHost) -> String { "\(host.address) \(host.fullName) \(host.name)" }

    /// A host's own file with the missing hosts added; nil when none is missing. Other lines are kept.
    static func completed(_ text: String, with hosts: [LabHost]) -> String? {
        let known = Set(text.split(separator: "\n").map { $0.split { $0.isWhitespace }.joined(separator: " ") })
        let missing = hosts.map(line).filter { !known.contains($0) }
        guard !missing.isEmpty else { return nil }
        return (text.isEmpty || text.hasSuffix("\n") ? text : text + "\n") + missing.joined(separator: "\n") + "\n"
    }

    /// One line for each host whose key is known: all its names, then type and key without the comment.
    static func knownHosts(_ hosts: [LabHost], keys: [String: String]) -> String {
        hosts.compactMap { host in
            keys[host.publicKey].map { key in
                let fields = key.split { $0.isWhitespace }.prefix(2).joined(separator: " ")
                return "\(host.fullName),\(host.name),\(host.address) \(fields)\n"
            }
        }.joined()
    }
}
