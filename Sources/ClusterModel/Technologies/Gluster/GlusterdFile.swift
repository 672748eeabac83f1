/// /etc/glusterfs/glusterd.vol: glusterd's own settings, read when it starts (glusterd(8), xlators/mgmt/glusterd).
package struct GlusterdFile: Sendable, Hashable {
    /// The whole text.
    package let text: String
    /// SHA-256 of the bytes, in hex, read before the text: a change in between makes the next write refuse.
    package let digest: String
    /// Whether it was written after the daemon that runs was started, which therefore has not read it; absent while no
    /// daemon runs.
    package let isNewerThanDaemon: Reading<Bool>

    /// A file.
    package init(text: String, digest: String, isNewerThanDaemon: Reading<Bool>) {
        self.text = text
        self.digest = digest
        self.isNewerThanDaemon = isNewerThanDaemon
    }

    /// The value of an option; of several lines the last one counts. Comments begin with `#`.
    package func value(_ name: String) -> String? {
        text.split(separator: "\n").compactMap { Self.option(in: $0) }.last { $0.name == name }?.value
    }

    /// The same text with an option set: its line if there is one, else a new one before the end of the section. Every
    /// other line stays byte for byte. Nil where there is no section.
    package static func setting(_ name: String, to value: String, in text: String) -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let places = lines.indices.filter { option(in: lines[$0][...])?.name == name }
        if places.isEmpty {
            guard let end = lines.firstIndex(where: { $0.split { $0 == " " || $0 == "\t" }.first == "end-volume" })
            else { return nil }
            lines.insert("    option \(name) \(value)", at: end)
        }
        for place in places {
            lines[place] = String(lines[place].prefix { $0 == " " || $0 == "\t" }) + "option \(name) \(value)"
        }
        return lines.joined(separator: "\n")
    }

    private static func option(in line: Substring) -> (name: String, value: String)? {
        let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        return words.count == 3 && words[0] == "option" ? (words[1], words[2]) : nil
    }
}

extension ClusterSpec.Gluster {
    /// Options of glusterd's own file that are managed: name, field of the manifest, value.
    package var daemonOptions: [DaemonOption] {
        [("base-port", "basePort", basePort), ("max-port", "maxPort", maxPort)].compactMap { name, field, value in
            value.map { DaemonOption(name: name, field: "spec.gluster.\(field)", value: "\($0)") }
        }
    }
}

/// An option of glusterd's own file.
package struct DaemonOption: Sendable, Hashable {
    /// As it stands in the file.
    package let name: String
    /// Where it stands in the manifest.
    package let field: String
    /// As wanted.
    package let value: String

    /// An option.
    package init(name: String, field: String, value: String) {
        self.name = name
        self.field = field
        self.value = value
    }
}
