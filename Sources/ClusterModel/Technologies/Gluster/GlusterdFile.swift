/// glusterd's own settings, read when it starts (glusterd(8), xlators/mgmt/glusterd).
package struct GlusterdFile: Sendable, Hashable {
    /// The file.
    package let file: ObservedFile

    /// The meaning of a file that was read.
    package init(_ file: ObservedFile) { self.file = file }

    /// The value of an option; of several lines the last one counts.
    package func value(_ name: String) -> String? { file.entries.last { $0.key == Array(name.utf8) }?.words[2] }

    /// The same as a number.
    private func number(_ name: String) -> Int? { value(name).flatMap { Int($0) } }

    /// Whether the running daemon works with other settings than the file's; absent while no daemon runs.
    ///
    /// | base-port in force | file changed after the start | ports of running bricks | works with others |
    /// |--------------------|------------------------------|-------------------------|-------------------|
    /// | another            | any                          | any                     | yes               |
    /// | the same, or none  | yes                          | any                     | yes               |
    /// | the same, or none  | no                           | any                     | no                |
    /// | the same           | not shown by the clock       | one outside the range   | yes               |
    /// | the same           | not shown by the clock       | all inside the range    | no                |
    /// | none               | not shown by the clock       | any                     | unknown           |
    ///
    /// Of `max-port` glusterd reports nothing, so that dates are needed for it.
    package func isUnread(by daemon: Reading<GlusterView>) -> Reading<Bool> {
        if case .absent = file.isNewerThanReader { return .absent }
        guard case .known(let view) = daemon else { return file.isNewerThanReader }
        if let used = view.basePort, let written = number("base-port"), used != written { return .known(true) }
        guard case .unknown = file.isNewerThanReader, view.basePort != nil else { return file.isNewerThanReader }
        return .known(view.volumes.flatMap(\.bricks).compactMap(\.port).contains { !isInRange($0) })
    }

    private func isInRange(_ port: Int) -> Bool {
        port >= number("base-port") ?? 0 && port <= number("max-port") ?? Int(UInt16.max)
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
