package import ClusterModel

/// Formats the state of the lab and the result of `check`.
package enum LabReport {
    /// Of `up -o json` and `status -o json`.
    package static func json(_ status: LabStatus) -> JSON {
        [
            "formatVersion": 1,
            "hub": .string(LabLayout.hub),
            "identityFile": .string(LabLayout.identityFile),
            "knownHostsFile": .string(LabLayout.knownHostsFile),
            "hosts": .array(status.hosts.map(json)),
        ]
    }

    private static func json(_ host: LabStatus.Host) -> JSON {
        [
            "name": .string(host.host.name),
            "address": .string(host.host.address),
            "state": .string(host.state.rawValue),
            "disks": .array(host.disks.map { ["device": .string($0.device), "image": .string($0.image)] }),
        ]
    }

    /// A table, the paths that ssh needs, and what to do next. Without a final newline.
    package static func text(_ status: LabStatus) -> String {
        guard !status.hosts.isEmpty else { return "no lab is up\n\nnext  hcctl lab up" }
        return
            (table(status) + ["", "key          \(LabLayout.identityFile)"]
            + ["known_hosts  \(LabLayout.knownHostsFile)", "next         \(next(status))"]).joined(separator: "\n")
    }

    private static func next(_ status: LabStatus) -> String {
        let off = status.hosts.filter { $0.state == .off }.map(\.host.name)
        let alone = status.hosts.filter { $0.state == .partitioned }.map(\.host.name)
        if !off.isEmpty { return "hcctl lab poweron \(off.joined(separator: " "))" }
        if !alone.isEmpty { return "hcctl lab rejoin \(alone.joined(separator: " "))" }
        return "hcctl lab run -- hcctl apply -f manifests/lab"
    }

    private static func table(_ status: LabStatus) -> [String] {
        let rows = status.hosts.map { host in
            let disks = host.disks.map(\.device).joined(separator: ",")
            return [host.host.name, host.host.address, host.state.rawValue, disks.isEmpty ? "-" : disks]
        }
        return aligned([["HOST", "ADDRESS", "STATE", "DISKS"]] + rows)
    }

    private static func aligned(_ rows: [[String]]) -> [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }

    /// What `check` prints.
    package static func text(_ shortfalls: [LabShortfall]) -> String {
        guard !shortfalls.isEmpty else { return "a lab can run here" }
        return shortfalls.map { "missing: \($0.what)\n  \($0.remedy)" }.joined(separator: "\n")
    }
}
