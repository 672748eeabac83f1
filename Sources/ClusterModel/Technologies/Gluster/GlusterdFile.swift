/// glusterd's own settings, read when it starts (glusterd(8), xlators/mgmt/glusterd).
package struct GlusterdFile: Sendable, Hashable {
    /// The file.
    package let file: ObservedFile

    /// The meaning of a file that was read.
    package init(_ file: ObservedFile) { self.file = file }

    /// The value of an option; of several lines the last one counts.
    package func value(_ name: String) -> String? { file.entries.last { $0.key == Array(name.utf8) }?.words[2] }
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
    /// Its name in the file.
    package let name: String
    /// Its field in the manifest.
    package let field: String
    /// As wanted.
    package let value: String

    /// The line of the file that sets it.
    package var line: OwnedLine {
        OwnedLine(key: name, text: "option \(name) \(value)", fields: ["option", name, value])
    }

    /// An option.
    package init(name: String, field: String, value: String) {
        self.name = name
        self.field = field
        self.value = value
    }
}
